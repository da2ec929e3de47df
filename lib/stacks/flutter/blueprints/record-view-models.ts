import type { DartSource } from '../targets.ts';
import { dart } from './dart.ts';

export function recordTitles(): DartSource {
  return {
    imports: [
      'lib/data/repositories/crud_repository.dart',
      'lib/domain/models/entity.dart',
      'lib/utils/result.dart',
    ],
    body: dart`
/// Titles of the records that another record refers to, by id.
mixin RecordTitles {
  final Map<String, String> titles = {};

  /// Reads one title; a record that cannot be read keeps showing its id.
  Future<void> readTitle(CrudRepository<Entity> repository, String? id) async {
    if (id == null || titles.containsKey(id)) return;
    if (await repository.get(id) case Ok(:final value)) {
      titles[id] = value.displayTitle;
    }
  }

  /// Keeps the title of a record that was read elsewhere.
  void remember(Entity? record) {
    if (record != null) titles[record.id] = record.displayTitle;
  }
}
`,
  };
}

export function detailViewModelBase(): DartSource {
  return {
    imports: [
      'package:flutter/foundation.dart',
      'lib/data/repositories/crud_repository.dart',
      'lib/domain/models/entity.dart',
      'lib/ui/core/view_models/record_titles.dart',
      'lib/utils/command.dart',
      'lib/utils/result.dart',
    ],
    body: dart`
/// State of a page that shows one record.
abstract class DetailViewModel<T extends Entity> extends ChangeNotifier with RecordTitles {
  DetailViewModel({required this.id, required this.repository}) {
    load = Command0(_load)..addListener(notifyListeners);
    delete = Command0(_delete)..addListener(notifyListeners);
    repository.addListener(_onRepositoryChanged);
  }

  final String id;
  final CrudRepository<T> repository;

  late final Command0<void> load;
  late final Command0<void> delete;

  T? _record;

  /// Null until it is read.
  T? get record => _record;

  /// Reads the titles of the records that [record] refers to.
  Future<void> readTitles(T record);

  @override
  void dispose() {
    repository.removeListener(_onRepositoryChanged);
    load.dispose();
    delete.dispose();
    super.dispose();
  }

  void _onRepositoryChanged() {
    if (!delete.running) load.execute();
  }

  Future<Result<void>> _load() async {
    switch (await repository.get(id)) {
      case Ok(:final value):
        await readTitles(value);
        _record = value;
        return const Ok(null);
      case Failure(:final error):
        return Failure(error);
    }
  }

  Future<Result<void>> _delete() => repository.delete(id);
}
`,
  };
}

export function formViewModelBase(): DartSource {
  return {
    imports: [
      'package:flutter/foundation.dart',
      'lib/data/repositories/crud_repository.dart',
      'lib/domain/models/entity.dart',
      'lib/ui/core/view_models/record_titles.dart',
      'lib/utils/command.dart',
      'lib/utils/result.dart',
    ],
    body: dart`
/// State of a page that creates a record, or edits the one with [id].
abstract class FormViewModel<T extends Entity> extends ChangeNotifier with RecordTitles {
  FormViewModel({this.id, required this.repository}) {
    load = Command0(_load)..addListener(notifyListeners);
    save = Command1(_save)..addListener(notifyListeners);
  }

  final String? id;
  final CrudRepository<T> repository;

  /// Reads the record to edit; does nothing for a new one.
  late final Command0<void> load;

  late final Command1<T, T> save;

  T? _initial;
  T? _saved;
  Map<String, String> _fieldErrors = const {};

  bool get isNew => id == null;

  /// Whether the form can be shown.
  bool get isReady => isNew || _initial != null;

  /// The record as it was read; null for a new one.
  T? get initial => _initial;

  /// The record as it was stored by [save].
  T? get saved => _saved;

  /// What the repository said about a field, by its JSON name.
  String? fieldError(String field) => _fieldErrors[field];

  /// Forgets what was said about a field, once the person changes it.
  void clearFieldError(String field) {
    if (!_fieldErrors.containsKey(field)) return;
    _fieldErrors = {..._fieldErrors}..remove(field);
    notifyListeners();
  }

  /// Reads the titles of the records that [record] refers to.
  Future<void> readTitles(T record);

  @override
  void dispose() {
    load.dispose();
    save.dispose();
    super.dispose();
  }

  Future<Result<void>> _load() async {
    final id = this.id;
    if (id == null) return const Ok(null);
    switch (await repository.get(id)) {
      case Ok(:final value):
        await readTitles(value);
        _initial = value;
        return const Ok(null);
      case Failure(:final error):
        return Failure(error);
    }
  }

  Future<Result<T>> _save(T record) async {
    final result = isNew ? await repository.create(record) : await repository.update(record);
    switch (result) {
      case Ok(:final value):
        _saved = value;
        _fieldErrors = const {};
      case Failure(:final error):
        _fieldErrors = error.fieldErrors;
    }
    return result;
  }
}
`,
  };
}

export function entityFormScaffold(): DartSource {
  return {
    imports: [
      'material',
      'lib/domain/models/entity.dart',
      'lib/ui/core/view_models/form_view_model.dart',
      'lib/ui/core/widgets/page_body.dart',
      'lib/ui/core/widgets/state_views.dart',
    ],
    body: dart`
/// The page around a form: waits for the record to edit, then shows the fields and a button to save.
class EntityFormScaffold<T extends Entity> extends StatelessWidget {
  const EntityFormScaffold({
    super.key,
    required this.viewModel,
    required this.title,
    required this.formBuilder,
  });

  final FormViewModel<T> viewModel;
  final String title;
  final WidgetBuilder formBuilder;

  @override
  Widget build(BuildContext context) {
    return Scaffold(
      appBar: AppBar(title: Text(title)),
      body: PageBody(
        maxWidth: 640,
        child: ListenableBuilder(
          listenable: viewModel.load,
          builder: (context, _) {
            if (viewModel.load.error case final error?) {
              return ErrorView(message: error.message, onRetry: viewModel.load.execute);
            }
            return viewModel.isReady ? formBuilder(context) : const LoadingView();
          },
        ),
      ),
    );
  }
}

/// The fields of a form, spaced, above what went wrong and the button to save.
class FormFields extends StatelessWidget {
  const FormFields({
    super.key,
    required this.formKey,
    required this.viewModel,
    required this.onSave,
    required this.children,
  });

  final GlobalKey<FormState> formKey;
  final FormViewModel<Entity> viewModel;
  final VoidCallback onSave;
  final List<Widget> children;

  @override
  Widget build(BuildContext context) {
    final colorScheme = Theme.of(context).colorScheme;
    return Form(
      key: formKey,
      child: SingleChildScrollView(
        padding: const EdgeInsets.all(16),
        child: Column(
          crossAxisAlignment: CrossAxisAlignment.stretch,
          spacing: 16,
          children: [
            ...children,
            if (viewModel.save.error case final error?)
              Semantics(
                liveRegion: true,
                child: Text(
                  error.message,
                  style: TextStyle(color: colorScheme.error),
                ),
              ),
            FilledButton(
              onPressed: viewModel.save.running ? null : onSave,
              child: Text(viewModel.save.running ? 'Saving…' : 'Save'),
            ),
          ],
        ),
      ),
    );
  }
}
`,
  };
}

export function inputs(): DartSource {
  return {
    imports: ['dart:convert', 'lib/domain/models/entity.dart'],
    body: dart`
/// Reads typed text as a value; null when it is blank or does not parse.
abstract final class Inputs {
  static String? text(String text) {
    final trimmed = text.trim();
    return trimmed.isEmpty ? null : trimmed;
  }

  static int? integer(String text) => int.tryParse(text.trim());

  static double? decimal(String text) => double.tryParse(text.trim());

  static Json? json(String text) => text.trim().isEmpty ? null : jsonDecode(text) as Json;
}
`,
  };
}
