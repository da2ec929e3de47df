import type { DartSource } from '../targets.ts';
import { dart } from './dart.ts';

export function recordPicker(): DartSource {
  return {
    imports: [
      'material',
      'lib/data/repositories/crud_repository.dart',
      'lib/domain/models/entity.dart',
      'lib/domain/models/list_query.dart',
      'lib/ui/core/widgets/search_field.dart',
      'lib/ui/core/widgets/state_views.dart',
      'lib/utils/result.dart',
    ],
    body: dart`
/// A dialog to look for a record and choose it.
class RecordPicker<T extends Entity> extends StatefulWidget {
  const RecordPicker({super.key, required this.title, required this.repository});

  final String title;
  final CrudRepository<T> repository;

  /// The chosen record, or null when the dialog was closed.
  static Future<T?> show<T extends Entity>(
    BuildContext context, {
    required String title,
    required CrudRepository<T> repository,
  }) => showDialog<T>(
    context: context,
    builder: (context) => RecordPicker<T>(title: title, repository: repository),
  );

  @override
  State<RecordPicker<T>> createState() => _RecordPickerState<T>();
}

class _RecordPickerState<T extends Entity> extends State<RecordPicker<T>> {
  static const _limit = 50;

  late Future<Result<List<T>>> _records = _read('');

  Future<Result<List<T>>> _read(String search) async {
    final result = await widget.repository.page(ListQuery(search: search, limit: _limit));
    return switch (result) {
      Ok(:final value) => Ok(value.items),
      Failure(:final error) => Failure(error),
    };
  }

  void _search(String text) {
    setState(() {
      _records = _read(text);
    });
  }

  @override
  Widget build(BuildContext context) {
    return AlertDialog(
      title: Text(widget.title),
      content: SizedBox(
        width: 420,
        height: 420,
        child: Column(
          children: [
            SearchField(hintText: 'Search', autofocus: true, onSearch: _search),
            const SizedBox(height: 8),
            Expanded(
              child: FutureBuilder(
                future: _records,
                builder: (context, snapshot) => switch (snapshot.data) {
                  null => const LoadingView(),
                  Failure(:final error) => ErrorView(
                    message: error.message,
                    onRetry: () => _search(''),
                  ),
                  Ok(value: []) => const EmptyView(message: 'Nothing found.'),
                  Ok(:final value) => ListView.builder(
                    itemCount: value.length,
                    itemBuilder: (context, index) => ListTile(
                      title: Text(value[index].displayTitle),
                      onTap: () => Navigator.of(context).pop(value[index]),
                    ),
                  ),
                },
              ),
            ),
          ],
        ),
      ),
      actions: [
        TextButton(
          onPressed: () => Navigator.of(context).pop(),
          child: const Text('Cancel'),
        ),
      ],
    );
  }
}
`,
  };
}

export function referenceField(): DartSource {
  return {
    imports: [
      'material',
      'lib/data/repositories/crud_repository.dart',
      'lib/domain/models/entity.dart',
      'lib/ui/core/fields/record_picker.dart',
    ],
    body: dart`
/// A form field for the id of another record, shown by its title.
class ReferenceField<T extends Entity> extends FormField<String> {
  ReferenceField({
    super.key,
    required String label,
    String? helperText,
    bool isRequired = false,
    required CrudRepository<T> repository,
    required Map<String, String> titles,
    super.initialValue,
    super.forceErrorText,
    required ValueChanged<T?> onChanged,
  }) : super(
         validator: (value) => isRequired && value == null ? 'Choose one.' : null,
         builder: (field) {
           final value = field.value;
           return Semantics(
             button: true,
             child: InkWell(
               borderRadius: BorderRadius.circular(4),
               onTap: () async {
                 final picked = await RecordPicker.show(
                   field.context,
                   title: label,
                   repository: repository,
                 );
                 if (picked == null || !field.mounted) return;
                 onChanged(picked);
                 field.didChange(picked.id);
               },
               child: InputDecorator(
                 isEmpty: value == null,
                 decoration: InputDecoration(
                   labelText: label,
                   helperText: helperText,
                   errorText: field.errorText,
                   suffixIcon: value == null || isRequired
                       ? const Icon(Icons.arrow_drop_down)
                       : IconButton(
                           tooltip: 'Clear $label',
                           onPressed: () {
                             onChanged(null);
                             field.didChange(null);
                           },
                           icon: const Icon(Icons.close),
                         ),
                 ),
                 child: value == null ? null : Text(titles[value] ?? value),
               ),
             ),
           );
         },
       );
}
`,
  };
}

export function linksField(): DartSource {
  return {
    imports: [
      'material',
      'lib/data/repositories/crud_repository.dart',
      'lib/domain/models/entity.dart',
      'lib/ui/core/fields/record_picker.dart',
    ],
    body: dart`
/// Chips for the records that this one is linked to.
class LinksField<T extends Entity> extends StatelessWidget {
  const LinksField({
    super.key,
    required this.label,
    required this.repository,
    required this.titles,
    required this.ids,
    this.errorText,
    required this.onAdd,
    required this.onRemove,
  });

  final String label;
  final CrudRepository<T> repository;

  /// Titles of the linked records by id.
  final Map<String, String> titles;

  final List<String> ids;
  final String? errorText;
  final ValueChanged<T> onAdd;
  final ValueChanged<String> onRemove;

  @override
  Widget build(BuildContext context) {
    return InputDecorator(
      decoration: InputDecoration(labelText: label, errorText: errorText),
      child: Wrap(
        spacing: 8,
        runSpacing: 8,
        children: [
          for (final id in ids)
            InputChip(
              label: Text(titles[id] ?? id),
              deleteButtonTooltipMessage: 'Remove',
              onDeleted: () => onRemove(id),
            ),
          ActionChip(
            avatar: const Icon(Icons.add),
            label: const Text('Add'),
            onPressed: () => _add(context),
          ),
        ],
      ),
    );
  }

  Future<void> _add(BuildContext context) async {
    final picked = await RecordPicker.show(context, title: label, repository: repository);
    if (picked != null && !ids.contains(picked.id)) onAdd(picked);
  }
}
`,
  };
}
