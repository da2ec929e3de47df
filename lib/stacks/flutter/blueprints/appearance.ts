import type { AppModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart, docComment, quote } from './dart.ts';

const palette = [
  '0xFF3F51B5',
  '0xFF00796B',
  '0xFF6750A4',
  '0xFF1565C0',
  '0xFFAD1457',
  '0xFF2E7D32',
  '0xFFB3541E',
];

export function theme(app: AppModel): DartSource {
  return {
    imports: ['material'],
    body: dart`
/// Colors and shapes of the app, in light and dark.
abstract final class AppTheme {
  static const _seed = Color(${seedColor(app.packageName)});

  static final light = _theme(Brightness.light);
  static final dark = _theme(Brightness.dark);

  static ThemeData _theme(Brightness brightness) {
    final colorScheme = ColorScheme.fromSeed(seedColor: _seed, brightness: brightness);
    return ThemeData(
      colorScheme: colorScheme,
      appBarTheme: AppBarThemeData(
        backgroundColor: colorScheme.surface,
        scrolledUnderElevation: 1,
      ),
      inputDecorationTheme: const InputDecorationThemeData(
        border: OutlineInputBorder(),
      ),
      snackBarTheme: const SnackBarThemeData(behavior: SnackBarBehavior.floating),
    );
  }
}
`,
  };
}

export function homeScreen(app: AppModel): DartSource {
  return {
    imports: [
      'material',
      'lib/routing/destinations.dart',
      'lib/ui/core/widgets/app_shell.dart',
      'lib/ui/core/widgets/page_body.dart',
    ],
    body: dart`
${docComment(app.description || 'The way to everything in the app.')}class HomeScreen extends StatelessWidget {
  const HomeScreen({super.key, required this.onNavigate});

  final ValueChanged<String> onNavigate;

  @override
  Widget build(BuildContext context) {
    return Scaffold(
      appBar: AppBar(title: const Text(${quote(app.title)})),
      drawer: AppDrawer.of(context),
      body: PageBody(
        child: ListView.separated(
          padding: const EdgeInsets.all(16),
          itemCount: entityDestinations.length,
          separatorBuilder: (_, _) => const SizedBox(height: 8),
          itemBuilder: (context, index) {
            final destination = entityDestinations[index];
            return Card(
              clipBehavior: Clip.antiAlias,
              child: ListTile(
                leading: Icon(destination.icon),
                title: Text(destination.label),
                subtitle: Text(destination.description),
                trailing: const Icon(Icons.chevron_right),
                onTap: () => onNavigate(destination.path),
              ),
            );
          },
        ),
      ),
    );
  }
}
`,
  };
}

/** Stable for a name, so that an app keeps its color. */
function seedColor(text: string): string {
  const sum = [...text].reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
  return palette[sum % palette.length] ?? '0xFF3F51B5';
}
