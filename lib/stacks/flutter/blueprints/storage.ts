import type { DartSource } from '../targets.ts';
import { dart } from './dart.ts';

export function keyValueStore(): DartSource {
  return {
    imports: [],
    body: dart`
/// Small texts by key, on this device.
abstract interface class KeyValueStore {
  Future<String?> read(String key);

  Future<void> write(String key, String value);

  Future<void> delete(String key);
}

/// A store that forgets everything with the process; for tests.
class InMemoryStore implements KeyValueStore {
  final Map<String, String> _values = {};

  @override
  Future<String?> read(String key) async => _values[key];

  @override
  Future<void> write(String key, String value) async => _values[key] = value;

  @override
  Future<void> delete(String key) async => _values.remove(key);
}
`,
  };
}

export function preferencesStore(): DartSource {
  return {
    imports: ['package:shared_preferences/shared_preferences.dart', 'lib/data/services/key_value_store.dart'],
    body: dart`
/// A store that survives restarts: local storage in a browser, preferences elsewhere.
class PreferencesStore implements KeyValueStore {
  final SharedPreferencesAsync _preferences = SharedPreferencesAsync();

  @override
  Future<String?> read(String key) => _preferences.getString(key);

  @override
  Future<void> write(String key, String value) => _preferences.setString(key, value);

  @override
  Future<void> delete(String key) => _preferences.remove(key);
}
`,
  };
}

export function localRepository(): DartSource {
  return {
    imports: [
      'dart:convert',
      'dart:math',
      'lib/data/repositories/crud_repository.dart',
      'lib/data/services/key_value_store.dart',
      'lib/domain/models/entity.dart',
      'lib/domain/models/list_query.dart',
      'lib/domain/models/result_page.dart',
      'lib/utils/app_exception.dart',
      'lib/utils/result.dart',
    ],
    body: dart`
/// Keeps records on this device, so that the app works with no backend.
///
/// It answers as the backend does: search over every text, sorting, paging and unique fields.
abstract class LocalRepository<T extends Entity> extends CrudRepository<T> {
  LocalRepository({
    required this.store,
    required this.collection,
    required this.fromJson,
    this.uniqueFields = const {},
  });

  final KeyValueStore store;

  /// Key of the collection in [store].
  final String collection;

  final T Function(Json json) fromJson;

  /// JSON names of the fields that no two records may share.
  final Set<String> uniqueFields;

  late final Future<List<T>> _records = _read();

  @override
  Future<Result<ResultPage<T>>> page(ListQuery query) async {
    final matches = [
      for (final record in await _records)
        if (_matches(record, query.search)) record,
    ];
    final direction = query.descending ? -1 : 1;
    matches.sort((a, b) {
      final order = _compare(a.toJson()[query.sortField], b.toJson()[query.sortField]);
      return direction * (order == 0 ? a.id.compareTo(b.id) : order);
    });
    return Ok(
      ResultPage(
        items: matches.skip(query.offset).take(query.limit).toList(),
        total: matches.length,
        limit: query.limit,
        offset: query.offset,
      ),
    );
  }

  @override
  Future<Result<T>> get(String id) async {
    for (final record in await _records) {
      if (record.id == id) return Ok(record);
    }
    return _notFound();
  }

  @override
  Future<Result<T>> create(T record) async {
    final now = DateTime.now().toUtc().toIso8601String();
    return _save(
      fromJson({
        ...record.toJson(),
        'id': _newId(),
        'created_at': now,
        'updated_at': now,
      }),
    );
  }

  @override
  Future<Result<T>> update(T record) async {
    final now = DateTime.now().toUtc().toIso8601String();
    return _save(
      fromJson({...record.toJson(), 'updated_at': now}),
      mustExist: true,
    );
  }

  @override
  Future<Result<void>> delete(String id) async {
    final records = await _records;
    final before = records.length;
    records.removeWhere((record) => record.id == id);
    if (records.length == before) return _notFound();
    await _write(records);
    return const Ok(null);
  }

  Future<Result<T>> _save(T record, {bool mustExist = false}) async {
    final records = await _records;
    final index = records.indexWhere((other) => other.id == record.id);
    if (mustExist && index < 0) return _notFound();
    final clash = _clash(records, record);
    if (clash != null) return Failure(clash);
    if (index < 0) {
      records.add(record);
    } else {
      records[index] = record;
    }
    await _write(records);
    return Ok(record);
  }

  AppException? _clash(List<T> records, T record) {
    final json = record.toJson();
    for (final field in uniqueFields) {
      final value = json[field];
      if (value == null) continue;
      if (records.any((other) => other.id != record.id && other.toJson()[field] == value)) {
        return AppException(
          AppErrorKind.conflict,
          'Another record has the same value.',
          fieldErrors: {field: 'This value is already taken.'},
        );
      }
    }
    return null;
  }

  Future<List<T>> _read() async {
    final text = await store.read(collection);
    if (text == null) return [];
    return [
      for (final item in jsonDecode(text) as List<Object?>) fromJson(item! as Json),
    ];
  }

  Future<void> _write(List<T> records) async {
    await store.write(
      collection,
      jsonEncode([for (final record in records) record.toJson()]),
    );
    notifyListeners();
  }

  Failure<R> _notFound<R>() => const Failure(
    AppException(AppErrorKind.notFound, 'This record no longer exists.'),
  );

  static bool _matches(Entity record, String search) {
    final needle = search.trim().toLowerCase();
    if (needle.isEmpty) return true;
    return record.toInput().values.any(
      (value) => value is String && value.toLowerCase().contains(needle),
    );
  }

  /// Nulls come first; values of one field have one type.
  static int _compare(Object? a, Object? b) {
    return switch ((a, b)) {
      (null, null) => 0,
      (null, _) => -1,
      (_, null) => 1,
      (final num a, final num b) => a.compareTo(b),
      _ => '$a'.toLowerCase().compareTo('$b'.toLowerCase()),
    };
  }

  /// A random UUID (version 4).
  static String _newId() {
    final random = Random.secure();
    final bytes = List.generate(16, (_) => random.nextInt(256));
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    final hex = [
      for (final byte in bytes) byte.toRadixString(16).padLeft(2, '0'),
    ].join();
    return [
      hex.substring(0, 8),
      hex.substring(8, 12),
      hex.substring(12, 16),
      hex.substring(16, 20),
      hex.substring(20),
    ].join('-');
  }
}
`,
  };
}
