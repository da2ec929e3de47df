import type { AppModel, EntityModel, FieldModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart, quote } from './dart.ts';
import { isNullable } from './model-file.ts';
import { modelPath, viewModelPath } from './paths.ts';

export function listScreen(_app: AppModel, entity: EntityModel): DartSource {
  const { className } = entity;
  const subtitle = subtitleField(entity);
  return {
    imports: [
      'material',
      modelPath(entity),
      'lib/ui/core/widgets/confirm_dialog.dart',
      'lib/ui/core/widgets/entity_list_scaffold.dart',
      viewModelPath(entity, 'list'),
      ...(subtitle !== null && usesFormats(subtitle) ? ['lib/utils/formats.dart'] : []),
    ],
    body: dart`
class ${className}ListScreen extends StatelessWidget {
  const ${className}ListScreen({
    super.key,
    required this.viewModel,
    required this.onOpen,
    required this.onCreate,
    required this.onEdit,
  });

  final ${className}ListViewModel viewModel;

  /// Called with the id of the record to show.
  final ValueChanged<String> onOpen;
  final VoidCallback onCreate;
  final ValueChanged<String> onEdit;

  @override
  Widget build(BuildContext context) {
    return EntityListScaffold<${className}>(
      viewModel: viewModel,
      title: ${quote(entity.pluralLabel)},
      createLabel: ${quote(`Add ${entity.label.toLowerCase()}`)},
      onCreate: onCreate,
      itemBuilder: (_, record) => RecordTile(
        title: record.displayTitle,
        ${subtitle === null ? '' : `subtitle: ${shown(subtitle)},`}
        onTap: () => onOpen(record.id),
        onEdit: () => onEdit(record.id),
        onDelete: () => _delete(context, record),
      ),
    );
  }

  Future<void> _delete(BuildContext context, ${className} record) async {
    if (!await confirmDelete(context, record.displayTitle)) return;
    await viewModel.delete.execute(record.id);
    if (!context.mounted) return;
    final message = viewModel.delete.error?.message ?? ${quote(`${entity.label} deleted.`)};
    ScaffoldMessenger.of(context).showSnackBar(SnackBar(content: Text(message)));
  }
}
`,
  };
}

export function detailScreen(app: AppModel, entity: EntityModel): DartSource {
  const { className } = entity;
  const openers = entity.neighbors.map((name) => app.entity(name));
  const rows = entity.fields.map((field) => detailRows(app, entity, field));
  const openSelf = entity.fields.some((field) => field.target === entity.name);
  const callbacks = [
    ...(openSelf ? [`onOpen${className}`] : []),
    ...openers.map((other) => `onOpen${other.className}`),
  ];
  return {
    imports: [
      'material',
      modelPath(entity),
      'lib/ui/core/widgets/confirm_dialog.dart',
      'lib/ui/core/widgets/detail_row.dart',
      'lib/ui/core/widgets/page_body.dart',
      'lib/ui/core/widgets/state_views.dart',
      viewModelPath(entity, 'detail'),
      'lib/utils/formats.dart',
    ],
    body: dart`
class ${className}DetailScreen extends StatelessWidget {
  const ${className}DetailScreen({
    super.key,
    required this.viewModel,
    required this.onEdit,
    required this.onDeleted,
    ${callbacks.map((name) => `required this.${name},`).join('\n    ')}
  });

  final ${className}DetailViewModel viewModel;
  final VoidCallback onEdit;
  final VoidCallback onDeleted;
  ${callbacks.map((name) => `final ValueChanged<String> ${name};`).join('\n  ')}

  @override
  Widget build(BuildContext context) {
    return Scaffold(
      appBar: AppBar(
        title: const Text(${quote(entity.label)}),
        actions: [
          IconButton(
            tooltip: 'Edit',
            onPressed: onEdit,
            icon: const Icon(Icons.edit_outlined),
          ),
          IconButton(
            tooltip: 'Delete',
            onPressed: () => _delete(context),
            icon: const Icon(Icons.delete_outline),
          ),
        ],
      ),
      body: PageBody(
        child: ListenableBuilder(
          listenable: viewModel,
          builder: (context, _) {
            if (viewModel.load.error case final error?) {
              return ErrorView(message: error.message, onRetry: viewModel.load.execute);
            }
            return switch (viewModel.record) {
              null => const LoadingView(),
              final record => _buildRecord(record),
            };
          },
        ),
      ),
    );
  }

  Widget _buildRecord(${className} record) {
    return ListView(
      children: [
        ${rows.join('\n        ')}
        DetailRow(
          label: 'Created',
          value: switch (record.createdAt) {
            null => null,
            final time => Formats.dateTime(time),
          },
        ),
        DetailRow(
          label: 'Updated',
          value: switch (record.updatedAt) {
            null => null,
            final time => Formats.dateTime(time),
          },
        ),
      ],
    );
  }

  Future<void> _delete(BuildContext context) async {
    final title = viewModel.record?.displayTitle ?? ${quote(entity.label)};
    if (!await confirmDelete(context, title)) return;
    await viewModel.delete.execute();
    if (!context.mounted) return;
    if (viewModel.delete.error case final error?) {
      ScaffoldMessenger.of(context).showSnackBar(SnackBar(content: Text(error.message)));
    } else {
      onDeleted();
    }
  }
}
`,
  };
}

function detailRows(app: AppModel, entity: EntityModel, field: FieldModel): string {
  const label = quote(field.label);
  const { property } = field;
  if (field.target !== null) {
    const open = `onOpen${field.target === entity.name ? entity.className : app.entity(field.target).className}`;
    if (field.kind === 'links') {
      return dart`DetailRow(
          label: ${label},
          value: record.${property}.isEmpty ? null : '\${record.${property}.length}',
        ),
        for (final id in record.${property})
          ListTile(
            contentPadding: const EdgeInsetsDirectional.only(start: 32, end: 16),
            title: Text(viewModel.titles[id] ?? id),
            trailing: const Icon(Icons.chevron_right),
            onTap: () => ${open}(id),
          ),`;
    }
    if (field.required) {
      return dart`DetailRow(
          label: ${label},
          value: viewModel.titles[record.${property}] ?? record.${property},
          onTap: () => ${open}(record.${property}),
        ),`;
    }
    return dart`switch (record.${property}) {
          null => const DetailRow(label: ${label}, value: null),
          final id => DetailRow(
            label: ${label},
            value: viewModel.titles[id] ?? id,
            onTap: () => ${open}(id),
          ),
        },`;
  }
  return `DetailRow(label: ${label}, value: ${shown(field)}),`;
}

/** Expression of type `String?` for a field of the variable `record`. */
function shown(field: FieldModel): string {
  const value = `record.${field.property}`;
  const convert = conversion(field);
  if (convert === null) return value;
  if (field.kind === 'enum') return `${value}${isNullable(field) ? '?' : ''}.label`;
  if (field.kind === 'integer' || field.kind === 'decimal') {
    return `${value}${isNullable(field) ? '?' : ''}.toString()`;
  }
  return isNullable(field)
    ? `switch (${value}) { null => null, final value => ${convert}(value) }`
    : `${convert}(${value})`;
}

function conversion(field: FieldModel): string | null {
  const conversions: Partial<Record<FieldModel['kind'], string>> = {
    integer: 'toString',
    decimal: 'toString',
    enum: 'label',
    date: 'Formats.date',
    datetime: 'Formats.dateTime',
    boolean: 'Formats.yesNo',
    json: 'Formats.json',
  };
  return conversions[field.kind] ?? null;
}

function usesFormats(field: FieldModel): boolean {
  return conversion(field)?.startsWith('Formats.') ?? false;
}

/** The second line of a list: the first plain field that is not already the title. */
function subtitleField(entity: EntityModel): FieldModel | null {
  const fit = ['string', 'text', 'email', 'url', 'enum', 'date', 'datetime', 'integer', 'decimal'];
  return entity.fields.find((field) => field !== entity.titleField && fit.includes(field.kind)) ?? null;
}
