import type { AppModel, EntityModel, FieldModel, LinkModel } from '../model.ts';
import type { PythonSource } from '../targets.ts';
import { columnType, pythonType } from './field-types.ts';
import { capitalize, docstring, quote } from './python.ts';

export function entityModel(app: AppModel, entity: EntityModel): PythonSource {
  const { classes, fields, links } = entity;
  const targets = [
    ...new Set([
      ...fields.flatMap(({ reference }) => (reference === null ? [] : [reference.target])),
      ...links.map((link) => link.target),
    ]),
  ].filter((name) => name !== entity.name);
  const typeImports = targets
    .map((name) => app.entity(name))
    .map((target) => `    from app.models.${target.file} import ${target.classes.model}`);
  return {
    doc: `${capitalize(entity.pluralLabel)} in the database.`,
    imports: [
      'import datetime as dt',
      'from decimal import Decimal',
      'from enum import StrEnum',
      'from typing import TYPE_CHECKING, Any',
      'from uuid import UUID',
      'from sqlalchemy import JSON, BigInteger, Boolean, Date, ForeignKey, String, Text, Uuid',
      'from sqlalchemy.orm import Mapped, mapped_column, relationship',
      'from app.models.base import Base, ExactDecimal, UtcDateTime, enum_type',
      ...(links.length > 0
        ? [`from app.models.links import ${links.map((link) => link.tableVariable).join(', ')}`]
        : []),
      ...(typeImports.length > 0 ? [`\nif TYPE_CHECKING:\n${typeImports.join('\n')}\n`] : []),
    ],
    body: [
      ...fields.flatMap(enumClass),
      `class ${classes.model}(Base):
    ${docstring(`${capitalize(entity.label)} record.`, entity.description)}

    __tablename__ = ${quote(entity.table)}

${[
  ...fields.map((field) => `    ${column(app, field)}`),
  ...fields.flatMap((field) => manyToOne(app, entity, field)),
  ...links.map((link) => manyToMany(app, entity, link)),
].join('\n')}
${links.map((link) => linkedIds(link)).join('')}`,
    ].join('\n\n\n'),
  };
}

function enumClass({ enumeration }: FieldModel): string[] {
  if (enumeration === null) return [];
  const values = enumeration.values.map(({ member, wire }) => `    ${member} = ${quote(wire)}`);
  return [`class ${enumeration.className}(StrEnum):\n${values.join('\n')}`];
}

function column(app: AppModel, field: FieldModel): string {
  const type = pythonType(field);
  const isIndexed =
    !field.unique && ['reference', 'enum', 'boolean', 'date', 'datetime'].includes(field.kind);
  const options = [
    ...(field.attribute === field.json ? [] : [quote(field.json)]),
    columnType(field, app),
    ...(field.unique ? ['unique=True'] : []),
    ...(isIndexed ? ['index=True'] : []),
  ];
  const annotation = field.required ? type : `${type} | None`;
  return `${field.attribute}: Mapped[${annotation}] = mapped_column(${options.join(', ')})`;
}

function manyToOne(app: AppModel, entity: EntityModel, field: FieldModel): string[] {
  const { reference, attribute, required } = field;
  if (reference === null) return [];
  const target = app.entity(reference.target).classes.model;
  const options = [
    `foreign_keys=[${attribute}]`,
    ...(reference.target === entity.name ? [`remote_side=${quote(`${target}.id`)}`] : []),
  ];
  const annotation = quote(required ? target : `${target} | None`);
  return [`    ${reference.relationship}: Mapped[${annotation}] = relationship(${options.join(', ')})`];
}

function manyToMany(app: AppModel, entity: EntityModel, link: LinkModel): string {
  const target = app.entity(link.target).classes.model;
  const table = link.tableVariable;
  const joins =
    link.target === entity.name
      ? [
          `primaryjoin=lambda: ${target}.id == ${table}.c.${link.ownColumn}`,
          `secondaryjoin=lambda: ${target}.id == ${table}.c.${link.otherColumn}`,
        ]
      : [];
  const options = [
    `secondary=${table}`,
    ...joins,
    `order_by=${quote(`${target}.created_at`)}`,
    'lazy="selectin"',
    'passive_deletes=True',
  ];
  return `    ${link.relationship}: Mapped[list[${quote(target)}]] = relationship(${options.join(', ')})`;
}

function linkedIds({ ids, relationship }: LinkModel): string {
  return `
    @property
    def ${ids}(self) -> list[UUID]:
        return [record.id for record in self.${relationship}]
`;
}
