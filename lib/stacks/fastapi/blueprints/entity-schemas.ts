import type { AppModel, EntityModel, FieldModel } from '../model.ts';
import type { PythonSource } from '../targets.ts';
import { fieldOptions, filterType, inputType, readType } from './field-types.ts';
import { capitalize, quote } from './python.ts';

export function entitySchemas(app: AppModel, entity: EntityModel): PythonSource {
  const enums = entity.fields.flatMap(({ enumeration }) =>
    enumeration === null ? [] : [enumeration.className],
  );
  return {
    doc: `Requests and answers about ${entity.pluralLabel}.`,
    imports: [
      'import datetime as dt',
      'from decimal import Decimal',
      'from typing import Annotated, Literal',
      'from uuid import UUID',
      'from pydantic import EmailStr, Field, JsonValue',
      'from app.schemas.base import InputSchema, ReadSchema',
      'from app.schemas.page import PageQuery',
      'from app.schemas.types import DecimalNumber, FilterText, IdList, JsonDocument, LongText, NotNull, ShortText, Timestamp, WebAddress, WholeNumber',
      ...(enums.length > 0 ? [`from app.models.${entity.file} import ${enums.join(', ')}`] : []),
      ...summaryImports(app, entity),
    ],
    body: [createSchema(entity), updateSchema(entity), readSchema(app, entity), filters(entity)].join(
      '\n\n\n',
    ),
  };
}

/** Names in JSON by which a list can be sorted; documents and long texts have no useful order. */
export function sortableFields(entity: EntityModel): FieldModel[] {
  return entity.fields.filter(({ kind }) => !['text', 'json', 'reference', 'uuid'].includes(kind));
}

function summaryImports(app: AppModel, entity: EntityModel): string[] {
  const names = [...new Set(entity.links.map((link) => app.entity(link.target).classes.summary))];
  return names.length === 0 ? [] : [`from app.schemas.summaries import ${names.join(', ')}`];
}

function createSchema({ classes, fields, links, label }: EntityModel): string {
  const lines = [
    ...fields.map((field) => {
      const type = inputType(field);
      const options = fieldOptions(field, 'alias');
      if (field.required) return declare(field.attribute, type, options, null);
      return declare(field.attribute, `${type} | None`, options, 'None');
    }),
    ...links.map((link) => `${link.ids}: IdList = Field(default_factory=list)`),
  ];
  return schema(classes.create, 'InputSchema', `Values of a new ${label}.`, lines);
}

function updateSchema({ classes, fields, links }: EntityModel): string {
  const lines = [
    ...fields.map((field) => {
      const type = `${inputType(field)} | None`;
      const options = fieldOptions(field, 'alias');
      return declare(field.attribute, type, field.required ? ['NotNull', ...options] : options, 'None');
    }),
    ...links.map((link) => `${link.ids}: Annotated[IdList | None, NotNull] = None`),
  ];
  return schema(classes.update, 'InputSchema', 'What to change; the rest stays as it is.', lines);
}

function readSchema(app: AppModel, { classes, fields, links, label }: EntityModel): string {
  const lines = [
    ...fields.map((field) =>
      declare(field.attribute, readType(field), fieldOptions(field, 'serialization_alias'), null),
    ),
    ...links.flatMap((link) => [
      `${link.ids}: list[UUID]`,
      `${link.relationship}: list[${app.entity(link.target).classes.summary}]`,
    ]),
  ];
  return schema(classes.read, 'ReadSchema', `${capitalize(label)} as it is answered.`, lines);
}

function filters(entity: EntityModel): string {
  const keys = ['created_at', 'updated_at', ...sortableFields(entity).map(({ json }) => json)];
  const sorts = keys.flatMap((key) => [quote(key), quote(`-${key}`)]);
  const lines = [
    `sort: Literal[${sorts.join(', ')}] = "-created_at"`,
    ...entity.fields.flatMap((field) => {
      if (field.filter === null) return [];
      const { attribute, parameter } = field.filter;
      const options = attribute === parameter ? [] : [`Field(alias=${quote(parameter)})`];
      return [declare(attribute, `${filterType(field)} | None`, options, 'None')];
    }),
    ...entity.links.map((link) => `${link.filter}: UUID | None = None`),
  ];
  return schema(entity.classes.filters, 'PageQuery', `Which ${entity.pluralLabel} to list.`, lines);
}

function schema(name: string, base: string, doc: string, lines: readonly string[]): string {
  return `class ${name}(${base}):
    """${doc}"""

${lines.map((line) => `    ${line}`).join('\n')}`;
}

function declare(
  attribute: string,
  type: string,
  metadata: readonly string[],
  fallback: string | null,
): string {
  const annotation = metadata.length === 0 ? type : `Annotated[${[type, ...metadata].join(', ')}]`;
  return `${attribute}: ${annotation}${fallback === null ? '' : ` = ${fallback}`}`;
}
