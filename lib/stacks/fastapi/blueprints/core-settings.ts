import type { AppModel } from '../model.ts';
import type { PythonSource } from '../targets.ts';
import { quote } from './python.ts';

export function config(app: AppModel): PythonSource {
  return {
    doc: 'Settings, read from the environment and from a .env file.',
    imports: [
      'from typing import Annotated',
      'from pydantic import Field, SecretStr, field_validator',
      'from pydantic_settings import BaseSettings, SettingsConfigDict',
    ],
    body: `
class Settings(BaseSettings):
    """Every setting has a default that suits development."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    app_name: str = ${quote(app.title)}
    database_url: str = ${quote(`sqlite:///./${app.packageName}.db`)}
    """SQLite, or PostgreSQL as postgresql://user:password@host/name (needs psycopg)."""
    secret_key: Annotated[SecretStr, Field(min_length=32)] | None = None
    """Signs access tokens. Without one, a random key is used until the server restarts."""
    access_token_minutes: Annotated[int, Field(gt=0)] = 60 * 12
    public_reads: bool = True
    """Whether reading needs no sign-in. Writing always does."""
    cors_origins: list[str] = []
    """Web origins that browsers may call from, as a JSON list; "*" allows every one."""

    @field_validator("database_url")
    @classmethod
    def name_the_driver(cls, url: str) -> str:
        """Accept the URLs that hosting providers hand out."""
        for prefix in ("postgres://", "postgresql://"):
            if url.startswith(prefix):
                return "postgresql+psycopg://" + url.removeprefix(prefix)
        return url
`,
  };
}

export function database(): PythonSource {
  return {
    doc: 'The database connection.',
    imports: [
      'from collections.abc import Iterator',
      'from contextlib import contextmanager',
      'from typing import Any',
      'from sqlalchemy import Engine, create_engine, event, make_url',
      'from sqlalchemy.orm import Session, sessionmaker',
      'from sqlalchemy.pool import StaticPool',
    ],
    body: `
class Database:
    """An engine together with the sessions that it gives."""

    def __init__(self, url: str) -> None:
        self.engine = _create_engine(url)
        self._sessions = sessionmaker(self.engine)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a session; what was not committed is rolled back when it ends."""
        with self._sessions() as session:
            yield session

    def close(self) -> None:
        self.engine.dispose()


def _create_engine(url: str) -> Engine:
    target = make_url(url)
    if target.get_backend_name() != "sqlite":
        return create_engine(target, pool_pre_ping=True)
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False}}
    if target.database in (None, "", ":memory:"):
        # A database in memory lives as long as its one connection.
        options["poolclass"] = StaticPool
    engine = create_engine(target, **options)
    event.listen(engine, "connect", _enforce_foreign_keys)
    return engine


def _enforce_foreign_keys(connection: Any, _record: Any) -> None:
    """SQLite checks foreign keys only where a connection asks for it."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()
`,
  };
}

export function security(): PythonSource {
  return {
    doc: 'Password hashes and access tokens.',
    imports: [
      'import datetime as dt',
      'import logging',
      'import secrets',
      'from uuid import UUID',
      'import jwt',
      'from argon2 import PasswordHasher',
      'from argon2.exceptions import InvalidHashError, VerificationError',
      'from app.core.config import Settings',
    ],
    body: `
logger = logging.getLogger(__name__)

_ALGORITHM = "HS256"
_hasher = PasswordHasher()
# Checked when there is no such account, so that the answer takes as long as for a wrong password.
_UNKNOWN_ACCOUNT = _hasher.hash(secrets.token_urlsafe())


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def verify_password(password: str, password_hash: str | None) -> bool:
    """Compare a password with its hash; None stands for an account that does not exist."""
    try:
        _hasher.verify(password_hash or _UNKNOWN_ACCOUNT, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


class TokenError(Exception):
    """The token is malformed, expired or signed with another key."""


class TokenSigner:
    """Issues and checks the access tokens of this server."""

    def __init__(self, key: str, lifetime: dt.timedelta) -> None:
        self._key = key
        self.lifetime = lifetime

    @classmethod
    def from_settings(cls, settings: Settings) -> "TokenSigner":
        if settings.secret_key is None:
            logger.warning("SECRET_KEY is not set: sign-ins end when the server restarts.")
            key = secrets.token_urlsafe(48)
        else:
            key = settings.secret_key.get_secret_value()
        return cls(key, dt.timedelta(minutes=settings.access_token_minutes))

    def issue(self, account_id: UUID) -> str:
        now = dt.datetime.now(dt.UTC)
        claims = {"sub": str(account_id), "iat": now, "exp": now + self.lifetime}
        return jwt.encode(claims, self._key, algorithm=_ALGORITHM)

    def read(self, token: str) -> UUID:
        """Return the account's id. Raises TokenError."""
        try:
            claims = jwt.decode(
                token, self._key, algorithms=[_ALGORITHM], options={"require": ["sub", "exp"]}
            )
            return UUID(claims["sub"])
        except (jwt.InvalidTokenError, ValueError) as error:
            raise TokenError from error
`,
  };
}

export function errors(): PythonSource {
  return {
    doc: 'Expected failures, and how they are answered over HTTP.',
    imports: [
      'from fastapi import FastAPI, Request',
      'from fastapi.exceptions import RequestValidationError',
      'from fastapi.responses import JSONResponse',
    ],
    body: `
class NotFoundError(Exception):
    """There is no such record."""


class ConflictError(Exception):
    """The change contradicts another record."""


class InvalidReferenceError(Exception):
    """A field of the request names a record that does not exist."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def add_error_handlers(app: FastAPI) -> None:
    @app.exception_handler(NotFoundError)
    def answer_not_found(_request: Request, error: NotFoundError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, status_code=404)

    @app.exception_handler(ConflictError)
    def answer_conflict(_request: Request, error: ConflictError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, status_code=409)

    @app.exception_handler(InvalidReferenceError)
    def answer_invalid_reference(_request: Request, error: InvalidReferenceError) -> JSONResponse:
        issue = {"type": "unknown_reference", "loc": ["body", error.field], "msg": str(error)}
        return JSONResponse({"detail": [issue]}, status_code=422)

    @app.exception_handler(RequestValidationError)
    def answer_invalid_request(_request: Request, error: RequestValidationError) -> JSONResponse:
        # The input is left out of the answer: it can hold a password.
        issues = [
            {"type": issue["type"], "loc": list(issue["loc"]), "msg": issue["msg"]}
            for issue in error.errors()
        ]
        return JSONResponse({"detail": issues}, status_code=422)
`,
  };
}
