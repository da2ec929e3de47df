import type { EntityModel } from '../model.ts';

type RepositoryKind = 'local' | 'remote';
type Page = 'list' | 'detail' | 'form';

export function modelPath(entity: EntityModel): string {
  return `lib/domain/models/${entity.file}.dart`;
}

export function repositoryPath(entity: EntityModel, kind?: RepositoryKind): string {
  const suffix = kind === undefined ? '' : `_${kind}`;
  return `lib/data/repositories/${entity.file}/${entity.file}_repository${suffix}.dart`;
}

export function viewModelPath(entity: EntityModel, page: Page): string {
  return `lib/ui/${entity.file}/view_models/${entity.file}_${page}_view_model.dart`;
}

export function screenPath(entity: EntityModel, page: Page): string {
  return `lib/ui/${entity.file}/widgets/${entity.file}_${page}_screen.dart`;
}

export function fixturePath(entity: EntityModel): string {
  return `test/fixtures/${entity.file}_fixture.dart`;
}

export function fakeRepositoryPath(entity: EntityModel): string {
  return `test/fakes/fake_${entity.file}_repository.dart`;
}
