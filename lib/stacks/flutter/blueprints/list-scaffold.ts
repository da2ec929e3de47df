import type { DartSource } from '../targets.ts';
import { dart } from './dart.ts';

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
