import type { PythonSource } from '../targets.ts';

export function repositoryBase(): PythonSource {
  return {
    doc: 'Reading and writing of one kind of record.',
    imports: [
      'from collections.abc import Iterable, Mapping, Sequence',
      'from typing import Any, ClassVar, Generic, NamedTuple, TypeVar',
      'from uuid import UUID',
      'from pydantic import BaseModel',
      'from sqlalchemy import ColumnElement, exists, false, func, or_, select',
      'from sqlalchemy.exc import IntegrityError',
      'from sqlalchemy.orm import InstrumentedAttribute, Session',
      'from sqlalchemy.orm.exc import StaleDataError',
      'from app.core.errors import ConflictError, InvalidReferenceError, NotFoundError',
      'from app.models.base import Base, utc_now',
      'from app.schemas.page import PageQuery',
    ],
    body: `
ModelT = TypeVar("ModelT", bound=Base)

Columns = Mapping[str, InstrumentedAttribute[Any]]


class Link(NamedTuple):
    """A many-to-many relation: the attribute that holds the other records, and their model."""

    attribute: str
    model: type[Base]


class RecordPage(Generic[ModelT]):
    """Part of a list of records, with the length of the whole."""

    def __init__(self, items: Sequence[ModelT], total: int, query: PageQuery) -> None:
        self.items = items
        self.total = total
        self.limit = query.limit
        self.offset = query.offset


class Repository(Generic[ModelT]):
    """Reads and writes records; each write is one transaction."""

    model: type[ModelT]
    label: ClassVar[str]
    """What people call one record."""
    sortable: ClassVar[Columns]
    """Columns to sort by, by their public names."""
    searchable: ClassVar[Columns] = {}
    """Texts that a search looks into."""
    unique: ClassVar[Columns] = {}
    """Columns whose values occur once, by attribute."""
    references: ClassVar[Mapping[str, type[Base]]] = {}
    """Models that attributes refer to by id."""
    links: ClassVar[Mapping[str, Link]] = {}
    """Many-to-many relations, by the name of their list of ids."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, record_id: UUID) -> ModelT:
        """Raises NotFoundError."""
        record = self.session.get(self.model, record_id)
        if record is None:
            raise NotFoundError(f"There is no {self.label} with the id {record_id}.")
        return record

    def page(
        self, query: PageQuery, sort: str, conditions: Iterable[ColumnElement[bool]] = ()
    ) -> RecordPage[ModelT]:
        """Give one page. \`sort\` is a key of \`sortable\`, after a minus for descending order."""
        where = [*conditions, *self._search(query.q)]
        column = self.sortable[sort.removeprefix("-")]
        # The id settles the order of equal values, so that no record is on two pages.
        order = (
            (column.desc(), self.model.id.desc()) if sort.startswith("-") else (column, self.model.id)
        )
        rows = select(self.model).where(*where).order_by(*order)
        items = self.session.scalars(rows.limit(query.limit).offset(query.offset)).all()
        total = self.session.scalar(select(func.count()).select_from(self.model).where(*where))
        return RecordPage(items, total or 0, query)

    def create(self, data: BaseModel) -> ModelT:
        """Raises ConflictError and InvalidReferenceError."""
        return self._save(self.model(), data, data.model_dump())

    def update(self, record_id: UUID, data: BaseModel) -> ModelT:
        """Change only what the request named. Raises NotFoundError too."""
        record = self.get(record_id)
        record.updated_at = utc_now()
        return self._save(record, data, data.model_dump(exclude_unset=True))

    def delete(self, record_id: UUID) -> None:
        """Raises NotFoundError, and ConflictError while others need the record."""
        self.session.delete(self.get(record_id))
        self._commit(f"Other records still need this {self.label}, so it cannot be deleted.")

    def _search(self, text: str | None) -> list[ColumnElement[bool]]:
        if text is None or text.strip() == "":
            return []
        columns = self.searchable.values()
        found = [column.icontains(text.strip(), autoescape=True) for column in columns]
        return [or_(false(), *found)]

    def _save(self, record: ModelT, data: BaseModel, values: dict[str, Any]) -> ModelT:
        with self.session.no_autoflush:
            for name, value in values.items():
                if name in self.links:
                    link = self.links[name]
                    setattr(record, link.attribute, self._find_linked(name, link.model, value))
                    continue
                self._check_reference(data, name, value)
                self._check_unique(record, data, name, value)
                setattr(record, name, value)
        self.session.add(record)
        self._commit(f"This {self.label} contradicts another record.")
        self.session.refresh(record)
        return record

    def _check_reference(self, data: BaseModel, name: str, value: UUID | None) -> None:
        target = self.references.get(name)
        if target is None or value is None:
            return
        if self.session.get(target, value) is None:
            raise InvalidReferenceError(_public_name(data, name), f"There is no record {value}.")

    def _check_unique(self, record: ModelT, data: BaseModel, name: str, value: Any) -> None:
        column = self.unique.get(name)
        if column is None or value is None:
            return
        taken = exists().where(column == value)
        if record.id is not None:
            taken = taken.where(self.model.id != record.id)
        if self.session.scalar(select(taken)):
            field = _public_name(data, name).replace("_", " ")
            raise ConflictError(f"Another {self.label} already has this {field}.")

    def _find_linked(self, name: str, model: type[Base], ids: list[UUID]) -> list[Base]:
        wanted = dict.fromkeys(ids)
        found = self.session.scalars(select(model).where(model.id.in_(wanted))).all()
        missing = wanted.keys() - {record.id for record in found}
        if missing:
            unknown = ", ".join(sorted(map(str, missing)))
            raise InvalidReferenceError(name, f"There is no record {unknown}.")
        return list(found)

    def _commit(self, message: str) -> None:
        try:
            self.session.commit()
        except (IntegrityError, StaleDataError) as error:
            self.session.rollback()
            raise ConflictError(message) from error


def _public_name(data: BaseModel, attribute: str) -> str:
    return type(data).model_fields[attribute].alias or attribute
`,
  };
}
