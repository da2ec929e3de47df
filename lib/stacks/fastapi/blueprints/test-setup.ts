import { wire } from '../../wire.ts';
import type { AppModel, EntityModel } from '../model.ts';
import type { PythonSource } from '../targets.ts';
import { quote } from './python.ts';
import { referencedId, sampleFields, sampleValue } from './test-values.ts';

export function conftest(): PythonSource {
  return {
    doc: 'A fresh database in memory for each test, and clients with and without a sign-in.',
    imports: [
      'import secrets',
      'from collections.abc import Iterator',
      'import pytest',
      'from fastapi import FastAPI',
      'from fastapi.testclient import TestClient',
      'from app.core.config import Settings',
      'from app.core.database import Database',
      'from app.main import create_app',
      'from app.models import AuthAccount, Base',
    ],
    body: `
@pytest.fixture(scope="session")
def settings() -> Settings:
    key = secrets.token_urlsafe(48)
    return Settings.model_validate(
        {"database_url": "sqlite://", "secret_key": key, "public_reads": True}
    )


@pytest.fixture(scope="session")
def shared_app(settings: Settings) -> FastAPI:
    return create_app(settings)


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database("sqlite://")
    Base.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def app(shared_app: FastAPI, database: Database) -> FastAPI:
    shared_app.state.database = database
    return shared_app


@pytest.fixture
def anonymous(app: FastAPI) -> TestClient:
    """A client that is not signed in."""
    return TestClient(app)


@pytest.fixture
def client(app: FastAPI, database: Database) -> TestClient:
    """A client with the token of an account."""
    with database.session() as session:
        account = AuthAccount(email="tester@example.com", password_hash="none")
        session.add(account)
        session.commit()
        token = app.state.token_signer.issue(account.id)
    return TestClient(app, headers={"Authorization": f"Bearer {token}"})
`,
  };
}

/** One `<entity>_payload`, `create_<entity>` and `any_<entity>` for each entity, over the HTTP interface. */
export function factories(app: AppModel): PythonSource {
  return {
    doc: 'Makes records through the API, each different from the one before.',
    imports: [
      'import datetime as dt',
      'from itertools import count',
      'from typing import Any',
      'from uuid import UUID',
      'from fastapi.testclient import TestClient',
    ],
    body: `
Json = dict[str, Any]


def day(number: int) -> str:
    return (dt.date(2020, 1, 1) + dt.timedelta(days=number)).isoformat()


def moment(number: int) -> str:
    return (dt.datetime(2020, 1, 1) + dt.timedelta(minutes=number)).isoformat() + "Z"


def create(client: TestClient, path: str, payload: Json) -> Json:
    response = client.post(path, json=payload)
    assert response.status_code == 201, response.text
    return response.json()


def first_or_none(client: TestClient, path: str) -> Json | None:
    items = client.get(path, params={"limit": 1}).json()["items"]
    return items[0] if items else None


${app.entities.map((entity) => factory(app, entity)).join('\n\n\n')}
`,
  };
}

function factory(app: AppModel, entity: EntityModel): string {
  const { file } = entity;
  const path = quote(wire.prefix + entity.path);
  const entries = sampleFields(entity).map(
    (field) => `        ${quote(field.json)}: ${sampleValue(field) ?? referencedId(app, field)},`,
  );
  const usesNumber = entries.some((entry) => /\bnumber\b/.test(entry));
  const usesClient = entries.some((entry) => entry.includes('(client)'));
  const any = isShared(app, entity)
    ? `


def any_${file}(client: TestClient) -> Json:
    return first_or_none(client, ${path}) or create_${file}(client)`
    : '';
  return `${usesNumber ? `_${file}_numbers = count(1)\n\n\n` : ''}def ${file}_payload(${usesClient ? 'client' : '_client'}: TestClient, **changes: Any) -> Json:${usesNumber ? `\n    number = next(_${file}_numbers)` : ''}
    payload: Json = {
${entries.join('\n')}
    }
    return payload | changes


def create_${file}(client: TestClient, **changes: Any) -> Json:
    return create(client, ${path}, ${file}_payload(client, **changes))${any}`;
}

/** Whether some record refers to one of these that it shares with others. */
function isShared(app: AppModel, entity: EntityModel): boolean {
  return app.entities.some((other) =>
    sampleFields(other).some(
      (field) =>
        field.reference?.target === entity.name && referencedId(app, field).startsWith(`any_${entity.file}(`),
    ),
  );
}
