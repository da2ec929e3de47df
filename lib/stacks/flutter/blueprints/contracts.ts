import type { DartSource } from '../targets.ts';
import { dart } from './dart.ts';

export function entityContract(): DartSource {
  return {
    imports: [],
    body: dart`
typedef Json = Map<String, Object?>;

/// What every stored record has.
abstract interface class Entity {
  /// Empty until the record is stored.
  String get id;

  /// What the record is called in lists and pickers.
  String get displayTitle;

  /// The whole record, as it is stored.
  Json toJson();

  /// What a person may set: [toJson] without id and times.
  Json toInput();
}

/// A decimal as JSON has it: a number, or a text where the exact digits matter.
double? readDecimal(Object? value) => value == null ? null : double.parse('$value');

DateTime? readDateTime(Object? value) => value == null ? null : DateTime.parse(value as String);
`,
  };
}

export function listQuery(): DartSource {
  return {
    imports: [],
    body: dart`
/// Which part of a collection to read, and in which order.
class ListQuery {
  const ListQuery({
    this.search = '',
    this.sort = '-created_at',
    this.limit = 20,
    this.offset = 0,
  });

  /// Text to look for; empty for everything.
  final String search;

  /// JSON field name to sort by; a leading minus sorts descending.
  final String sort;

  final int limit;
  final int offset;

  bool get descending => sort.startsWith('-');

  String get sortField => descending ? sort.substring(1) : sort;
}
`,
  };
}

export function resultPage(): DartSource {
  return {
    imports: ['lib/domain/models/entity.dart'],
    body: dart`
/// One page of a collection, as the HTTP interface returns it.
class ResultPage<T> {
  const ResultPage({
    required this.items,
    required this.total,
    required this.limit,
    required this.offset,
  });

  factory ResultPage.fromJson(Json json, T Function(Json json) fromJson) => ResultPage(
    items: [
      for (final item in json['items']! as List<Object?>) fromJson(item! as Json),
    ],
    total: json['total']! as int,
    limit: json['limit']! as int,
    offset: json['offset']! as int,
  );

  final List<T> items;

  /// How many records match, over all pages.
  final int total;

  final int limit;
  final int offset;
}
`,
  };
}

export function crudRepository(): DartSource {
  return {
    imports: [
      'package:flutter/foundation.dart',
      'lib/domain/models/entity.dart',
      'lib/domain/models/list_query.dart',
      'lib/domain/models/result_page.dart',
      'lib/utils/result.dart',
    ],
    body: dart`
/// The source of truth for one kind of record. Listeners are told after every change.
abstract class CrudRepository<T extends Entity> extends ChangeNotifier {
  Future<Result<ResultPage<T>>> page(ListQuery query);

  Future<Result<T>> get(String id);

  /// Stores a new record and returns it with its id.
  Future<Result<T>> create(T record);

  /// Replaces what a person may set of the record with the same id.
  Future<Result<T>> update(T record);

  Future<Result<void>> delete(String id);
}
`,
  };
}
