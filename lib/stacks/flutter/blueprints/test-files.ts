import type { AppModel, EntityModel, FieldModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart, quote } from './dart.ts';
import { isTyped } from './form-screen.ts';
import {
  fakeRepositoryPath,
  fixturePath,
  modelPath,
  repositoryPath,
  screenPath,
  viewModelPath,
} from './paths.ts';
import { isUniqueHere } from './repositories.ts';

const flutterTest = 'package:flutter_test/flutter_test.dart';

export function fixture(_app: AppModel, entity: EntityModel): DartSource {
  return {
    imports: [modelPath(entity)],
    body: dart`
/// A valid record; every number gives another one.
${entity.className} sample${entity.className}([int number = 1]) => ${entity.className}(
  id: '${entity.file}-$number',
  ${entity.fields.map((field) => `${field.property}: ${sampleValue(field)},`).join('\n  ')}
  createdAt: DateTime.utc(2026, 1, number),
  updatedAt: DateTime.utc(2026, 1, number),
);
`,
  };
}

export function fakeRepository(_app: AppModel, entity: EntityModel): DartSource {
  return {
    imports: [repositoryPath(entity), modelPath(entity), 'test/helpers/fake_repository.dart'],
    body: dart`
class Fake${entity.className}Repository extends FakeRepository<${entity.className}>
    implements ${entity.className}Repository {
  Fake${entity.className}Repository([super.records]);
}
`,
  };
}

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

export function listViewModelTest(_app: AppModel, entity: EntityModel): DartSource {
  const { className } = entity;
  return {
    imports: [
      flutterTest,
      viewModelPath(entity, 'list'),
      'lib/utils/app_exception.dart',
      fakeRepositoryPath(entity),
      fixturePath(entity),
    ],
    body: dart`
void main() {
  late Fake${className}Repository repository;
  late ${className}ListViewModel viewModel;

  setUp(() {
    repository = Fake${className}Repository([for (var i = 1; i <= 3; i++) sample${className}(i)]);
    viewModel = ${className}ListViewModel(repository: repository, pageSize: 2);
  });

  tearDown(() => viewModel.dispose());

  test('reads page after page until everything is there', () async {
    await viewModel.load.execute();
    expect(viewModel.items, hasLength(2));
    expect(viewModel.hasMore, isTrue);

    await viewModel.loadMore.execute();
    expect(viewModel.items, hasLength(3));
    expect(viewModel.hasMore, isFalse);
  });

  test('drops a deleted record', () async {
    await viewModel.load.execute();
    await viewModel.delete.execute(sample${className}().id);

    expect(viewModel.delete.completed, isTrue);
    expect(viewModel.total, 2);
  });

  test('passes search and order on', () async {
    await viewModel.searchFor('needle');
    await viewModel.sortBy(${className}ListViewModel.options[1]);

    expect(repository.lastQuery?.search, 'needle');
    expect(repository.lastQuery?.sort, 'created_at');
  });

  test('says why it could not read, and recovers', () async {
    repository.failure = const AppException(AppErrorKind.network, 'Offline');
    await viewModel.load.execute();
    expect(viewModel.loadError?.message, 'Offline');

    repository.failure = null;
    await viewModel.refresh();
    expect(viewModel.loadError, isNull);
    expect(viewModel.items, hasLength(2));
  });
}
`,
  };
}

export function listScreenTest(_app: AppModel, entity: EntityModel): DartSource {
  const { className } = entity;
  return {
    imports: [
      flutterTest,
      viewModelPath(entity, 'list'),
      screenPath(entity, 'list'),
      'lib/utils/app_exception.dart',
      fakeRepositoryPath(entity),
      fixturePath(entity),
      'test/helpers/pump_screen.dart',
    ],
    body: dart`
void main() {
  late Fake${className}Repository repository;
  late List<String> opened;

  setUp(() {
    repository = Fake${className}Repository();
    opened = [];
  });

  Future<void> pumpList(WidgetTester tester) async {
    final viewModel = ${className}ListViewModel(repository: repository);
    addTearDown(viewModel.dispose);
    await pumpScreen(
      tester,
      ${className}ListScreen(
        viewModel: viewModel..load.execute(),
        onOpen: opened.add,
        onCreate: () => opened.add('new'),
        onEdit: (id) => opened.add('edit $id'),
      ),
    );
  }

  testWidgets('shows the records and opens one', (tester) async {
    final record = sample${className}();
    repository.records.add(record);
    await pumpList(tester);
    await tester.tap(find.text(record.displayTitle).first);

    expect(opened, [record.id]);
  });

  testWidgets('says when there is nothing yet, and offers to add', (tester) async {
    await pumpList(tester);
    expect(find.textContaining('yet.'), findsOneWidget);

    await tester.tap(find.text(${quote(`Add ${entity.label.toLowerCase()}`)}));
    expect(opened, ['new']);
  });

  testWidgets('explains a failure and tries again', (tester) async {
    repository.failure = const AppException(AppErrorKind.network, 'Offline');
    await pumpList(tester);
    expect(find.text('Offline'), findsOneWidget);

    repository
      ..failure = null
      ..records.add(sample${className}());
    await tester.tap(find.text('Try again'));
    await tester.pumpAndSettle();
    expect(find.text(sample${className}().displayTitle), findsWidgets);
  });

  testWidgets('asks before it deletes', (tester) async {
    repository.records.add(sample${className}());
    await pumpList(tester);
    await tester.tap(find.byTooltip('Actions for \${sample${className}().displayTitle}'));
    await tester.pumpAndSettle();
    await tester.tap(find.text('Delete'));
    await tester.pumpAndSettle();
    expect(repository.records, hasLength(1));

    await tester.tap(find.text('Delete'));
    await tester.pumpAndSettle();
    expect(repository.records, isEmpty);
  });
}
`,
  };
}

export function formScreenTest(app: AppModel, entity: EntityModel): DartSource {
  const { className } = entity;
  const neighbors = entity.neighbors.map((name) => app.entity(name));
  const demanded = entity.fields.filter(
    (field) =>
      field.required && (isTyped(field) || ['date', 'datetime', 'enum', 'reference'].includes(field.kind)),
  );
  const message = demanded.some((field) => isTyped(field) || ['date', 'datetime'].includes(field.kind))
    ? 'This field is required.'
    : 'Choose one.';
  return {
    imports: [
      flutterTest,
      modelPath(entity),
      viewModelPath(entity, 'form'),
      screenPath(entity, 'form'),
      fakeRepositoryPath(entity),
      fixturePath(entity),
      'test/helpers/pump_screen.dart',
      ...neighbors.map((other) => fakeRepositoryPath(other)),
    ],
    body: dart`
void main() {
  late Fake${className}Repository repository;
  late List<${className}> saved;

  setUp(() {
    repository = Fake${className}Repository([sample${className}()]);
    saved = [];
  });

  Future<void> pumpForm(WidgetTester tester, {String? id}) async {
    final viewModel = ${className}FormViewModel(
      id: id,
      repository: repository,
      ${neighbors.map((other) => `${other.variable}Repository: Fake${other.className}Repository(),`).join('\n      ')}
    );
    addTearDown(viewModel.dispose);
    await viewModel.load.execute();
    await pumpScreen(
      tester,
      ${className}FormScreen(viewModel: viewModel, onSaved: saved.add),
    );
  }

  Future<void> tapSave(WidgetTester tester) async {
    await tester.ensureVisible(find.text('Save'));
    await tester.tap(find.text('Save'));
    await tester.pumpAndSettle();
  }

  testWidgets('saves a record as it was read', (tester) async {
    await pumpForm(tester, id: sample${className}().id);
    await tapSave(tester);

    expect(saved, [sample${className}()]);
  });
${
  demanded.length === 0
    ? dart`
  testWidgets('saves a new record with nothing filled in', (tester) async {
    await pumpForm(tester);
    await tapSave(tester);

    expect(saved, hasLength(1));
  });
`
    : dart`
  testWidgets('does not save before every required field is filled in', (tester) async {
    await pumpForm(tester);
    await tapSave(tester);

    expect(find.text(${quote(message)}), findsWidgets);
    expect(saved, isEmpty);
  });
`
}}
`,
  };
}

/** A valid expression that depends on the parameter `number` where the type allows. */
function sampleValue(field: FieldModel): string {
  const stem = field.label.replace(/[^A-Za-z0-9 ]/g, '') || 'Value';
  switch (field.kind) {
    case 'string':
    case 'text':
      return `'${stem} $number'`;
    case 'email':
      return "'person$number@example.com'";
    case 'url':
      return "'https://example.com/$number'";
    case 'uuid':
      return dart`'00000000-0000-4000-8000-\${'$number'.padLeft(12, '0')}'`;
    case 'integer':
      return 'number';
    case 'decimal':
      return 'number + 0.5';
    case 'boolean':
      return 'true';
    case 'date':
      return 'DateTime(2026, 2, number)';
    case 'datetime':
      return 'DateTime.utc(2026, 3, number, 12, 30)';
    case 'json':
      return "{'number': number}";
    case 'enum':
      return `${field.enumeration?.className}.${field.enumeration?.values[0]?.identifier}`;
    case 'reference':
      return "'reference-$number'";
    case 'links':
      return "['link-$number']";
  }
}
