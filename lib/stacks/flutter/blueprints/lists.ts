import type { DartSource } from '../targets.ts';
import { dart } from './dart.ts';

export function listViewModelBase(): DartSource {
  return {
    imports: [
      'dart:collection',
      'package:flutter/foundation.dart',
      'lib/data/repositories/crud_repository.dart',
      'lib/domain/models/entity.dart',
      'lib/domain/models/list_query.dart',
      'lib/utils/app_exception.dart',
      'lib/utils/command.dart',
      'lib/utils/result.dart',
    ],
    body: dart`
/// An order that a list can be shown in.
class SortOption {
  const SortOption(this.label, this.sort);

  final String label;

  /// As [ListQuery.sort].
  final String sort;
}

/// State of a list page: the records read so far, the search and the order.
abstract class ListViewModel<T extends Entity> extends ChangeNotifier {
  ListViewModel({
    required CrudRepository<T> repository,
    required this.sortOptions,
    this.pageSize = 20,
  }) : _repository = repository,
       _sort = sortOptions.first {
    load = Command0(_load)..addListener(notifyListeners);
    loadMore = Command0(_loadMore)..addListener(notifyListeners);
    delete = Command1(_delete)..addListener(notifyListeners);
    _repository.addListener(refresh);
  }

  final CrudRepository<T> _repository;
  final List<SortOption> sortOptions;
  final int pageSize;

  /// Reads the first page.
  late final Command0<void> load;

  /// Reads the page after the last record.
  late final Command0<void> loadMore;

  /// Deletes the record with an id.
  late final Command1<void, String> delete;

  List<T> _items = const [];
  int _total = 0;
  String _search = '';
  SortOption _sort;

  /// Rises with every change of what should be shown, so that late answers are told from current ones.
  int _revision = 0;

  UnmodifiableListView<T> get items => UnmodifiableListView(_items);

  /// How many records match, read or not.
  int get total => _total;

  String get search => _search;

  SortOption get sort => _sort;

  bool get hasMore => _items.length < _total;

  bool get isLoading => load.running && _items.isEmpty;

  AppException? get loadError => load.error;

  Future<void> refresh() {
    _revision += 1;
    return load.execute();
  }

  Future<void> searchFor(String text) async {
    if (text == _search) return;
    _search = text;
    await refresh();
  }

  Future<void> sortBy(SortOption option) async {
    if (option == _sort) return;
    _sort = option;
    await refresh();
  }

  @override
  void dispose() {
    _repository.removeListener(refresh);
    load.dispose();
    loadMore.dispose();
    delete.dispose();
    super.dispose();
  }

  /// Reads again when search, order or records change while it waits.
  Future<Result<void>> _load() async {
    while (true) {
      final revision = _revision;
      final result = await _repository.page(_query(offset: 0));
      if (revision != _revision) continue;
      switch (result) {
        case Ok(:final value):
          _items = value.items;
          _total = value.total;
          return const Ok(null);
        case Failure(:final error):
          return Failure(error);
      }
    }
  }

  Future<Result<void>> _loadMore() async {
    final revision = _revision;
    final result = await _repository.page(_query(offset: _items.length));
    switch (result) {
      case Ok(:final value):
        if (revision == _revision) {
          _items = [..._items, ...value.items];
          _total = value.total;
        }
        return const Ok(null);
      case Failure(:final error):
        return Failure(error);
    }
  }

  Future<Result<void>> _delete(String id) => _repository.delete(id);

  ListQuery _query({required int offset}) =>
      ListQuery(search: _search, sort: _sort.sort, limit: pageSize, offset: offset);
}
`,
  };
}

export function entityListScaffold(): DartSource {
  return {
    imports: [
      'material',
      'lib/domain/models/entity.dart',
      'lib/ui/core/view_models/list_view_model.dart',
      'lib/ui/core/widgets/app_shell.dart',
      'lib/ui/core/widgets/page_body.dart',
      'lib/ui/core/widgets/search_field.dart',
      'lib/ui/core/widgets/state_views.dart',
    ],
    body: dart`
/// The page around a list of records: search, order, pull to refresh, more on scrolling, and a button to add.
class EntityListScaffold<T extends Entity> extends StatelessWidget {
  const EntityListScaffold({
    super.key,
    required this.viewModel,
    required this.title,
    required this.createLabel,
    required this.onCreate,
    required this.itemBuilder,
  });

  final ListViewModel<T> viewModel;

  /// What the records are called, in the plural.
  final String title;

  final String createLabel;
  final VoidCallback onCreate;
  final Widget Function(BuildContext context, T record) itemBuilder;

  @override
  Widget build(BuildContext context) {
    return Scaffold(
      appBar: AppBar(
        title: Text(title),
        actions: [_SortMenu(viewModel: viewModel)],
      ),
      drawer: AppDrawer.of(context),
      floatingActionButton: FloatingActionButton.extended(
        onPressed: onCreate,
        icon: const Icon(Icons.add),
        label: Text(createLabel),
      ),
      body: PageBody(
        child: Column(
          children: [
            Padding(
              padding: const EdgeInsets.fromLTRB(16, 8, 16, 8),
              child: SearchField(
                hintText: 'Search \${title.toLowerCase()}',
                onSearch: viewModel.searchFor,
              ),
            ),
            Expanded(
              child: ListenableBuilder(
                listenable: viewModel,
                builder: (context, _) => _buildBody(context),
              ),
            ),
          ],
        ),
      ),
    );
  }

  Widget _buildBody(BuildContext context) {
    if (viewModel.isLoading) return const LoadingView();
    if (viewModel.loadError case final error?) {
      return ErrorView(message: error.message, onRetry: viewModel.refresh);
    }
    if (viewModel.items.isEmpty) {
      return EmptyView(
        message: viewModel.search.isEmpty
            ? 'No \${title.toLowerCase()} yet.'
            : 'Nothing matches "\${viewModel.search}".',
      );
    }
    return RefreshIndicator(
      onRefresh: viewModel.refresh,
      child: NotificationListener<ScrollNotification>(
        onNotification: _onScroll,
        child: ListView.builder(
          physics: const AlwaysScrollableScrollPhysics(),
          padding: const EdgeInsets.only(bottom: 88),
          itemCount: viewModel.items.length + (viewModel.hasMore ? 1 : 0),
          itemBuilder: (context, index) => index < viewModel.items.length
              ? itemBuilder(context, viewModel.items[index])
              : _MoreTile(viewModel: viewModel),
        ),
      ),
    );
  }

  bool _onScroll(ScrollNotification notification) {
    final isNearEnd = notification.metrics.extentAfter < 300;
    if (isNearEnd && viewModel.hasMore && viewModel.loadMore.error == null) {
      viewModel.loadMore.execute();
    }
    return false;
  }
}

class _MoreTile extends StatelessWidget {
  const _MoreTile({required this.viewModel});

  final ListViewModel<Entity> viewModel;

  @override
  Widget build(BuildContext context) {
    return Padding(
      padding: const EdgeInsets.all(16),
      child: Center(
        child: viewModel.loadMore.running
            ? const CircularProgressIndicator(semanticsLabel: 'Loading more')
            : TextButton(
                onPressed: viewModel.loadMore.execute,
                child: const Text('Show more'),
              ),
      ),
    );
  }
}

class _SortMenu extends StatelessWidget {
  const _SortMenu({required this.viewModel});

  final ListViewModel<Entity> viewModel;

  @override
  Widget build(BuildContext context) {
    return ListenableBuilder(
      listenable: viewModel,
      builder: (context, _) => PopupMenuButton<SortOption>(
        tooltip: 'Sort',
        icon: const Icon(Icons.sort),
        initialValue: viewModel.sort,
        onSelected: viewModel.sortBy,
        itemBuilder: (context) => [
          for (final option in viewModel.sortOptions)
            PopupMenuItem(value: option, child: Text(option.label)),
        ],
      ),
    );
  }
}

/// One record in a list, with its actions.
class RecordTile extends StatelessWidget {
  const RecordTile({
    super.key,
    required this.title,
    this.subtitle,
    required this.onTap,
    required this.onEdit,
    required this.onDelete,
  });

  final String title;
  final String? subtitle;
  final VoidCallback onTap;
  final VoidCallback onEdit;
  final VoidCallback onDelete;

  @override
  Widget build(BuildContext context) {
    final line = subtitle ?? '';
    return ListTile(
      title: Text(title, maxLines: 1, overflow: TextOverflow.ellipsis),
      subtitle: line.isEmpty
          ? null
          : Text(line, maxLines: 2, overflow: TextOverflow.ellipsis),
      onTap: onTap,
      trailing: MenuAnchor(
        menuChildren: [
          MenuItemButton(
            leadingIcon: const Icon(Icons.edit_outlined),
            onPressed: onEdit,
            child: const Text('Edit'),
          ),
          MenuItemButton(
            leadingIcon: const Icon(Icons.delete_outline),
            onPressed: onDelete,
            child: const Text('Delete'),
          ),
        ],
        builder: (context, controller, _) => IconButton(
          tooltip: 'Actions for $title',
          icon: const Icon(Icons.more_vert),
          onPressed: () => controller.isOpen ? controller.close() : controller.open(),
        ),
      ),
    );
  }
}
`,
  };
}
