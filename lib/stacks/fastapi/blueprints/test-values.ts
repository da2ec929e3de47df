import type { AppModel, EntityModel, FieldModel } from '../model.ts';
import { quote, tuple } from './python.ts';

/** A Python expression for the field's value in the `number`-th record, as JSON gives it back; null for references. */
export function sampleValue(field: FieldModel): string | null {
  switch (field.kind) {
    case 'string':
    case 'text':
      return `f"${field.json.replaceAll('_', ' ').slice(0, 60)} {number:06}"`;
    case 'integer':
      return 'number';
    case 'decimal':
      return 'number + 0.25';
    case 'boolean':
      return 'number % 2 == 1';
    case 'date':
      return 'day(number)';
    case 'datetime':
      return 'moment(number)';
    case 'email':
      return 'f"person{number:06}@example.com"';
    case 'url':
      return 'f"https://example.com/pages/{number:06}"';
    case 'uuid':
      return 'str(UUID(int=number))';
    case 'json':
      return '{"number": number, "tags": ["a", "b"]}';
    case 'enum': {
      const values = (field.enumeration?.values ?? []).map(({ wire }) => quote(wire));
      return values.length === 1 ? (values[0] ?? '""') : `${tuple(values)}[number % ${values.length}]`;
    }
    case 'reference':
      return null;
  }
}

/** Values that a request is refused for, as Python literals. */
export function invalidValues(field: FieldModel): string[] {
  switch (field.kind) {
    case 'string':
      return ['""', '"x" * 256', '5'];
    case 'text':
      return ['""', '5'];
    case 'integer':
      return ['"many"', '1.5', '2**53'];
    case 'decimal':
      return ['"much"', '0.00001', '10**12'];
    case 'boolean':
      return ['"perhaps"'];
    case 'date':
      return ['"2026-02-30"', '"soon"'];
    case 'datetime':
      return ['"2026-02-30T00:00:00Z"', '"soon"'];
    case 'email':
      return ['"nobody"', '"a@b@example.com"'];
    case 'url':
      return ['"example"', '"ftp://example.com/file"'];
    case 'uuid':
    case 'reference':
      return ['"12345"'];
    case 'enum':
      return ['"no-such-value"'];
    case 'json':
      return [];
  }
}

/** Fields that a test record has from the start: an optional unique choice would run out of values. */
export function sampleFields({ fields }: EntityModel): FieldModel[] {
  return fields.filter((field) => {
    if (field.kind === 'reference') return field.required;
    return field.required || !(field.unique && ['boolean', 'enum'].includes(field.kind));
  });
}

/** Whether tests can make as many records of an entity as they like. */
export function isUnlimited(entity: EntityModel): boolean {
  return entity.capacity === Number.POSITIVE_INFINITY;
}

/** Expression for the id of a record to refer to; a shared one where there can be only a few. */
export function referencedId(app: AppModel, field: FieldModel): string {
  const target = app.entity(field.reference?.target ?? '');
  const isShared = !isUnlimited(target) && !field.unique;
  return `${isShared ? 'any' : 'create'}_${target.file}(client)["id"]`;
}
