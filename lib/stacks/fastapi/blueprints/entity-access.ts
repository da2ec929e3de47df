import type { AppModel, EntityModel } from '../model.ts';
import type { PythonSource } from '../targets.ts';
import { sortableFields } from './entity-schemas.ts';
import { capitalize, indented, quote } from './python.ts';

const searchableKinds = ['string', 'text', 'email', 'url'];

export function entityRepository(app: AppModel, entity: EntityModel): PythonSource {
  const { classes, fields, links } = entity;
  const { model } = classes;
  const attribute = (name: string) => `${model}.${name}`;
  const references = fields.flatMap((field) =>
    field.reference === null ? [] : [{ field, target: app.entity(field.reference.target) }],
  );
  const linked = links.map((link) => ({ link, target: app.entity(link.target) }));
  const targets = new Set([...references, ...linked].map(({ target }) => target));
  targets.delete(entity);
  const settings = [
    mapping('sortable', 'Columns', [
      ...['created_at', 'updated_at'].map((name) => [name, attribute(name)] as const),
      ...sortableFields(entity).map((field) => [field.json, attribute(field.attribute)] as const),
    ]),
    mapping(
      'searchable',
      'Columns',
      fields
        .filter(({ kind }) => searchableKinds.includes(kind))
        .map((field) => [field.json, attribute(field.attribute)]),
    ),
    mapping(
      'unique',
      'Columns',
      fields.filter(({ unique }) => unique).map((field) => [field.attribute, attribute(field.attribute)]),
    ),
    mapping(
      'references',
      'Mapping[str, type[Base]]',
      references.map(({ field, target }) => [field.attribute, target.classes.model]),
    ),
    mapping(
      'links',
      'Mapping[str, Link]',
      linked.map(({ link, target }) => [
        link.ids,
        `Link(${quote(link.relationship)}, ${target.classes.model})`,
      ]),
    ),
  ];
  return {
    doc: `${capitalize(entity.pluralLabel)}: reading and writing.`,
    imports: [
      'from collections.abc import Iterator, Mapping',
      'from typing import ClassVar',
      'from sqlalchemy import ColumnElement',
      `from app.models.${entity.file} import ${model}`,
      ...[...targets].map((target) => `from app.models.${target.file} import ${target.classes.model}`),
      'from app.models.base import Base',
      'from app.repositories.base import Columns, Link, RecordPage, Repository',
      `from app.schemas.${entity.file} import ${classes.filters}`,
    ],
    body: `
class ${classes.repository}(Repository[${model}]):
    model = ${model}
    label = ${quote(entity.label)}
${indented(settings.filter((setting) => setting !== ''))}

    def find(self, filters: ${classes.filters}) -> RecordPage[${model}]:
        """Give the page of ${entity.pluralLabel} that matches all filters."""
        return self.page(filters, filters.sort, _conditions(filters))


${conditions(app, entity)}
`,
  };
}

function mapping(name: string, type: string, entries: readonly (readonly [string, string])[]): string {
  if (entries.length === 0) return '';
  const items = entries.map(([key, value]) => `${quote(key)}: ${value}`);
  return `${name}: ClassVar[${type}] = {${items.join(', ')}}`;
}

function conditions(app: AppModel, { classes, fields, links }: EntityModel): string {
  const checks = [
    ...fields.flatMap(({ filter, attribute }) =>
      filter === null
        ? []
        : [
            `if filters.${filter.attribute} is not None:
    yield ${classes.model}.${attribute} == filters.${filter.attribute}`,
          ],
    ),
    ...links.map(({ filter, relationship, target }) => {
      const condition = `${classes.model}.${relationship}.any(${app.entity(target).classes.model}.id == filters.${filter})`;
      return `if filters.${filter} is not None:\n    yield ${condition}`;
    }),
  ];
  const signature = `def _conditions(${checks.length === 0 ? '_filters' : 'filters'}: ${classes.filters}) -> Iterator[ColumnElement[bool]]:`;
  return `${signature}\n${indented(checks.length === 0 ? ['yield from ()'] : checks)}`;
}

export function entityRoutes(_app: AppModel, entity: EntityModel): PythonSource {
  const { classes, file, label, pluralFile, pluralLabel } = entity;
  const id = `${file}_id`;
  return {
    doc: `Routes of ${pluralLabel}.`,
    imports: [
      'from typing import Annotated',
      'from uuid import UUID',
      'from fastapi import APIRouter, Depends, Query, status',
      'from app.api.deps import READ_ACCESS, WRITE_ACCESS, SessionDep',
      `from app.models.${file} import ${classes.model}`,
      'from app.repositories.base import RecordPage',
      `from app.repositories.${file} import ${classes.repository}`,
      'from app.schemas.page import Page',
      `from app.schemas.${file} import ${classes.create}, ${classes.filters}, ${classes.read}, ${classes.update}`,
    ],
    body: `
router = APIRouter(prefix=${quote(entity.path)}, tags=[${quote(pluralLabel)}])


def get_repository(session: SessionDep) -> ${classes.repository}:
    return ${classes.repository}(session)


RepositoryDep = Annotated[${classes.repository}, Depends(get_repository)]


@router.get("", response_model=Page[${classes.read}], dependencies=[READ_ACCESS])
def list_${pluralFile}(
    filters: Annotated[${classes.filters}, Query()], repository: RepositoryDep
) -> RecordPage[${classes.model}]:
    """List ${pluralLabel}, a page at a time."""
    return repository.find(filters)


@router.post(
    "",
    response_model=${classes.read},
    status_code=status.HTTP_201_CREATED,
    dependencies=[WRITE_ACCESS],
)
def create_${file}(data: ${classes.create}, repository: RepositoryDep) -> ${classes.model}:
    return repository.create(data)


@router.get("/{${id}}", response_model=${classes.read}, dependencies=[READ_ACCESS])
def read_${file}(${id}: UUID, repository: RepositoryDep) -> ${classes.model}:
    return repository.get(${id})


@router.patch("/{${id}}", response_model=${classes.read}, dependencies=[WRITE_ACCESS])
def update_${file}(
    ${id}: UUID, data: ${classes.update}, repository: RepositoryDep
) -> ${classes.model}:
    """Change the fields that are given of one ${label}."""
    return repository.update(${id}, data)


@router.delete("/{${id}}", status_code=status.HTTP_204_NO_CONTENT, dependencies=[WRITE_ACCESS])
def delete_${file}(${id}: UUID, repository: RepositoryDep) -> None:
    repository.delete(${id})
`,
  };
}
