import type { AppModel, EntityModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart, quote } from './dart.ts';
import { fixturePath, modelPath, repositoryPath } from './paths.ts';
import { isUniqueHere } from './repositories.ts';

const flutterTest = 'package:flutter_test/flutter_test.dart';

export function modelTest(_app: AppModel, entity: EntityModel): DartSource {
  const { className } = entity;
  const optional = entity.fields.find((field) => !field.required && field.kind !== 'links');
  return {
    imports: [
      flutterTest,
      'dart:convert',
      modelPath(entity),
      'lib/domain/models/entity.dart',
      fixturePath(entity),
    ],
    body: dart`
void main() {
  group('${className}', () {
    test('survives a round trip through JSON', () {
      final record = sample${className}();
      final json = jsonDecode(jsonEncode(record.toJson())) as Json;

      expect(${className}.fromJson(json), record);
      expect(${className}.fromJson(json).hashCode, record.hashCode);
    });

    test('sends neither its id nor its times as input', () {
      final input = sample${className}().toInput();

      for (final name in ['id', 'created_at', 'updated_at']) {
        expect(input, isNot(contains(name)));
      }
    });

    test('copies with a new id and is then another record', () {
      final record = sample${className}();
      final copy = record.copyWith(id: 'other');

      expect(copy.id, 'other');
      expect(copy.toInput(), record.toInput());
      expect(copy, isNot(record));
    });
${
  optional === undefined
    ? ''
    : dart`
    test('can lose an optional value', () {
      final record = sample${className}().copyWith(${optional.property}: () => null);

      expect(record.${optional.property}, isNull);
      expect(${className}.fromJson(record.toJson()), record);
    });
`
}  });
}
`,
  };
}

export function localRepositoryTest(_app: AppModel, entity: EntityModel): DartSource {
  const { className } = entity;
  const unique = entity.fields.some((field) => isUniqueHere(field));
  return {
    imports: [
      flutterTest,
      repositoryPath(entity, 'local'),
      'lib/data/services/key_value_store.dart',
      modelPath(entity),
      'lib/domain/models/list_query.dart',
      'lib/domain/models/result_page.dart',
      'lib/utils/result.dart',
      ...(unique ? ['lib/utils/app_exception.dart'] : []),
      fixturePath(entity),
    ],
    body: dart`
void main() {
  late InMemoryStore store;
  late ${className}RepositoryLocal repository;

  setUp(() {
    store = InMemoryStore();
    repository = ${className}RepositoryLocal(store: store);
  });

  Future<${className}> create(int number) async {
    final result = await repository.create(sample${className}(number));
    return (result as Ok<${className}>).value;
  }

  Future<ResultPage<${className}>> page(ListQuery query) async {
    final result = await repository.page(query);
    return (result as Ok<ResultPage<${className}>>).value;
  }

  test('gives each record an id and keeps it over a restart', () async {
    final created = await create(1);
    final reopened = ${className}RepositoryLocal(store: store);
    final result = await reopened.get(created.id);

    expect(created.id, isNotEmpty);
    expect((result as Ok<${className}>).value, created);
  });

  test('reads page by page and says how many there are', () async {
    for (var number = 1; number <= 3; number++) {
      await create(number);
    }
    final first = await page(const ListQuery(limit: 2));
    final second = await page(const ListQuery(limit: 2, offset: 2));

    expect(first.items, hasLength(2));
    expect(second.items, hasLength(1));
    expect(first.total, 3);
  });

  test('tells its listeners about every change', () async {
    var changes = 0;
    repository.addListener(() => changes += 1);
    final created = await create(1);
    await repository.update(created);
    await repository.delete(created.id);

    expect(changes, 3);
    expect((await page(const ListQuery())).items, isEmpty);
  });

  test('refuses what it does not have', () async {
    expect(await repository.get('missing'), isA<Failure<${className}>>());
    expect(await repository.delete('missing'), isA<Failure<void>>());
  });
${
  unique
    ? dart`
  test('refuses a second record with the same unique value', () async {
    await create(1);
    final result = await repository.create(sample${className}());

    expect((result as Failure<${className}>).error.kind, AppErrorKind.conflict);
    expect(result.error.fieldErrors, isNotEmpty);
  });
`
    : ''
}}
`,
  };
}

export function remoteRepositoryTest(_app: AppModel, entity: EntityModel): DartSource {
  const { className } = entity;
  return {
    imports: [
      flutterTest,
      'dart:convert',
      'package:http/http.dart as http',
      'package:http/testing.dart',
      repositoryPath(entity, 'remote'),
      'lib/data/services/api_client.dart',
      modelPath(entity),
      'lib/domain/models/list_query.dart',
      'lib/domain/models/result_page.dart',
      'lib/utils/app_exception.dart',
      'lib/utils/result.dart',
      fixturePath(entity),
    ],
    body: dart`
void main() {
  final requests = <http.Request>[];

  ${className}RepositoryRemote answering(int status, Object? body) {
    requests.clear();
    return ${className}RepositoryRemote(
      client: ApiClient(
        baseUrl: Uri.parse('http://localhost:8000'),
        readToken: () => 'token',
        httpClient: MockClient((request) async {
          requests.add(request);
          return http.Response(jsonEncode(body), status);
        }),
      ),
    );
  }

  test('reads a page as the backend serves it', () async {
    final record = sample${className}();
    final repository = answering(200, {
      'items': [record.toJson()],
      'total': 1,
      'limit': 20,
      'offset': 0,
    });
    final result = await repository.page(const ListQuery(search: 'needle'));

    expect((result as Ok<ResultPage<${className}>>).value.items, [record]);
    expect(requests.single.url.path, ${quote(entity.resource)});
    expect(requests.single.url.queryParameters, containsPair('q', 'needle'));
    expect(requests.single.headers, containsPair('Authorization', 'Bearer token'));
  });

  test('sends what a person may set, and nothing else', () async {
    final record = sample${className}();
    final result = await answering(201, record.toJson()).create(record);

    expect((result as Ok<${className}>).value, record);
    expect(requests.single.method, 'POST');
    expect(jsonDecode(requests.single.body), record.toInput());
  });

  test('says which record is missing', () async {
    final result = await answering(404, {'detail': 'Not found'}).get('missing');

    expect((result as Failure<${className}>).error.kind, AppErrorKind.notFound);
    expect(result.error.message, 'Not found');
  });
}
`,
  };
}
