import type { AppModel, FieldModel } from '../model.ts';
import { quote } from './python.ts';

/** Type of the model's attribute, as Python has it after reading a row. */
export function pythonType({ kind, enumeration }: FieldModel): string {
  switch (kind) {
    case 'string':
    case 'text':
    case 'email':
    case 'url':
      return 'str';
    case 'integer':
      return 'int';
    case 'decimal':
      return 'Decimal';
    case 'boolean':
      return 'bool';
    case 'date':
      return 'dt.date';
    case 'datetime':
      return 'dt.datetime';
    case 'uuid':
    case 'reference':
      return 'UUID';
    case 'json':
      return 'Any';
    case 'enum':
      return enumeration?.className ?? 'str';
  }
}

/** Type of the database column; for references the foreign key decides. */
export function columnType(field: FieldModel, app: AppModel): string {
  switch (field.kind) {
    case 'string':
      return 'String(255)';
    case 'text':
      return 'Text';
    case 'email':
      return 'String(320)';
    case 'url':
      return 'String(2083)';
    case 'integer':
      return 'BigInteger';
    case 'decimal':
      return 'ExactDecimal';
    case 'boolean':
      return 'Boolean';
    case 'date':
      return 'Date';
    case 'datetime':
      return 'UtcDateTime';
    case 'uuid':
      return 'Uuid';
    case 'json':
      return 'JSON(none_as_null=True)';
    case 'enum':
      return `enum_type(${pythonType(field)})`;
    case 'reference':
      return foreignKey(field, app);
  }
}

/** Type of a request's field, with its limits. */
export function inputType(field: FieldModel): string {
  switch (field.kind) {
    case 'string':
      return 'ShortText';
    case 'text':
      return 'LongText';
    case 'email':
      return 'EmailStr';
    case 'url':
      return 'WebAddress';
    case 'integer':
      return 'WholeNumber';
    case 'decimal':
      return 'DecimalNumber';
    case 'datetime':
      return 'Timestamp';
    case 'json':
      return 'JsonDocument';
    default:
      return pythonType(field);
  }
}

/** Type of an answer's field; optional ones may be null. */
export function readType(field: FieldModel): string {
  const base =
    field.kind === 'decimal' ? 'DecimalNumber' : field.kind === 'json' ? 'JsonValue' : pythonType(field);
  return field.required || field.kind === 'json' ? base : `${base} | None`;
}

/** Type of a query parameter that compares with the field. */
export function filterType(field: FieldModel): string {
  const isText = ['string', 'email', 'url'].includes(field.kind);
  return isText ? 'FilterText' : inputType(field);
}

/** `Field(…)` with the JSON name and the description where one of them is needed. */
export function fieldOptions(
  field: FieldModel,
  alias: 'alias' | 'serialization_alias',
  describe = true,
): string[] {
  const options = [
    ...(field.attribute === field.json ? [] : [`${alias}=${quote(field.json)}`]),
    ...(describe && field.description !== '' ? [`description=${quote(field.description)}`] : []),
  ];
  return options.length === 0 ? [] : [`Field(${options.join(', ')})`];
}

function foreignKey({ reference }: FieldModel, app: AppModel): string {
  if (reference === null) return 'Uuid';
  const options = [
    quote(`${app.entity(reference.target).table}.id`),
    `ondelete=${quote(reference.onDelete.replace('_', ' ').toUpperCase())}`,
    // Tables that need each other are created first and tied together afterwards.
    ...(reference.isCyclic ? ['use_alter=True'] : []),
  ];
  return `ForeignKey(${options.join(', ')})`;
}
