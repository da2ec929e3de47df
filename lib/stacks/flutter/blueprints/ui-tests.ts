import type { AppModel, EntityModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart, quote } from './dart.ts';
import { isTyped } from './form-fields.ts';
import { fakeRepositoryPath, fixturePath, modelPath, screenPath, viewModelPath } from './paths.ts';

const flutterTest = 'package:flutter_test/flutter_test.dart';

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
