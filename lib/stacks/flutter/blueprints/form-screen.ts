import type { AppModel, EntityModel, FieldModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart, quote } from './dart.ts';
import { formField, isTyped, memberName, validators } from './form-fields.ts';
import { dartType, isNullable } from './model-file.ts';
import { modelPath, viewModelPath } from './paths.ts';

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
