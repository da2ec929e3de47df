import type { AppModel, EntityModel } from '../model.ts';
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
      appBarTheme: AppBarTheme(
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

export function routes(app: AppModel): DartSource {
  const members = app.entities.map(
    (entity) => dart`
  static const ${entity.routeMember} = ${quote(`/${entity.route}`)};
  static String ${entity.variable}Detail(String id) => '$${entity.routeMember}/\${Uri.encodeComponent(id)}';
  static String ${entity.variable}Edit(String id) => '\${${entity.variable}Detail(id)}/edit';
  static const ${entity.variable}Create = '$${entity.routeMember}/new';
`,
  );
  return {
    imports: [],
    body: dart`
/// Every address in the app.
abstract final class Routes {
  static const home = '/';
  static const signIn = '/sign-in';
${members.join('')}
}
`,
  };
}

export function destinations(app: AppModel): DartSource {
  const entries = app.entities.map(
    (entity) => dart`
  AppDestination(
    label: ${quote(entity.pluralLabel)},
    description: ${quote(entity.description || `Browse and edit ${entity.pluralLabel.toLowerCase()}`)},
    icon: Icons.${iconName(entity)},
    path: Routes.${entity.routeMember},
  ),`,
  );
  return {
    imports: ['material', 'lib/routing/routes.dart'],
    body: dart`
/// A place that the navigation leads to.
class AppDestination {
  const AppDestination({
    required this.label,
    required this.description,
    required this.icon,
    required this.path,
  });

  final String label;
  final String description;
  final IconData icon;
  final String path;
}

const homeDestination = AppDestination(
  label: 'Home',
  description: 'Everything at a glance',
  icon: Icons.home_outlined,
  path: Routes.home,
);

const entityDestinations = [${entries.join('')}
];

const allDestinations = [homeDestination, ...entityDestinations];

/// Index in [allDestinations] of the place that [location] belongs to; 0 when it is none.
int destinationIndexOf(String location) {
  final index = entityDestinations.indexWhere(
    (destination) => location == destination.path || location.startsWith('\${destination.path}/'),
  );
  return index + 1;
}
`,
  };
}

export function appShell(): DartSource {
  return {
    imports: ['material', 'lib/routing/destinations.dart'],
    body: dart`
/// Width from which the navigation stands beside the page instead of in a drawer.
const railBreakpoint = 720.0;

/// Width from which the navigation rail shows labels beside its icons.
const extendedRailBreakpoint = 1200.0;

/// The frame around every page: a rail on wide windows, a drawer (see [AppDrawer]) on narrow ones.
class AppShell extends StatelessWidget {
  const AppShell({
    super.key,
    required this.location,
    required this.onNavigate,
    this.onSignOut,
    required this.child,
  });

  /// Path of the current page.
  final String location;

  final ValueChanged<String> onNavigate;

  /// Null when there is nothing to sign out of.
  final VoidCallback? onSignOut;

  final Widget child;

  static AppShell? maybeOf(BuildContext context) =>
      context.dependOnInheritedWidgetOfExactType<_ShellScope>()?.shell;

  @override
  Widget build(BuildContext context) {
    final width = MediaQuery.sizeOf(context).width;
    return _ShellScope(
      shell: this,
      child: width < railBreakpoint
          ? child
          : Row(
              children: [
                _Rail(shell: this, extended: width >= extendedRailBreakpoint),
                const VerticalDivider(width: 1),
                Expanded(child: child),
              ],
            ),
    );
  }
}

class _ShellScope extends InheritedWidget {
  const _ShellScope({required this.shell, required super.child});

  final AppShell shell;

  @override
  bool updateShouldNotify(_ShellScope oldWidget) => shell.location != oldWidget.shell.location;
}

class _Rail extends StatelessWidget {
  const _Rail({required this.shell, required this.extended});

  final AppShell shell;
  final bool extended;

  @override
  Widget build(BuildContext context) {
    return NavigationRail(
      extended: extended,
      scrollable: true,
      labelType: extended ? NavigationRailLabelType.none : NavigationRailLabelType.all,
      selectedIndex: destinationIndexOf(shell.location),
      onDestinationSelected: (index) => shell.onNavigate(allDestinations[index].path),
      trailing: shell.onSignOut == null
          ? null
          : IconButton(
              tooltip: 'Sign out',
              onPressed: shell.onSignOut,
              icon: const Icon(Icons.logout),
            ),
      destinations: [
        for (final destination in allDestinations)
          NavigationRailDestination(
            icon: Icon(destination.icon),
            label: Text(destination.label),
          ),
      ],
    );
  }
}

/// The navigation of narrow windows.
class AppDrawer extends StatelessWidget {
  const AppDrawer({super.key, required this.shell});

  final AppShell shell;

  /// The drawer for a page's scaffold, or null where the rail is shown or there is no shell.
  static Widget? of(BuildContext context) {
    final shell = AppShell.maybeOf(context);
    final isWide = MediaQuery.sizeOf(context).width >= railBreakpoint;
    return shell == null || isWide ? null : AppDrawer(shell: shell);
  }

  @override
  Widget build(BuildContext context) {
    final onSignOut = shell.onSignOut;
    return NavigationDrawer(
      selectedIndex: destinationIndexOf(shell.location),
      onDestinationSelected: (index) {
        Navigator.of(context).pop();
        shell.onNavigate(allDestinations[index].path);
      },
      footer: onSignOut == null
          ? null
          : ListTile(
              leading: const Icon(Icons.logout),
              title: const Text('Sign out'),
              onTap: onSignOut,
            ),
      children: [
        const SizedBox(height: 16),
        for (final destination in allDestinations)
          NavigationDrawerDestination(
            icon: Icon(destination.icon),
            label: Expanded(child: Text(destination.label)),
          ),
      ],
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

const icons: readonly (readonly [RegExp, string])[] = [
  [/user|person|people|author|member|customer|employee|contact|student|teacher|patient/, 'people_outline'],
  [/post|article|note|page|blog|document|story/, 'article_outlined'],
  [/comment|message|chat|review|feedback|reply/, 'chat_bubble_outline'],
  [/tag|label|category|topic/, 'label_outline'],
  [/order|cart|purchase|sale/, 'shopping_cart_outlined'],
  [/product|item|good|stock|inventory/, 'inventory_2_outlined'],
  [/event|meeting|appointment|booking|schedule|session/, 'event_outlined'],
  [/task|todo|ticket|issue|habit/, 'task_alt'],
  [/project|board|workspace/, 'folder_outlined'],
  [/payment|invoice|transaction|expense|account|budget/, 'payments_outlined'],
  [/book|course|lesson|class/, 'menu_book_outlined'],
  [/photo|image|picture|media/, 'image_outlined'],
  [/place|location|address|city|venue|room/, 'place_outlined'],
  [/recipe|meal|food|dish|ingredient/, 'restaurant_outlined'],
];

function iconName(entity: EntityModel): string {
  return icons.find(([pattern]) => pattern.test(entity.file))?.[1] ?? 'list_alt_outlined';
}
