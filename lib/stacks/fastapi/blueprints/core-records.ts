import type { AppModel, EntityModel } from '../model.ts';
import type { PythonSource } from '../targets.ts';
import { fieldOptions, readType } from './field-types.ts';
import { capitalize, quote } from './python.ts';

export function modelBase(): PythonSource {
  return {
    doc: 'What every table has in common, and the column types of this project.',
    imports: [
      'import datetime as dt',
      'from decimal import Decimal',
      'from enum import StrEnum',
      'from typing import Any',
      'from uuid import UUID, uuid4',
      'from sqlalchemy import BigInteger, DateTime, Enum, MetaData, Numeric, TypeDecorator, Uuid',
      'from sqlalchemy.engine import Dialect',
      'from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column',
      'from sqlalchemy.types import TypeEngine',
    ],
    body: `
def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class UtcDateTime(TypeDecorator[dt.datetime]):
    """Instants, kept in UTC and given back with their zone where the database itself keeps none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: dt.datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> dt.datetime | None:
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(
        self,
        value: dt.datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """Decimals of up to 15 digits, 4 of them behind the point.

    SQLite has no exact decimals, so there they are whole numbers of ten-thousandths.
    """

    impl = Numeric(15, 4)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(
            BigInteger() if dialect.name == "sqlite" else Numeric(15, 4)
        )

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None or dialect.name != "sqlite":
            return value
        return int(value.scaleb(4))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None or dialect.name != "sqlite":
            return value
        return Decimal(value).scaleb(-4)


def enum_type(members: type[StrEnum]) -> Enum:
    """Store an enum by its values, as text: adding a value needs no migration."""
    return Enum(
        members,
        native_enum=False,
        length=255,
        validate_strings=True,
        values_callable=lambda enum: [member.value for member in enum],
    )


class Base(DeclarativeBase):
    """A table with an id and the instants of its rows' creation and last change."""

    # Named constraints can be changed by migrations.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4, sort_order=-1)
    created_at: Mapped[dt.datetime] = mapped_column(
        UtcDateTime, default=utc_now, index=True, sort_order=1
    )
    updated_at: Mapped[dt.datetime] = mapped_column(
        UtcDateTime, default=utc_now, onupdate=utc_now, sort_order=1
    )
`,
  };
}

export function linkTables(app: AppModel): PythonSource {
  const tables = app.links.map(({ from, link }) => {
    const target = app.entity(link.target);
    const column = (name: string, table: string, more: string) =>
      `    Column(${quote(name)}, ForeignKey(${quote(`${table}.id`)}, ondelete="CASCADE"), primary_key=True${more}),`;
    return `# ${capitalize(from.pluralLabel)} and their ${target.pluralLabel}.
${link.tableVariable} = Table(
    ${quote(link.table)},
    Base.metadata,
${column(link.ownColumn, from.table, '')}
${column(link.otherColumn, target.table, ', index=True')}
    Column("created_at", UtcDateTime, default=utc_now, nullable=False),
)`;
  });
  return {
    doc: 'Association tables of the many-to-many relations.',
    imports: [
      'from sqlalchemy import Column, ForeignKey, Table',
      'from app.models.base import Base, UtcDateTime, utc_now',
    ],
    body: tables.join('\n\n'),
  };
}

export function schemaBase(): PythonSource {
  return {
    doc: 'What all schemas have in common.',
    imports: ['import datetime as dt', 'from uuid import UUID', 'from pydantic import BaseModel, ConfigDict'],
    body: `
class InputSchema(BaseModel):
    """What a request sends. Unknown names are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", protected_namespaces=())


class ReadSchema(BaseModel):
    """What an answer holds, read from a record's attributes."""

    model_config = ConfigDict(from_attributes=True, protected_namespaces=())

    id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime
`,
  };
}

export function schemaTypes(): PythonSource {
  return {
    doc: 'Types of fields, with the limits that they keep.',
    imports: [
      'import datetime as dt',
      'import json',
      'from decimal import Decimal',
      'from typing import Annotated, TypeVar',
      'from uuid import UUID',
      'from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl, JsonValue, PlainSerializer, StringConstraints',
    ],
    body: `
ValueT = TypeVar("ValueT")


def _without_nul(text: str) -> str:
    if "\\x00" in text:
        raise ValueError("Text cannot hold the NUL character.")
    return text


def _in_utc(moment: dt.datetime) -> dt.datetime:
    """A moment without a zone is taken to be in UTC."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=dt.UTC)
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError as error:
        raise ValueError("The moment is out of range.") from error


def _storable(document: JsonValue) -> JsonValue:
    if document is None:
        raise ValueError("The document must not be null.")
    # Python reads NaN, infinities and half characters, which are no JSON that can be answered.
    try:
        json.dumps(document, allow_nan=False, ensure_ascii=False).encode()
    except ValueError as error:
        raise ValueError("The document has numbers or characters that JSON cannot hold.") from error
    return document


def _not_null(value: ValueT) -> ValueT:
    if value is None:
        raise ValueError("The field is required, so it cannot be null.")
    return value


FilterText = Annotated[str, AfterValidator(_without_nul)]
ShortText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=255),
    AfterValidator(_without_nul),
]
LongText = Annotated[
    str, StringConstraints(min_length=1, max_length=100_000), AfterValidator(_without_nul)
]
# As far as every JSON reader counts exactly.
WholeNumber = Annotated[int, Field(ge=-(2**53) + 1, le=2**53 - 1)]
DecimalNumber = Annotated[
    Decimal,
    Field(max_digits=15, decimal_places=4),
    PlainSerializer(float, return_type=float, when_used="json"),
]
Timestamp = Annotated[dt.datetime, AfterValidator(_in_utc)]
WebAddress = Annotated[HttpUrl, PlainSerializer(str, return_type=str)]
JsonDocument = Annotated[JsonValue, AfterValidator(_storable)]
IdList = Annotated[list[UUID], Field(max_length=1000)]
NotNull = BeforeValidator(_not_null)
"""Marks a field of an update that may be left out but not be null."""
`,
  };
}

export function pageSchema(): PythonSource {
  return {
    doc: 'Lists in pages.',
    imports: [
      'from typing import Annotated, Generic, TypeVar',
      'from pydantic import BaseModel, ConfigDict, Field',
      'from app.schemas.base import InputSchema',
      'from app.schemas.types import FilterText',
    ],
    body: `
ItemT = TypeVar("ItemT")


class PageQuery(InputSchema):
    """Which part of a list to give."""

    limit: Annotated[int, Field(ge=1, le=100, description="Length of a page")] = 20
    offset: Annotated[int, Field(ge=0, le=2**31 - 1, description="Records to skip")] = 0
    q: Annotated[FilterText | None, Field(max_length=200, description="Text to search for")] = None


class Page(BaseModel, Generic[ItemT]):
    """A part of a list, and the length of the whole."""

    model_config = ConfigDict(from_attributes=True)

    items: list[ItemT]
    total: int
    limit: int
    offset: int
`,
  };
}

/** What a record says about those that it is linked with; in one module, as entities may be linked in circles. */
export function summaries(app: AppModel): PythonSource {
  const targets = [...new Set(app.links.map(({ link }) => link.target))].map((name) => app.entity(name));
  return {
    doc: 'Short forms of records, for those that link to them.',
    imports: ['from uuid import UUID', 'from pydantic import BaseModel, ConfigDict, Field'],
    body: targets.map(summary).join('\n\n\n'),
  };
}

function summary(entity: EntityModel): string {
  const { titleField } = entity;
  const options = titleField === null ? [] : fieldOptions(titleField, 'serialization_alias', false);
  const title =
    titleField === null
      ? ''
      : `\n    ${[`${titleField.attribute}: ${readType(titleField)}`, ...options].join(' = ')}`;
  return `class ${entity.classes.summary}(BaseModel):
    model_config = ConfigDict(from_attributes=True, protected_namespaces=())

    id: UUID${title}`;
}
