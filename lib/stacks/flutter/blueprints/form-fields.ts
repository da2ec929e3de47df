import type { AppModel, EntityModel, FieldModel } from '../model.ts';
import { dart, quote } from './dart.ts';
import { dartType } from './model-file.ts';
import { repositoryMember } from './view-models.ts';

const typedKinds = ['string', 'text', 'email', 'url', 'uuid', 'integer', 'decimal', 'json'];

/** Whether the value is typed as text, so that the form holds a controller for it. */
export function isTyped(field: FieldModel): boolean {
  return typedKinds.includes(field.kind);
}

/** Named apart from the state's other members, whatever the property is called. */
export function memberName(field: FieldModel): string {
  return `_${field.property}${isTyped(field) ? 'Controller' : 'Value'}`;
}

/** Names of validator functions for a typed field, in the order in which they are asked. */
export function validators(field: FieldModel): string[] {
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

export function formField(app: AppModel, entity: EntityModel, field: FieldModel): string {
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
