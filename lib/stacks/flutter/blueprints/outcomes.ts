import type { DartSource } from '../targets.ts';
import { dart } from './dart.ts';

export function appException(): DartSource {
  return {
    imports: [],
    body: dart`
/// Why an operation failed, as far as the app treats reasons differently.
enum AppErrorKind { network, unauthorized, notFound, conflict, invalid, unexpected }

/// An expected failure with a message that can be shown to people.
class AppException implements Exception {
  const AppException(
    this.kind,
    this.message, {
    this.fieldErrors = const {},
  });

  final AppErrorKind kind;
  final String message;

  /// Messages by JSON field name, for forms.
  final Map<String, String> fieldErrors;

  @override
  String toString() => message;
}
`,
  };
}

export function result(): DartSource {
  return {
    imports: ['lib/utils/app_exception.dart'],
    body: dart`
/// The outcome of an operation that can fail in an expected way.
///
/// Read it with a switch:
///
///     switch (result) {
///       case Ok(:final value):
///         show(value);
///       case Failure(:final error):
///         explain(error.message);
///     }
sealed class Result<T> {
  const Result();
}

final class Ok<T> extends Result<T> {
  const Ok(this.value);

  final T value;
}

final class Failure<T> extends Result<T> {
  const Failure(this.error);

  final AppException error;
}
`,
  };
}

export function command(): DartSource {
  return {
    imports: ['package:flutter/foundation.dart', 'lib/utils/app_exception.dart', 'lib/utils/result.dart'],
    body: dart`
/// An action of a view model, with its progress and outcome for views to listen to.
///
/// While it runs, further calls are ignored, so a second tap does nothing.
abstract class Command<T> extends ChangeNotifier {
  bool _running = false;
  bool _disposed = false;
  Result<T>? _result;

  bool get running => _running;

  bool get completed => _result is Ok<T>;

  AppException? get error => switch (_result) {
    Failure<T>(:final error) => error,
    _ => null,
  };

  /// Forgets the outcome, once a view has shown it.
  void clear() {
    _result = null;
    notifyListeners();
  }

  @override
  void dispose() {
    _disposed = true;
    super.dispose();
  }

  Future<void> _run(Future<Result<T>> Function() action) async {
    if (_running || _disposed) return;
    _running = true;
    _result = null;
    notifyListeners();
    try {
      _result = await action();
    } finally {
      _running = false;
      if (!_disposed) notifyListeners();
    }
  }
}

/// A [Command] whose action takes no argument.
class Command0<T> extends Command<T> {
  Command0(this._action);

  final Future<Result<T>> Function() _action;

  Future<void> execute() => _run(_action);
}

/// A [Command] whose action takes one argument.
class Command1<T, A> extends Command<T> {
  Command1(this._action);

  final Future<Result<T>> Function(A argument) _action;

  Future<void> execute(A argument) => _run(() => _action(argument));
}
`,
  };
}

export function formats(): DartSource {
  return {
    imports: ['dart:convert'],
    body: dart`
/// How values are written for people and on the wire.
abstract final class Formats {
  /// 2026-01-31
  static String date(DateTime value) =>
      '\${_pad(value.year, 4)}-\${_pad(value.month)}-\${_pad(value.day)}';

  /// 2026-01-31 18:05, in local time
  static String dateTime(DateTime value) {
    final local = value.toLocal();
    return '\${date(local)} \${_pad(local.hour)}:\${_pad(local.minute)}';
  }

  static String yesNo(bool value) => value ? 'Yes' : 'No';

  static String json(Object value) => const JsonEncoder.withIndent('  ').convert(value);

  static String _pad(int value, [int width = 2]) => '$value'.padLeft(width, '0');
}
`,
  };
}

export function validators(): DartSource {
  return {
    imports: ['dart:convert'],
    body: dart`
/// Form validators: each returns a message, or null when the text is fine.
///
/// All but [notEmpty] accept an empty text, so that they also serve optional fields.
abstract final class Validators {
  static final _email = RegExp(r'^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$');
  static final _uuid = RegExp(r'^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', caseSensitive: false);

  /// The first message that any of [validators] has.
  static String? Function(String?) all(List<String? Function(String?)> validators) => (text) {
    for (final validator in validators) {
      final message = validator(text);
      if (message != null) return message;
    }
    return null;
  };

  static String? notEmpty(String? text) =>
      _isBlank(text) ? 'This field is required.' : null;

  static String? email(String? text) => _isBlank(text) || _email.hasMatch(text!.trim())
      ? null
      : 'Enter an email address such as ada@example.com.';

  static String? url(String? text) {
    if (_isBlank(text)) return null;
    final uri = Uri.tryParse(text!.trim());
    final valid = uri != null && (uri.isScheme('http') || uri.isScheme('https')) && uri.host.isNotEmpty;
    return valid ? null : 'Enter an address that starts with http:// or https://.';
  }

  static String? uuid(String? text) => _isBlank(text) || _uuid.hasMatch(text!.trim())
      ? null
      : 'Enter a UUID: 8-4-4-4-12 hexadecimal digits.';

  static String? integer(String? text) => _isBlank(text) || int.tryParse(text!.trim()) != null
      ? null
      : 'Enter a whole number.';

  static String? decimal(String? text) {
    if (_isBlank(text)) return null;
    final value = double.tryParse(text!.trim());
    return value != null && value.isFinite ? null : 'Enter a number, with a point for decimals.';
  }

  static String? json(String? text) {
    if (_isBlank(text)) return null;
    try {
      return jsonDecode(text!) is Map ? null : 'Enter a JSON object: {"key": "value"}.';
    } on FormatException {
      return 'Enter a JSON object: {"key": "value"}.';
    }
  }

  static String? Function(String?) maxLength(int length) => (text) =>
      (text ?? '').length > length ? 'Use at most $length characters.' : null;

  static bool _isBlank(String? text) => text == null || text.trim().isEmpty;
}
`,
  };
}
