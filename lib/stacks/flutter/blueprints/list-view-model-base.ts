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
    required this.repository,
    required this.sortOptions,
    this.pageSize = 20,
  }) : _sort = sortOptions.first {
    load = Command0(_load)..addListener(notifyListeners);
    loadMore = Command0(_loadMore)..addListener(notifyListeners);
    delete = Command1(_delete)..addListener(notifyListeners);
    repository.addListener(refresh);
  }

  final CrudRepository<T> repository;
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
    repository.removeListener(refresh);
    load.dispose();
    loadMore.dispose();
    delete.dispose();
    super.dispose();
  }

  /// Reads again when search, order or records change while it waits.
  Future<Result<void>> _load() async {
    while (true) {
      final revision = _revision;
      final result = await repository.page(_query(offset: 0));
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
    final result = await repository.page(_query(offset: _items.length));
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

  Future<Result<void>> _delete(String id) => repository.delete(id);

  ListQuery _query({required int offset}) =>
      ListQuery(search: _search, sort: _sort.sort, limit: pageSize, offset: offset);
}
`,
  };
}
