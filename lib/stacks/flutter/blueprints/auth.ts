import { wire } from '../../wire.ts';
import type { DartSource } from '../targets.ts';
import { dart, quote } from './dart.ts';

export function authRepository(): DartSource {
  return {
    imports: ['package:flutter/foundation.dart', 'lib/utils/result.dart'],
    body: dart`
/// Who is signed in. Listeners are told when that changes.
abstract class AuthRepository extends ChangeNotifier {
  bool get isSignedIn;

  /// Reads what an earlier run of the app has kept.
  Future<void> restore();

  Future<Result<void>> signIn({required String email, required String password});

  Future<Result<void>> register({required String email, required String password});

  Future<void> signOut();
}
`,
  };
}

export function authRepositoryLocal(): DartSource {
  return {
    imports: ['lib/data/repositories/auth/auth_repository.dart', 'lib/utils/result.dart'],
    body: dart`
/// With no backend there is nobody to sign in to: the person at the device owns the data.
class AuthRepositoryLocal extends AuthRepository {
  @override
  bool get isSignedIn => true;

  @override
  Future<void> restore() async {}

  @override
  Future<Result<void>> signIn({required String email, required String password}) async =>
      const Ok(null);

  @override
  Future<Result<void>> register({required String email, required String password}) async =>
      const Ok(null);

  @override
  Future<void> signOut() async {}
}
`,
  };
}

export function authRepositoryRemote(): DartSource {
  return {
    imports: [
      'package:http/http.dart as http',
      'lib/data/repositories/auth/auth_repository.dart',
      'lib/data/services/api_client.dart',
      'lib/data/services/key_value_store.dart',
      'lib/utils/app_exception.dart',
      'lib/utils/result.dart',
    ],
    body: dart`
/// Signs in to the backend and keeps its bearer token.
class AuthRepositoryRemote extends AuthRepository {
  AuthRepositoryRemote({
    required Uri baseUrl,
    required http.Client httpClient,
    required this.store,
  }) {
    client = ApiClient(
      baseUrl: baseUrl,
      httpClient: httpClient,
      readToken: () => _token,
      onUnauthorized: signOut,
    );
  }

  static const _tokenKey = 'auth.token';

  final KeyValueStore store;

  /// The client whose requests carry the token of this repository.
  late final ApiClient client;

  String? _token;

  @override
  bool get isSignedIn => _token != null;

  @override
  Future<void> restore() async {
    _token = await store.read(_tokenKey);
    notifyListeners();
  }

  @override
  Future<Result<void>> signIn({required String email, required String password}) async {
    final answer = await client.postForm(${quote(wire.prefix + wire.signIn)}, {
      'username': email,
      'password': password,
    });
    switch (answer) {
      case Ok(value: {'access_token': final String token}):
        _token = token;
        await store.write(_tokenKey, token);
        notifyListeners();
        return const Ok(null);
      case Ok():
        return const Failure(
          AppException(AppErrorKind.unexpected, 'The server gave an answer that the app does not understand.'),
        );
      case Failure(:final error):
        return Failure(error);
    }
  }

  @override
  Future<Result<void>> register({required String email, required String password}) async {
    final answer = await client.post(${quote(wire.prefix + wire.signUp)}, {
      'email': email,
      'password': password,
    });
    return switch (answer) {
      Ok() => signIn(email: email, password: password),
      Failure(:final error) => Failure(error),
    };
  }

  @override
  Future<void> signOut() async {
    _token = null;
    await store.delete(_tokenKey);
    notifyListeners();
  }
}
`,
  };
}
