import { stringify } from 'yaml';
import type { AppModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart } from './dart.ts';

/** Goes with `materialImport` in `dart.ts`: go_router 18 and material_ui 1 need Flutter 3.44. */
const dependencies = {
  flutter: { sdk: 'flutter' },
  go_router: '^18.1.0',
  http: '^1.6.0',
  material_ui: '^1.0.0',
  provider: '^6.1.5',
  shared_preferences: '^2.5.3',
};

export function pubspec(app: AppModel): string {
  const description = (app.description || `${app.title}, a Flutter app.`)
    .replace(/\s+/g, ' ')
    .slice(0, 180)
    .trim();
  const head = stringify({ name: app.packageName, description });
  return `${head}publish_to: "none"
version: 1.0.0+1

environment:
  sdk: ^3.12.0
  flutter: ">=3.44.0"

${stringify({ dependencies })}
${stringify({ dev_dependencies: { flutter_test: { sdk: 'flutter' }, flutter_lints: '^6.0.0' } })}
flutter:
  uses-material-design: true
`;
}

export function analysisOptions(): string {
  return `include: package:flutter_lints/flutter.yaml

analyzer:
  language:
    strict-casts: true

linter:
  rules:
    directives_ordering: true
    prefer_single_quotes: true
    unawaited_futures: false
`;
}

export function webIndex(app: AppModel): string {
  const title = escapeHtml(app.title);
  const description = escapeHtml((app.description || app.title).replace(/\s+/g, ' ').slice(0, 300));
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <base href="$FLUTTER_BASE_HREF">
    <meta charset="UTF-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="${description}">
    <title>${title}</title>
    <link rel="manifest" href="manifest.json">
  </head>
  <body>
    <script src="flutter_bootstrap.js" async></script>
  </body>
</html>
`;
}

export function webManifest(app: AppModel): string {
  const manifest = {
    name: app.title,
    short_name: app.title,
    start_url: '.',
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: '#ffffff',
    description: (app.description || app.title).replace(/\s+/g, ' ').slice(0, 300),
    orientation: 'any',
    prefer_related_applications: false,
    icons: [],
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export function readme(app: AppModel): string {
  const entities = app.entities.map(
    (entity) =>
      `- **${entity.pluralLabel}**${entity.description === '' ? '' : `: ${oneLine(entity.description)}`}`,
  );
  return `# ${app.title}

${oneLine(app.description) || 'A Flutter app.'}

${entities.join('\n')}

## Run

\`\`\`sh
flutter pub get
flutter run -d chrome
\`\`\`

Without further settings everything is kept on this device. To use a backend:

\`\`\`sh
flutter run -d chrome --dart-define=API_BASE_URL=http://localhost:8000
\`\`\`

The backend must allow the app's origin (CORS).

## Check

\`\`\`sh
flutter analyze
flutter test
\`\`\`

## Where things are

| folder | what |
| --- | --- |
| \`lib/domain/models\` | immutable records and their JSON |
| \`lib/data/repositories\` | one contract per record with a local and a remote implementation |
| \`lib/data/services\` | HTTP client and key-value store |
| \`lib/ui/<record>\` | view models and the list, detail and form screens |
| \`lib/ui/core\` | theme, shell, shared widgets, form fields and base view models |
| \`lib/routing\`, \`lib/config\` | addresses, page table, dependencies, build settings |
| \`test\` | unit and widget tests, with fakes and sample records |

Views listen to view models (\`ChangeNotifier\` with \`Command\`), view models call repositories, repositories return a
sealed \`Result\`. \`provider\` injects the repositories; no code generation is needed.
`;
}

export function fakeRepositoryBase(): DartSource {
  return {
    imports: [
      'lib/data/repositories/crud_repository.dart',
      'lib/domain/models/entity.dart',
      'lib/domain/models/list_query.dart',
      'lib/domain/models/result_page.dart',
      'lib/utils/app_exception.dart',
      'lib/utils/result.dart',
    ],
    body: dart`
/// A repository in memory that can be told to fail.
abstract class FakeRepository<T extends Entity> extends CrudRepository<T> {
  FakeRepository([List<T> records = const []]) : records = [...records];

  final List<T> records;

  /// When set, every call fails with it.
  AppException? failure;

  /// What was last asked of [page].
  ListQuery? lastQuery;

  @override
  Future<Result<ResultPage<T>>> page(ListQuery query) async {
    lastQuery = query;
    return _answer(
      () => ResultPage(
        items: records.skip(query.offset).take(query.limit).toList(),
        total: records.length,
        limit: query.limit,
        offset: query.offset,
      ),
    );
  }

  @override
  Future<Result<T>> get(String id) async {
    final found = records.where((record) => record.id == id);
    if (found.isEmpty) {
      return const Failure(AppException(AppErrorKind.notFound, 'Not found'));
    }
    return _answer(() => found.first);
  }

  @override
  Future<Result<T>> create(T record) async => _change(record, () => records.add(record));

  @override
  Future<Result<T>> update(T record) async => _change(record, () {
    records[records.indexWhere((other) => other.id == record.id)] = record;
  });

  @override
  Future<Result<void>> delete(String id) async =>
      _change(null, () => records.removeWhere((record) => record.id == id));

  Result<R> _answer<R>(R Function() read) => switch (failure) {
    null => Ok(read()),
    final error => Failure(error),
  };

  Result<R> _change<R>(R value, void Function() change) {
    final result = _answer(() {
      change();
      return value;
    });
    if (result is Ok<R>) notifyListeners();
    return result;
  }
}
`,
  };
}

export function pumpScreen(): DartSource {
  return {
    imports: ['package:flutter_test/flutter_test.dart', 'material'],
    body: dart`
/// Shows [screen] as the whole app and waits until nothing moves any more.
Future<void> pumpScreen(WidgetTester tester, Widget screen) async {
  await tester.pumpWidget(MaterialApp(home: screen));
  await tester.pumpAndSettle();
}
`,
  };
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
