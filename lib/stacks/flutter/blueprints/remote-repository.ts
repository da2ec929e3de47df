import type { DartSource } from '../targets.ts';
import { dart } from './dart.ts';

export function remoteRepository(): DartSource {
  return {
    imports: [
      'lib/data/repositories/crud_repository.dart',
      'lib/data/services/api_client.dart',
      'lib/domain/models/entity.dart',
      'lib/domain/models/list_query.dart',
      'lib/domain/models/result_page.dart',
      'lib/utils/app_exception.dart',
      'lib/utils/result.dart',
    ],
    body: dart`
/// Keeps records in the backend.
abstract class RemoteRepository<T extends Entity> extends CrudRepository<T> {
  RemoteRepository({
    required this.client,
    required this.resource,
    required this.fromJson,
  });

  final ApiClient client;

  /// Path of the collection.
  final String resource;

  final T Function(Json json) fromJson;

  @override
  Future<Result<ResultPage<T>>> page(ListQuery query) async {
    final answer = await client.get(
      resource,
      query: {
        'limit': '\${query.limit}',
        'offset': '\${query.offset}',
        'sort': query.sort,
        if (query.search.trim().isNotEmpty) 'q': query.search.trim(),
      },
    );
    return _decode(answer, (json) => ResultPage.fromJson(json, fromJson));
  }

  @override
  Future<Result<T>> get(String id) async => _decode(await client.get(_path(id)), fromJson);

  @override
  Future<Result<T>> create(T record) async =>
      _changed(_decode(await client.post(resource, record.toInput()), fromJson));

  @override
  Future<Result<T>> update(T record) async =>
      _changed(_decode(await client.patch(_path(record.id), record.toInput()), fromJson));

  @override
  Future<Result<void>> delete(String id) async => _changed(await client.delete(_path(id)));

  String _path(String id) => '$resource/\${Uri.encodeComponent(id)}';

  Result<R> _changed<R>(Result<R> result) {
    if (result is Ok<R>) notifyListeners();
    return result;
  }

  Result<R> _decode<R>(Result<Object?> answer, R Function(Json json) read) {
    switch (answer) {
      case Failure(:final error):
        return Failure(error);
      case Ok(:final value):
        try {
          return Ok(read(value! as Json));
        } on Object {
          return const Failure(
            AppException(
              AppErrorKind.unexpected,
              'The server gave an answer that the app does not understand.',
            ),
          );
        }
    }
  }
}
`,
  };
}
