import type { DartSource } from '../targets.ts';
import { dart } from './dart.ts';

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
