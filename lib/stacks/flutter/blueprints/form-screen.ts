import type { AppModel, EntityModel, FieldModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart, quote } from './dart.ts';
import { dartType, isNullable } from './model-file.ts';
import { modelPath, viewModelPath } from './paths.ts';
import { repositoryMember } from './view-models.ts';

const typedKinds = ['string', 'text', 'email', 'url', 'uuid', 'integer', 'decimal', 'json'];

/** Whether the value is typed as text, so that the form holds a controller for it. */
export function isTyped(field: FieldModel): boolean {
  return typedKinds.includes(field.kind);
}

export function formScreen(app: AppModel, entity: EntityModel): DartSource {
  const { className, fields } = entity;
  const typed = fields.filter(isTyped);
  const fieldImports = new Map<FieldModel['kind'], string>([
    ['date', 'lib/ui/core/fields/date_field.dart'],
    ['datetime', 'lib/ui/core/fields/date_field.dart'],
    ['enum', 'lib/ui/core/fields/choice_field.dart'],
    ['reference', 'lib/ui/core/fields/reference_field.dart'],
    ['links', 'lib/ui/core/fields/links_field.dart'],
  ]);
  const needed = fields.flatMap((field) => {
    if (field.kind === 'boolean') return isNullable(field) ? ['lib/ui/core/fields/choice_field.dart'] : [];
    const path = fieldImports.get(field.kind);
    return path === undefined ? [] : [path];
  });
  const yesNo = fields.some((field) => field.kind === 'boolean' && isNullable(field));
  return {
    imports: [
      'material',
      modelPath(entity),
      ...needed,
      'lib/ui/core/widgets/entity_form_scaffold.dart',
      viewModelPath(entity, 'form'),
      ...(yesNo || fields.some((field) => field.kind === 'json') ? ['lib/utils/formats.dart'] : []),
      ...(typed.length > 0 ? ['lib/utils/inputs.dart'] : []),
      ...(typed.some((field) => validators(field).length > 0) ? ['lib/utils/validators.dart'] : []),
    ],
    body: dart`
class ${className}FormScreen extends StatelessWidget {
  const ${className}FormScreen({super.key, required this.viewModel, required this.onSaved});

  final ${className}FormViewModel viewModel;

  /// Called with the record as it was stored.
  final ValueChanged<${className}> onSaved;

  @override
  Widget build(BuildContext context) {
    return EntityFormScaffold<${className}>(
      viewModel: viewModel,
      title: viewModel.isNew ? ${quote(`New ${entity.label.toLowerCase()}`)} : ${quote(`Edit ${entity.label.toLowerCase()}`)},
      formBuilder: (_) => _${className}Form(viewModel: viewModel, onSaved: onSaved),
    );
  }
}

class _${className}Form extends StatefulWidget {
  const _${className}Form({required this.viewModel, required this.onSaved});

  final ${className}FormViewModel viewModel;
  final ValueChanged<${className}> onSaved;

  @override
  State<_${className}Form> createState() => _${className}FormState();
}

class _${className}FormState extends State<_${className}Form> {
  final _formKey = GlobalKey<FormState>();
  late final ${className}? _initial = widget.viewModel.initial;
  ${fields.map(stateMember).join('\n  ')}

  ${disposal(typed)}
  @override
  Widget build(BuildContext context) {
    final viewModel = widget.viewModel;
    return ListenableBuilder(
      listenable: viewModel,
      builder: (context, _) => FormFields(
        formKey: _formKey,
        viewModel: viewModel,
        onSave: _save,
        children: [
          ${fields.map((field) => formField(app, entity, field)).join('\n          ')}
        ],
      ),
    );
  }

  Future<void> _save() async {
    if (!_formKey.currentState!.validate()) return;
    await widget.viewModel.save.execute(_read());
    if (!mounted) return;
    final saved = widget.viewModel.saved;
    if (widget.viewModel.save.completed && saved != null) widget.onSaved(saved);
  }

  ${className} _read() => ${className}(
    id: _initial?.id ?? '',
    ${fields.map((field) => `${field.property}: ${readValue(field)},`).join('\n    ')}
    createdAt: _initial?.createdAt,
    updatedAt: _initial?.updatedAt,
  );
}
`,
  };
}

/** Names of validator functions for a typed field, in the order in which they are asked. */
function validators(field: FieldModel): string[] {
  const byKind: Partial<Record<FieldModel['kind'], string>> = {
    string: 'Validators.maxLength(255)',
    email: 'Validators.email',
    url: 'Validators.url',
    uuid: 'Validators.uuid',
    integer: 'Validators.integer',
    decimal: 'Validators.decimal',
    json: 'Validators.json',
  };
  const own = byKind[field.kind];
  return [...(field.required ? ['Validators.notEmpty'] : []), ...(own === undefined ? [] : [own])];
}

function stateMember(field: FieldModel): string {
  const initial = `_initial?.${field.property}`;
  const member = memberName(field);
  if (isTyped(field)) return `late final ${member} = TextEditingController(text: ${initialText(field)});`;
  if (field.kind === 'links') return `late List<String> ${member} = ${initial} ?? const [];`;
  if (field.kind === 'boolean' && field.required) return `late bool ${member} = ${initial} ?? false;`;
  return `late ${dartType(field)}? ${member} = ${initial};`;
}

function initialText(field: FieldModel): string {
  const initial = `_initial?.${field.property}`;
  const link = isNullable(field) ? '?.' : '.';
  if (field.kind === 'integer' || field.kind === 'decimal') return `${initial}${link}toString()`;
  if (field.kind === 'json') {
    return `switch (${initial}) { null => null, final value => Formats.json(value) }`;
  }
  return initial;
}

function disposal(typed: readonly FieldModel[]): string {
  if (typed.length === 0) return '';
  return dart`@override
  void dispose() {
    ${typed.map((field) => `${memberName(field)}.dispose();`).join('\n    ')}
    super.dispose();
  }
`;
}

function formField(app: AppModel, entity: EntityModel, field: FieldModel): string {
  const label = quote(field.label);
  const wire = quote(field.wire);
  const member = memberName(field);
  const hint = field.description.split(/\r?\n/)[0] || (field.unique ? 'Must be unique.' : '');
  const helper = hint === '' ? '' : `helperText: ${quote(hint)},`;
  const forced = `forceErrorText: viewModel.fieldError(${wire}),`;
  const error = `errorText: viewModel.fieldError(${wire}),`;
  const required = field.required ? 'isRequired: true,' : '';
  const clear = `viewModel.clearFieldError(${wire});`;
  switch (field.kind) {
    case 'date':
    case 'datetime':
      return dart`DateField(
            label: ${label},
            ${helper}
            ${required}
            ${field.kind === 'datetime' ? 'withTime: true,' : ''}
            initialValue: ${member},
            ${forced}
            onChanged: (value) {
              ${member} = value;
              ${clear}
            },
          ),`;
    case 'boolean':
      return field.required
        ? toggle(label, helper, member, clear)
        : yesNoChoice(label, helper, member, error, clear);
    case 'enum': {
      const type = dartType(field);
      return dart`ChoiceField<${type}>(
            label: ${label},
            ${helper}
            ${required}
            choices: ${type}.values,
            labelOf: (choice) => choice.label,
            initialValue: ${member},
            ${error}
            onChanged: (value) {
              ${member} = value;
              ${clear}
            },
          ),`;
    }
    case 'reference':
      return dart`ReferenceField(
            label: ${label},
            ${helper}
            ${required}
            repository: viewModel.${repositoryMember(app, entity, field.target ?? '')},
            titles: viewModel.titles,
            initialValue: ${member},
            ${forced}
            onChanged: (record) {
              viewModel.remember(record);
              ${member} = record?.id;
              ${clear}
            },
          ),`;
    case 'links':
      return dart`LinksField(
            label: ${label},
            repository: viewModel.${repositoryMember(app, entity, field.target ?? '')},
            titles: viewModel.titles,
            ids: ${member},
            ${error}
            onAdd: (record) => setState(() {
              viewModel.remember(record);
              ${member} = [...${member}, record.id];
            }),
            onRemove: (id) => setState(() {
              ${member} = [
                for (final other in ${member})
                  if (other != id) other,
              ];
            }),
          ),`;
    default:
      return textField(field, label, helper, forced, clear);
  }
}

function textField(field: FieldModel, label: string, helper: string, forced: string, clear: string): string {
  const keyboards: Partial<Record<FieldModel['kind'], string>> = {
    email: 'TextInputType.emailAddress',
    url: 'TextInputType.url',
    integer: 'const TextInputType.numberWithOptions(signed: true)',
    decimal: 'const TextInputType.numberWithOptions(signed: true, decimal: true)',
  };
  const keyboard = keyboards[field.kind];
  const isLong = field.kind === 'text' || field.kind === 'json';
  const checks = validators(field);
  const validator = checks.length > 1 ? `Validators.all([${checks.join(', ')}])` : checks[0];
  const constant = helper.includes('viewModel') ? '' : 'const ';
  return dart`TextFormField(
            controller: ${memberName(field)},
            decoration: ${constant}InputDecoration(
              labelText: ${label},
              ${helper}
              ${isLong ? 'alignLabelWithHint: true,' : ''}
            ),
            ${keyboard === undefined ? '' : `keyboardType: ${keyboard},`}
            ${isLong ? 'minLines: 3, maxLines: 8,' : 'textInputAction: TextInputAction.next,'}
            ${forced}
            ${validator === undefined ? '' : `validator: ${validator},`}
            onChanged: (_) => ${clear.replace(/;$/, '')},
          ),`;
}

function toggle(label: string, helper: string, member: string, clear: string): string {
  return dart`SwitchListTile(
            title: const Text(${label}),
            ${helper === '' ? '' : `subtitle: const Text(${helper.slice('helperText: '.length, -1)}),`}
            contentPadding: EdgeInsets.zero,
            value: ${member},
            onChanged: (value) {
              setState(() {
                ${member} = value;
              });
              ${clear}
            },
          ),`;
}

function yesNoChoice(label: string, helper: string, member: string, error: string, clear: string): string {
  return dart`ChoiceField<bool>(
            label: ${label},
            ${helper}
            choices: const [true, false],
            labelOf: Formats.yesNo,
            initialValue: ${member},
            ${error}
            onChanged: (value) {
              ${member} = value;
              ${clear}
            },
          ),`;
}

function readValue(field: FieldModel): string {
  const member = memberName(field);
  const bang = field.required ? '!' : '';
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'json':
      return `Inputs.${field.kind}(${member}.text)${bang}`;
    case 'date':
    case 'datetime':
    case 'enum':
    case 'reference':
      return `${member}${bang}`;
    case 'boolean':
    case 'links':
      return member;
    default:
      return `Inputs.text(${member}.text)${field.required ? " ?? ''" : ''}`;
  }
}

/** Named apart from the state's other members, whatever the property is called. */
function memberName(field: FieldModel): string {
  return `_${field.property}${isTyped(field) ? 'Controller' : 'Value'}`;
}
