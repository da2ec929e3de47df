import type { AppModel, EntityModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart, quote } from './dart.ts';

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

function iconName(entity: EntityModel): string {
  return icons.find(([pattern]) => pattern.test(entity.file))?.[1] ?? 'list_alt_outlined';
}
