import type { AppModel, EntityModel, FieldModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart } from './dart.ts';
import { modelPath, repositoryPath } from './paths.ts';

export function fixture(_app: AppModel, entity: EntityModel): DartSource {
  return {
    imports: [modelPath(entity)],
    body: dart`
/// A valid record; every number gives another one.
${entity.className} sample${entity.className}([int number = 1]) => ${entity.className}(
  id: '${entity.file}-$number',
  ${entity.fields.map((field) => `${field.property}: ${sampleValue(field)},`).join('\n  ')}
  createdAt: DateTime.utc(2026, 1, number),
  updatedAt: DateTime.utc(2026, 1, number),
);
`,
  };
}

export function fakeRepository(_app: AppModel, entity: EntityModel): DartSource {
  return {
    imports: [repositoryPath(entity), modelPath(entity), 'test/helpers/fake_repository.dart'],
    body: dart`
class Fake${entity.className}Repository extends FakeRepository<${entity.className}>
    implements ${entity.className}Repository {
  Fake${entity.className}Repository([super.records]);
}
`,
  };
}

/** A valid expression that depends on the parameter `number` where the type allows. */
function sampleValue(field: FieldModel): string {
  const stem = field.label.replace(/[^A-Za-z0-9 ]/g, '') || 'Value';
  switch (field.kind) {
    case 'string':
    case 'text':
      return `'${stem} $number'`;
    case 'email':
      return "'person$number@example.com'";
    case 'url':
      return "'https://example.com/$number'";
    case 'uuid':
      return dart`'00000000-0000-4000-8000-\${'$number'.padLeft(12, '0')}'`;
    case 'integer':
      return 'number';
    case 'decimal':
      return 'number + 0.5';
    case 'boolean':
      return 'true';
    case 'date':
      return 'DateTime(2026, 2, number)';
    case 'datetime':
      return 'DateTime.utc(2026, 3, number, 12, 30)';
    case 'json':
      return "{'number': number}";
    case 'enum':
      return `${field.enumeration?.className}.${field.enumeration?.values[0]?.identifier}`;
    case 'reference':
      return "'reference-$number'";
    case 'links':
      return "['link-$number']";
  }
}
