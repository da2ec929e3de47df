import type { DartSource } from '../targets.ts';
import { dart } from './dart.ts';

export function environment(): DartSource {
  return {
    imports: [],
    body: dart`
/// Settings given at build time with --dart-define.
abstract final class Environment {
  /// Address of the backend, such as http://localhost:8000. Empty: keep everything on this device.
  static const apiBaseUrl = String.fromEnvironment('API_BASE_URL');

  static const usesBackend = apiBaseUrl != '';
}
`,
  };
}

export function apiClient(): DartSource {
  return {
    imports: [
      'dart:async',
      'dart:convert',
      'package:http/http.dart as http',
      'lib/domain/models/entity.dart',
      'lib/utils/app_exception.dart',
      'lib/utils/result.dart',
    ],
    body: dart`
/// Speaks JSON over HTTP with the backend; every expected failure comes back as a [Failure].
class ApiClient {
  ApiClient({
    required this.baseUrl,
    required this.httpClient,
    required this.readToken,
    this.onUnauthorized,
    this.timeout = const Duration(seconds: 20),
  });

  final Uri baseUrl;
  final http.Client httpClient;

  /// The bearer token of the signed-in person, or null.
  final String? Function() readToken;

  /// Called when the backend refuses the token.
  final void Function()? onUnauthorized;

  final Duration timeout;

  Future<Result<Object?>> get(String path, {Map<String, String> query = const {}}) =>
      _send('GET', path, query: query);

  Future<Result<Object?>> post(String path, Json body) => _send('POST', path, body: body);

  Future<Result<Object?>> patch(String path, Json body) => _send('PATCH', path, body: body);

  Future<Result<Object?>> delete(String path) => _send('DELETE', path);

  /// Posts a form, as the OAuth 2 token endpoint wants it.
  Future<Result<Object?>> postForm(String path, Map<String, String> fields) =>
      _send('POST', path, form: fields);

  Future<Result<Object?>> _send(
    String method,
    String path, {
    Map<String, String> query = const {},
    Json? body,
    Map<String, String>? form,
  }) async {
    final request = http.Request(method, _resolve(path, query));
    request.headers['Accept'] = 'application/json';
    final token = readToken();
    if (token != null) request.headers['Authorization'] = 'Bearer $token';
    if (body != null) {
      request.headers['Content-Type'] = 'application/json';
      request.body = jsonEncode(body);
    } else if (form != null) {
      request.bodyFields = form;
    }
    try {
      final streamed = await httpClient.send(request).timeout(timeout);
      final response = await http.Response.fromStream(streamed).timeout(timeout);
      return _read(response, hadToken: token != null);
    } on TimeoutException {
      return const Failure(
        AppException(AppErrorKind.network, 'The server did not answer in time. Try again.'),
      );
    } on http.ClientException {
      return const Failure(
        AppException(AppErrorKind.network, 'The server cannot be reached. Check your connection and try again.'),
      );
    } on FormatException {
      return const Failure(
        AppException(AppErrorKind.unexpected, 'The server gave an answer that the app does not understand.'),
      );
    }
  }

  Uri _resolve(String path, Map<String, String> query) {
    final base = baseUrl.path.endsWith('/')
        ? baseUrl.path.substring(0, baseUrl.path.length - 1)
        : baseUrl.path;
    return baseUrl.replace(
      path: '$base$path',
      queryParameters: query.isEmpty ? null : query,
    );
  }

  Result<Object?> _read(http.Response response, {required bool hadToken}) {
    final text = utf8.decode(response.bodyBytes);
    final Object? body = text.isEmpty ? null : jsonDecode(text);
    final isSuccess = response.statusCode >= 200 && response.statusCode < 300;
    if (isSuccess) return Ok(body);
    if (response.statusCode == 401 && hadToken) onUnauthorized?.call();
    return Failure(_explain(response.statusCode, body));
  }

  static AppException _explain(int statusCode, Object? body) {
    final detail = body is Json ? body['detail'] : null;
    final kind = switch (statusCode) {
      401 || 403 => AppErrorKind.unauthorized,
      404 => AppErrorKind.notFound,
      409 => AppErrorKind.conflict,
      400 || 422 => AppErrorKind.invalid,
      _ => AppErrorKind.unexpected,
    };
    final fallback = switch (kind) {
      AppErrorKind.unauthorized => 'You are not allowed to do this. Sign in again.',
      AppErrorKind.notFound => 'This record no longer exists.',
      AppErrorKind.conflict => 'This conflicts with another record.',
      AppErrorKind.invalid => 'Some values were not accepted.',
      _ => 'Something went wrong on the server ($statusCode).',
    };
    return AppException(
      kind,
      detail is String ? detail : fallback,
      fieldErrors: _fieldErrors(detail),
    );
  }

  /// Validation errors name their field in the last part of loc.
  static Map<String, String> _fieldErrors(Object? detail) {
    if (detail is! List<Object?>) return const {};
    return {
      for (final entry in detail)
        if (entry case {'loc': final List<Object?> loc, 'msg': final String message} when loc.isNotEmpty)
          '\${loc.last}': message,
    };
  }
}
`,
  };
}
