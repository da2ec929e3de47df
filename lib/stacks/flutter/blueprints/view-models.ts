import type { AppModel, EntityModel, FieldModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart, quote } from './dart.ts';
import { modelPath, repositoryPath } from './paths.ts';

const sortableKinds = ['string', 'integer', 'decimal', 'date', 'datetime', 'email', 'enum'];

export function listViewModel(_app: AppModel, entity: EntityModel): DartSource {
  const sortable = entity.fields.filter((field) => sortableKinds.includes(field.kind)).slice(0, 6);
  const options = sortable.map((field) => `SortOption(${quote(field.label)}, ${quote(field.wire)}),`);
  return {
    imports: [repositoryPath(entity), modelPath(entity), 'lib/ui/core/view_models/list_view_model.dart'],
    body: dart`
class ${entity.className}ListViewModel extends ListViewModel<${entity.className}> {
  ${entity.className}ListViewModel({required ${entity.className}Repository super.repository, super.pageSize})
    : super(sortOptions: options);

  static const options = [
    SortOption('Newest first', '-created_at'),
    SortOption('Oldest first', 'created_at'),
    ${options.join('\n    ')}
  ];
}
`,
  };
}

export function detailViewModel(app: AppModel, entity: EntityModel): DartSource {
  return recordViewModel(app, entity, 'Detail', 'required super.id');
}

export function formViewModel(app: AppModel, entity: EntityModel): DartSource {
  return recordViewModel(app, entity, 'Form', 'super.id');
}

/** How a view model of this entity names the repository of a field's target. */
export function repositoryMember(app: AppModel, entity: EntityModel, target: string): string {
  return target === entity.name ? 'repository' : `${app.entity(target).variable}Repository`;
}

function recordViewModel(
  app: AppModel,
  entity: EntityModel,
  page: 'Detail' | 'Form',
  idParameter: string,
): DartSource {
  const neighbors = entity.neighbors.map((name) => app.entity(name));
  const parameters = neighbors.map((other) => `required this.${other.variable}Repository,`);
  const members = neighbors.map((other) => `final ${other.className}Repository ${other.variable}Repository;`);
  const reads = entity.fields.flatMap((field) => titleRead(app, entity, field));
  const base = page === 'Detail' ? 'detail' : 'form';
  return {
    imports: [
      repositoryPath(entity),
      ...neighbors.map((other) => repositoryPath(other)),
      modelPath(entity),
      `lib/ui/core/view_models/${base}_view_model.dart`,
    ],
    body: dart`
class ${entity.className}${page}ViewModel extends ${page}ViewModel<${entity.className}> {
  ${entity.className}${page}ViewModel({
    ${idParameter},
    required ${entity.className}Repository super.repository,
    ${parameters.join('\n    ')}
  });

  ${members.join('\n  ')}

  @override
  Future<void> readTitles(${entity.className} record) async {
    ${reads.length === 0 ? '// Refers to no other record.' : `await Future.wait([${reads.join('\n')}]);`}
  }
}
`,
  };
}

function titleRead(app: AppModel, entity: EntityModel, field: FieldModel): string[] {
  if (field.target === null) return [];
  const repository = repositoryMember(app, entity, field.target);
  return field.kind === 'links'
    ? [`for (final id in record.${field.property}) readTitle(${repository}, id),`]
    : [`readTitle(${repository}, record.${field.property}),`];
}
