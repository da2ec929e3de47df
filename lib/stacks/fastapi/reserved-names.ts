const split = (text: string): Set<string> => new Set(text.trim().split(/\s+/));

/** "Keywords", Python Language Reference 2.3.1; soft keywords are ordinary names wherever the blueprints put them. */
export const pythonKeywords = split(`
  False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield
`);

/** Hard to tell from digits: pycodestyle's E741 and E742. */
export const ambiguousNames = split('l O I');

/**
 * Attributes that a field may not be called: members of pydantic's BaseModel and of SQLAlchemy's DeclarativeBase, what the
 * blueprints write in class bodies, and what every record has of its own.
 */
export const reservedAttributes = new Set([
  ...pythonKeywords,
  ...ambiguousNames,
  ...split(`
    construct copy dict from_orm json model_computed_fields model_config model_construct model_copy model_dump
    model_dump_json model_extra model_fields model_fields_set model_json_schema model_parametrized_name model_post_init
    model_rebuild model_validate model_validate_json model_validate_strings parse_file parse_obj parse_raw schema
    schema_json update_forward_refs validate
  `),
  ...split('metadata registry type_annotation_map'),
  ...split('str int bool float bytes list tuple object property dt mapped_column relationship enum_type'),
  ...split('id created_at updated_at self'),
]);

/** Parameters of every list route; filters by fields of these names are called `filter_…`. */
export const pageParameters = split('limit offset sort q');

/** Classes and type names that generated modules import or define, and Python's own. */
export const reservedClasses = new Set([
  ...pythonKeywords,
  ...ambiguousNames,
  ...split(`
    ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
    BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
    ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup
    FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning
    IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
    ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError
    PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning
    RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit
    TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
    UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError
  `),
  ...split(`
    Annotated Any Callable ClassVar Decimal Generic Iterable Iterator Literal Mapping Path Protocol Sequence StrEnum
    TypeVar UUID Json JSON Enum
    AfterValidator BaseModel BeforeValidator ConfigDict EmailStr Field HttpUrl JsonValue PlainSerializer
    APIRouter Depends FastAPI HTTPException Query Request Response Router Status TestClient
    BigInteger Boolean Column ColumnElement Date DateTime DeclarativeBase Dialect Engine ForeignKey Index Integer
    InstrumentedAttribute Mapped MetaData Numeric Select Session String Table Text TypeDecorator Uuid
    AuthAccount AuthAccountRead AuthAccountRepository Base Columns ConflictError CurrentAccount Database DatabaseDep
    DecimalNumber ExactDecimal IdList InputSchema InvalidReferenceError JsonDocument Link LinkTargets LongText
    NotFoundError NotNull Page PageQuery Password ReadSchema RecordPage References Repository RepositoryDep Schema
    SessionDep Settings ShortText SignUp Summary Timestamp Token TokenError TokenSigner UtcDateTime WebAddress WholeNumber
    AppError InputValidationError Filters Email
  `),
]);

/** Modules that stand beside the entities' own, and names that no file may have on Windows. */
export const reservedModules = new Set([
  ...pythonKeywords,
  ...split(
    'base links types page auth auth_account auth_accounts health summaries conftest factories router deps',
  ),
  ...split(
    'con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9',
  ),
]);

export const reservedTables = split('auth_accounts alembic_version');
