/** Words that can never be an identifier, and those that are legal but confuse readers or analyzers (`dynamic`, `async` …). */
export const dartKeywords: ReadonlySet<string> = wordSet(`
  abstract as assert async augment await base break case catch class const continue covariant default deferred do dynamic
  else enum export extends extension external factory false final finally for get hide if implements import in
  interface is late library mixin new null of on operator part required rethrow return sealed set show static super
  switch sync this throw true try type typedef var void when while with yield
  bool double int num
`);

/** Instance members of a generated model, and names that its methods use for parameters. */
export const modelMembers: ReadonlySet<string> = wordSet(`
  hashCode runtimeType toString noSuchMethod id createdAt updatedAt isNew displayTitle toJson toInput fromJson copyWith
  json other override identical jsonEncode listEquals readDateTime readDecimal
`);

/** Members of every generated enum: those of Dart and those of the blueprint. */
export const enumMembers: ReadonlySet<string> = wordSet(`
  hashCode runtimeType toString noSuchMethod values index name byName asNameMap wireName label fromWire
`);

/** Package names that pub or the generated pubspec already use. */
export const takenPackages: ReadonlySet<string> = wordSet(`
  flutter flutter_test flutter_lints flutter_web_plugins collection meta test material_ui cupertino_ui go_router http
  provider shared_preferences dart intl
`);

/** Folders and files of the fixed part of the project, which an entity must not take. */
export const takenFileNames: ReadonlySet<string> = wordSet(`
  core home auth entity list_query result_page environment dependencies router routes destinations helpers fakes
`);

/**
 * Type names that packages bring into generated files: dart:core and dart:async, Flutter's widgets and Material
 * libraries, provider, go_router, flutter_test. A class of the same name would be ambiguous or would silently shadow,
 * so an entity gets a suffix instead (`Text` → `TextModel`). Longer framework names (`RefreshProgressIndicator`) are
 * left out where nobody would call a record that.
 */
export const frameworkTypes: ReadonlySet<string> = wordSet(`
  BigInt Bool Comparable Comparator DateTime Deprecated Double Duration Dynamic Enum Error Exception Expando Finalizer
  Function Future Int Invocation Iterable Iterator List Map MapEntry Match Never Null Num Object Pattern Record RegExp
  RegExpMatch Runes Set Sink StackTrace Stopwatch Stream String StringBuffer StringSink Symbol Type Uri UriData
  WeakReference Override Void Timer Completer Zone StreamController StreamSubscription FutureOr Codec Converter
  Encoding Random Point Rectangle

  AboutDialog AbsorbPointer Accordion Action Actions ActionChip Adaptive AlertDialog Align Alignment AnimatedIcon
  Animation AnimationController AppBar AspectRatio AssetBundle AssetImage Autocomplete AutofillHints BackButton
  Badge Banner BannerLocation Baseline BlendMode BlockSemantics Border BorderRadius BorderSide BottomAppBar
  BottomNavigationBar BottomSheet BoxBorder BoxConstraints BoxDecoration BoxFit BoxShadow BoxShape Brightness
  BuildContext Builder ButtonBar ButtonStyle ButtonTheme CalendarDelegate Canvas Card CarouselController CarouselView
  Category Center ChangeNotifier Characters Checkbox CheckboxListTile CheckboxMenuButton Chip ChoiceChip Clip ClipOval
  ClipPath ClipRect CloseButton Color ColorFilter ColorScheme ColorSwatch Colors Column Container ContextAction Cubic
  Curve Curves DataCell DataColumn DataRow DataTable DatePickerMode DateRangePickerDialog DateTimeRange DateUtils
  Decoration DecorationImage DefaultTextStyle Diagnosticable Dialog Directionality Dismissible Divider DragTarget
  Draggable Drawer DrawerHeader DropdownButton DropdownMenu DropdownMenuEntry DropdownMenuItem Durations Easing
  EdgeInsets EditableText Element ElevatedButton ErrorWidget ExpandIcon Expanded Expansible ExpansionPanel
  ExpansionTile Feedback FilledButton FilterChip FittedBox Flex Flexible FloatingActionButton Flow FlowDelegate
  FlutterError FlutterLogo Focus FocusManager FocusNode FocusScope FontFeature FontStyle FontVariation FontWeight Form
  FormField FormState FutureBuilder GestureDetector GlobalKey Gradient GridPaper GridTile GridTileBar GridView Hero
  HeroController HeroMode Icon IconButton IconData IconTheme Icons IgnorePointer Image ImageIcon ImageProvider
  IndexedStack InheritedWidget Ink InkResponse InkWell InputBorder InputChip InputDecoration Intent Interval Key
  KeyEvent KeyboardListener Kind LabeledGlobalKey LayerLink LayoutBuilder LayoutId LicensePage LinearGradient ListBody
  ListTile ListTileTheme ListView Listenable ListenableBuilder Listener LocalKey Locale Localizations LogicalKeySet
  LookupBoundary MagnifierController Material MaterialApp MaterialBanner MaterialButton MaterialColor MaterialPage
  MaterialState MaterialType Matrix4 MediaQuery MediaQueryData MenuAnchor MenuBar MenuButton MenuController
  MenuItemButton MenuStyle MergeSemantics ModalRoute MouseRegion NavigationBar NavigationDestination NavigationDrawer
  NavigationRail Navigator NavigatorState NetworkImage Notification Offset Offstage Opacity Orientation OutlinedButton
  Overlay OverlayEntry OverlayPortal Padding Page PageController PageRoute PageScrollPhysics PageStorage PageView
  Paint Path Physics PhysicalModel Placeholder PopScope PopupMenuButton PopupMenuEntry PopupMenuItem PopupRoute
  PreferredSize ProgressIndicator ProxyWidget RadialGradient Radio RadioGroup RadioListTile Radius RangeSlider
  RangeValues RawChip Rect RefreshIndicator RepaintBoundary Restoration RichText RotatedBox Route RouteSettings Router
  RouterConfig RouterDelegate Row RRect SafeArea Scaffold ScaffoldMessenger Scrollable ScrollBehavior ScrollController
  ScrollPhysics ScrollView Scrollbar SearchAnchor SearchBar SearchController SearchDelegate SegmentedButton
  SelectableText SelectionArea Semantics Shader Shadow ShapeBorder Shortcuts SimpleDialog SingleActivator
  SingleChildScrollView Size SizedBox Slider SliverAppBar SliverList SnackBar SnackBarAction Spacer SpellCheckService
  Stack State StatefulBuilder StatefulWidget StatelessWidget Step StepState StepStyle Stepper StreamBuilder Switch
  SwitchListTile Tab TabBar TabBarView TabController Table TableCell TableRow TapRegion Text TextAlign TextButton
  TextDirection TextEditingController TextField TextFormField TextInput TextInputType TextPainter TextRange
  TextSelection TextSpan TextStyle TextTheme Texture Theme ThemeData ThemeExtension ThemeMode Threshold Ticker
  TickerFuture TileMode TimeOfDay TimeOfDayFormat Title ToggleButtons Tooltip Transform Tween Typography
  UniqueKey UnmodifiableListView ValueKey ValueListenable ValueNotifier Velocity VerticalDivider View ViewPort Viewport
  Visibility Widget WidgetState WidgetStateProperty WidgetsApp WidgetsBinding WillPopScope Wrap

  Consumer Locator MultiProvider Provider ProxyProvider Selector SingleChildWidget Create Dispose Update
  GoRoute GoRouter GoRouterState RouteBase ShellRoute StatefulShellRoute RouteMatch RouteData

  Expectation Evaluation Fake Finder Matcher Retry Skip Tags TestFailure TestOn Timeout WidgetTester
  CommonFinders Description FlutterView Tester
`);

/** Type names of the fixed part of a generated project. */
export const projectTypes: ReadonlySet<string> = wordSet(`
  App ApiClient AppDestination AppDrawer AppErrorKind AppException AppShell AppTheme AuthRepository AuthRepositoryLocal
  AuthRepositoryRemote ChoiceField Command Command0 Command1 CrudRepository DateField DetailRow EmptyView Entity
  Credentials DetailViewModel EntityFormScaffold EntityListScaffold Environment ErrorView Failure FakeRepository FormFields FormViewModel Formats HomeScreen InMemoryStore Inputs Json KeyValueStore
  LinksField ListQuery ListViewModel LoadingView LocalRepository Ok PageBody PreferencesStore RecordPicker RecordTile RecordTitles
  ReferenceField RemoteRepository Result ResultPage Routes SearchField SignInScreen SignInViewModel SortOption
  Validators
`);

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''));
}
