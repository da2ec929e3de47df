import type { FieldType } from '../../specs/schemas.ts';

export interface EnumValueModel {
  /** Member of the Python enum: `IN_PROGRESS`. */
  readonly member: string;
  /** As it travels in JSON and stands in the database: `in_progress`. */
  readonly wire: string;
}

export interface EnumModel {
  readonly className: string;
  readonly values: readonly EnumValueModel[];
}

export interface ReferenceModel {
  /** Entity name of the target, as the spec has it. */
  readonly target: string;
  /** Attribute that holds the other record: `author`. */
  readonly relationship: string;
  readonly onDelete: 'restrict' | 'cascade' | 'set_null';
  /** Whether its table also needs this one, directly or through others. */
  readonly isCyclic: boolean;
}

export interface FieldModel {
  readonly kind: FieldType;
  /** Python attribute of model and schemas; differs from `json` where Python, pydantic or SQLAlchemy need the name. */
  readonly attribute: string;
  /** Name in JSON and of the column. */
  readonly json: string;
  /** Query parameter that filters by it; null when it cannot be filtered by. */
  readonly filter: { readonly attribute: string; readonly parameter: string } | null;
  readonly required: boolean;
  readonly unique: boolean;
  readonly description: string;
  /** Only for kind `enum`. */
  readonly enumeration: EnumModel | null;
  /** Only for kind `reference`. */
  readonly reference: ReferenceModel | null;
}

/** Many-to-many, on the side that edits it. */
export interface LinkModel {
  /** Entity name of the target. */
  readonly target: string;
  readonly table: string;
  /** Module-level name of the association table. */
  readonly tableVariable: string;
  readonly ownColumn: string;
  readonly otherColumn: string;
  /** `tag_ids`, in JSON and in Python. */
  readonly ids: string;
  /** `tags`: attribute that holds the other records, and their summaries in JSON. */
  readonly relationship: string;
  /** `tag_id`: query parameter that filters by one linked record. */
  readonly filter: string;
}

export interface EntityClasses {
  readonly model: string;
  readonly create: string;
  readonly update: string;
  readonly read: string;
  readonly filters: string;
  readonly repository: string;
  readonly summary: string;
}

export interface EntityModel {
  /** As the spec has it. */
  readonly name: string;
  readonly description: string;
  /** For sentences: `blog post`. */
  readonly label: string;
  readonly pluralLabel: string;
  readonly classes: EntityClasses;
  /** Module of model, schema and repository, and stem of function names: `blog_post`. */
  readonly file: string;
  /** Module of routes and tests: `blog_posts`. */
  readonly pluralFile: string;
  readonly table: string;
  /** Below the prefix: `/blog-posts`. */
  readonly path: string;
  readonly fields: readonly FieldModel[];
  readonly links: readonly LinkModel[];
  /** What summaries call a record; null when no field is fit for it. */
  readonly titleField: FieldModel | null;
  /** How many records its required unique fields allow: Infinity unless one is a boolean or an enum. */
  readonly capacity: number;
}

export interface AppModel {
  readonly title: string;
  readonly description: string;
  /** For pyproject.toml and the database file: `task-manager`. */
  readonly packageName: string;
  readonly entities: readonly EntityModel[];
  readonly links: readonly { readonly from: EntityModel; readonly link: LinkModel }[];
  entity(name: string): EntityModel;
}
