import type { AppModel, EntityModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart, quote } from './dart.ts';
import { repositoryPath, screenPath, viewModelPath } from './paths.ts';

export function mainFile(): DartSource {
  return {
    imports: [
      'material',
      'package:http/http.dart as http',
      'package:provider/provider.dart',
      'package:provider/single_child_widget.dart',
      'lib/app.dart',
      'lib/config/dependencies.dart',
      'lib/config/environment.dart',
      'lib/data/repositories/auth/auth_repository.dart',
      'lib/data/repositories/auth/auth_repository_local.dart',
      'lib/data/repositories/auth/auth_repository_remote.dart',
      'lib/data/services/preferences_store.dart',
    ],
    body: dart`
Future<void> main() async {
  WidgetsFlutterBinding.ensureInitialized();
  final store = PreferencesStore();
  final AuthRepository authRepository;
  final List<SingleChildWidget> repositories;
  if (Environment.usesBackend) {
    final remote = AuthRepositoryRemote(
      baseUrl: Uri.parse(Environment.apiBaseUrl),
      httpClient: http.Client(),
      store: store,
    );
    authRepository = remote;
    repositories = remoteRepositories(remote.client);
  } else {
    authRepository = AuthRepositoryLocal();
    repositories = localRepositories(store);
  }
  await authRepository.restore();
  runApp(
    MultiProvider(
      providers: [
        ChangeNotifierProvider.value(value: authRepository),
        ...repositories,
      ],
      child: App(authRepository: authRepository),
    ),
  );
}
`,
  };
}

export function appFile(app: AppModel): DartSource {
  return {
    imports: [
      'material',
      'package:go_router/go_router.dart',
      'lib/data/repositories/auth/auth_repository.dart',
      'lib/routing/router.dart',
      'lib/ui/core/themes/theme.dart',
    ],
    body: dart`
/// The root of the widget tree.
class App extends StatefulWidget {
  const App({super.key, required this.authRepository});

  final AuthRepository authRepository;

  @override
  State<App> createState() => _AppState();
}

class _AppState extends State<App> {
  late final GoRouter _router = createRouter(widget.authRepository);

  @override
  void dispose() {
    _router.dispose();
    super.dispose();
  }

  @override
  Widget build(BuildContext context) {
    return MaterialApp.router(
      title: ${quote(app.title)},
      theme: AppTheme.light,
      darkTheme: AppTheme.dark,
      routerConfig: _router,
    );
  }
}
`,
  };
}

export function dependencies(app: AppModel): DartSource {
  const provide = (suffix: string, argument: string) =>
    app.entities.map(
      ({ className }) =>
        `ChangeNotifierProvider<${className}Repository>(create: (_) => ${className}Repository${suffix}(${argument})),`,
    );
  return {
    imports: [
      'package:provider/provider.dart',
      'package:provider/single_child_widget.dart',
      'lib/data/services/api_client.dart',
      'lib/data/services/key_value_store.dart',
      ...app.entities.flatMap((entity) => [
        repositoryPath(entity),
        repositoryPath(entity, 'local'),
        repositoryPath(entity, 'remote'),
      ]),
    ],
    body: dart`
/// Repositories that keep everything on this device.
List<SingleChildWidget> localRepositories(KeyValueStore store) => [
  ${provide('Local', 'store: store').join('\n  ')}
];

/// Repositories that speak to the backend.
List<SingleChildWidget> remoteRepositories(ApiClient client) => [
  ${provide('Remote', 'client: client').join('\n  ')}
];
`,
  };
}

export function router(app: AppModel): DartSource {
  return {
    imports: [
      'material',
      'package:go_router/go_router.dart',
      'package:provider/provider.dart',
      'lib/config/environment.dart',
      'lib/data/repositories/auth/auth_repository.dart',
      'lib/routing/routes.dart',
      'lib/ui/auth/view_models/sign_in_view_model.dart',
      'lib/ui/auth/widgets/sign_in_screen.dart',
      'lib/ui/core/widgets/app_shell.dart',
      'lib/ui/home/home_screen.dart',
      ...app.entities.flatMap((entity) =>
        (['list', 'detail', 'form'] as const).flatMap((page) => [
          viewModelPath(entity, page),
          screenPath(entity, page),
        ]),
      ),
    ],
    body: dart`
/// The table of pages. A signed-out person only reaches the page to sign in.
GoRouter createRouter(AuthRepository authRepository) => GoRouter(
  initialLocation: Routes.home,
  refreshListenable: authRepository,
  redirect: (context, state) {
    final isSigningIn = state.matchedLocation == Routes.signIn;
    if (!authRepository.isSignedIn) return isSigningIn ? null : Routes.signIn;
    return isSigningIn ? Routes.home : null;
  },
  routes: [
    GoRoute(
      path: Routes.signIn,
      builder: (context, state) => ChangeNotifierProvider(
        create: (context) => SignInViewModel(authRepository: authRepository),
        child: Consumer<SignInViewModel>(
          builder: (context, viewModel, _) => SignInScreen(viewModel: viewModel),
        ),
      ),
    ),
    ShellRoute(
      builder: (context, state, child) => AppShell(
        location: state.uri.path,
        onNavigate: context.go,
        onSignOut: Environment.usesBackend ? authRepository.signOut : null,
        child: child,
      ),
      routes: [
        GoRoute(
          path: Routes.home,
          builder: (context, state) => HomeScreen(onNavigate: context.go),
        ),
        ${app.entities.map((entity) => `_${entity.variable}Routes(),`).join('\n        ')}
      ],
    ),
  ],
);

${app.entities.map((entity) => entityRoutes(app, entity)).join('\n')}
/// Gives a page its view model, made once and disposed with the page.
class _Page<T extends ChangeNotifier> extends StatelessWidget {
  const _Page({super.key, required this.create, required this.builder});

  final T Function(BuildContext context) create;
  final Widget Function(BuildContext context, T viewModel) builder;

  @override
  Widget build(BuildContext context) {
    return ChangeNotifierProvider(
      create: create,
      child: Builder(builder: (context) => builder(context, context.read<T>())),
    );
  }
}
`,
  };
}

function entityRoutes(app: AppModel, entity: EntityModel): string {
  const { className, variable, routeMember } = entity;
  const neighbors = entity.neighbors.map((name) => app.entity(name));
  const repositories = neighbors.map((other) => `${other.variable}Repository: context.read(),`).join('\n');
  const openers = [
    ...(entity.fields.some((field) => field.target === entity.name) ? [entity] : []),
    ...neighbors,
  ].map((other) => `onOpen${other.className}: (id) => context.push(Routes.${other.variable}Detail(id)),`);
  const form = (key: string, id: string, onSaved: string) => dart`_Page<${className}FormViewModel>(
        ${key}
        create: (context) => ${className}FormViewModel(
          ${id}
          repository: context.read(),
          ${repositories}
        )..load.execute(),
        builder: (context, viewModel) => ${className}FormScreen(
          viewModel: viewModel,
          onSaved: (record) => ${onSaved},
        ),
      )`;
  return dart`
GoRoute _${variable}Routes() => GoRoute(
  path: Routes.${routeMember},
  builder: (context, state) => _Page<${className}ListViewModel>(
    create: (context) => ${className}ListViewModel(repository: context.read())..load.execute(),
    builder: (context, viewModel) => ${className}ListScreen(
      viewModel: viewModel,
      onOpen: (id) => context.go(Routes.${variable}Detail(id)),
      onCreate: () => context.go(Routes.${variable}Create),
      onEdit: (id) => context.go(Routes.${variable}Edit(id)),
    ),
  ),
  routes: [
    GoRoute(
      path: 'new',
      builder: (context, state) => ${form('', '', `context.go(Routes.${variable}Detail(record.id))`)},
    ),
    GoRoute(
      path: ':id',
      builder: (context, state) => _Page<${className}DetailViewModel>(
        key: ValueKey(state.pathParameters['id']),
        create: (context) => ${className}DetailViewModel(
          id: state.pathParameters['id']!,
          repository: context.read(),
          ${repositories}
        )..load.execute(),
        builder: (context, viewModel) => ${className}DetailScreen(
          viewModel: viewModel,
          onEdit: () => context.go(Routes.${variable}Edit(viewModel.id)),
          onDeleted: () => context.go(Routes.${routeMember}),
          ${openers.join('\n')}
        ),
      ),
      routes: [
        GoRoute(
          path: 'edit',
          builder: (context, state) => ${form(
            "key: ValueKey(state.pathParameters['id']),",
            "id: state.pathParameters['id'],",
            `context.go(Routes.${variable}Detail(record.id))`,
          )},
        ),
      ],
    ),
  ],
);
`;
}
