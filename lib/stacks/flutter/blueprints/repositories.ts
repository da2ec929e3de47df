import type { AppModel, EntityModel, FieldModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart, quote } from './dart.ts';
import { modelPath, repositoryPath } from './paths.ts';

export function repositoryContract(_app: AppModel, entity: EntityModel): DartSource {
  return {
    imports: ['lib/data/repositories/crud_repository.dart', modelPath(entity)],
    body: dart`
/// Where the ${entity.pluralLabel.toLowerCase()} come from.
abstract class ${entity.className}Repository extends CrudRepository<${entity.className}> {}
`,
  };
}

export function repositoryLocal(_app: AppModel, entity: EntityModel): DartSource {
  const unique = entity.fields.filter(isUniqueHere).map((field) => quote(field.wire));
  return {
    imports: ['lib/data/repositories/local_repository.dart', modelPath(entity), repositoryPath(entity)],
    body: dart`
/// Keeps the ${entity.pluralLabel.toLowerCase()} on this device.
class ${entity.className}RepositoryLocal extends LocalRepository<${entity.className}>
    implements ${entity.className}Repository {
  ${entity.className}RepositoryLocal({required super.store})
    : super(
        collection: ${quote(`records.${entity.file}`)},
        fromJson: ${entity.className}.fromJson,
        ${unique.length === 0 ? '' : `uniqueFields: const {${unique.join(', ')}},`}
      );
}
`,
  };
}

/** Two or few values that no two records may share would end a local collection at once; the backend still refuses. */
export function isUniqueHere(field: FieldModel): boolean {
  return field.unique && !['boolean', 'enum', 'json', 'links'].includes(field.kind);
}

export function repositoryRemote(_app: AppModel, entity: EntityModel): DartSource {
  return {
    imports: ['lib/data/repositories/remote_repository.dart', modelPath(entity), repositoryPath(entity)],
    body: dart`
/// Keeps the ${entity.pluralLabel.toLowerCase()} in the backend.
class ${entity.className}RepositoryRemote extends RemoteRepository<${entity.className}>
    implements ${entity.className}Repository {
  ${entity.className}RepositoryRemote({required super.client})
    : super(
        resource: ${quote(entity.resource)},
        fromJson: ${entity.className}.fromJson,
      );
}
`,
  };
}
