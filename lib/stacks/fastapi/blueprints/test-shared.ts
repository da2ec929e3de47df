import { wire } from '../../wire.ts';
import type { AppModel } from '../model.ts';
import type { PythonSource } from '../targets.ts';
import { quote } from './python.ts';

const at = (path: string): string => quote(wire.prefix + path);

export function authTests(app: AppModel): PythonSource {
  const first = app.entities[0];
  const privateReads =
    first === undefined
      ? ''
      : `


def test_reading_can_be_closed_to_strangers(
    anonymous: TestClient, client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "public_reads", False)
    assert anonymous.get(${at(first.path)}).status_code == 401
    assert client.get(${at(first.path)}).status_code == 200`;
  return {
    doc: 'Signing up and in over HTTP.',
    imports: [
      'import datetime as dt',
      'from typing import Any',
      'from uuid import uuid4',
      'import pytest',
      'from fastapi import FastAPI',
      'from fastapi.testclient import TestClient',
      'from app.core.config import Settings',
      'from app.core.security import TokenSigner',
    ],
    body: `
SIGN_UP = ${at(wire.signUp)}
SIGN_IN = ${at(wire.signIn)}
ME = ${at(wire.me)}

PASSWORD = "correct horse battery"


def sign_up(client: TestClient, email: str = "ada@example.com") -> Any:
    return client.post(SIGN_UP, json={"email": email, "password": PASSWORD})


def sign_in(client: TestClient, email: str = "ada@example.com", password: str = PASSWORD) -> Any:
    return client.post(SIGN_IN, data={"username": email, "password": password})


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_who_signed_up_can_sign_in(anonymous: TestClient) -> None:
    created = sign_up(anonymous)
    assert created.status_code == 201
    assert set(created.json()) == {"id", "created_at", "updated_at", "email"}
    token = sign_in(anonymous, "ADA@example.com")
    assert token.status_code == 200
    assert token.json()["token_type"] == "bearer"
    me = anonymous.get(ME, headers=bearer(token.json()["access_token"]))
    assert me.json() == created.json()


def test_an_address_signs_up_once_whatever_its_case(anonymous: TestClient) -> None:
    sign_up(anonymous)
    assert sign_up(anonymous, "Ada@Example.com").status_code == 409


@pytest.mark.parametrize(
    ("email", "password"),
    [("ada", PASSWORD), ("ada@example.com", "pa55wor"), ("ada@example.com", "x" * 129)],
)
def test_signing_up_is_refused_without_repeating_the_password(
    anonymous: TestClient, email: str, password: str
) -> None:
    response = anonymous.post(SIGN_UP, json={"email": email, "password": password})
    assert response.status_code == 422
    assert password not in response.text


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(anonymous: TestClient) -> None:
    sign_up(anonymous)
    wrong = sign_in(anonymous, password="not the password")
    unknown = sign_in(anonymous, "nobody@example.com")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()


def test_a_token_must_be_genuine_current_and_of_an_account(
    app: FastAPI, anonymous: TestClient
) -> None:
    account_id = sign_up(anonymous).json()["id"]
    key = "another key that is long enough to sign with"
    forged = TokenSigner(key, dt.timedelta(minutes=5)).issue(account_id)
    signer: TokenSigner = app.state.token_signer
    stranger = signer.issue(uuid4())
    lifetime = signer.lifetime
    signer.lifetime = dt.timedelta(minutes=-5)
    expired = signer.issue(account_id)
    signer.lifetime = lifetime
    for token in (forged, stranger, expired, "nonsense"):
        response = anonymous.get(ME, headers=bearer(token))
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
    assert anonymous.get(ME, headers=bearer(signer.issue(account_id))).status_code == 200


def test_nobody_is_signed_in_without_a_token(anonymous: TestClient) -> None:
    assert anonymous.get(ME).status_code == 401${privateReads}
`,
  };
}

export function typeTests(): PythonSource {
  return {
    doc: 'Values that fields accept and refuse, whatever their record.',
    imports: [
      'import datetime as dt',
      'from decimal import Decimal',
      'from typing import Any',
      'import pytest',
      'from pydantic import TypeAdapter, ValidationError',
      'from app.schemas.types import DecimalNumber, JsonDocument, LongText, ShortText, Timestamp, WebAddress, WholeNumber',
    ],
    body: `
@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (ShortText, "   "),
        (ShortText, "a\\x00b"),
        (LongText, "x" * 100_001),
        (WholeNumber, 2**53),
        (DecimalNumber, "NaN"),
        (DecimalNumber, "0.00001"),
        (Timestamp, "9999-12-31T23:59:59-12:00"),
        (WebAddress, "javascript:alert(1)"),
        (JsonDocument, None),
        (JsonDocument, {"a": float("nan")}),
        (JsonDocument, ["\\ud800"]),
    ],
)
def test_what_cannot_be_kept_is_refused(kind: Any, value: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize("text", ["2026-01-02T05:00:00+02:00", "2026-01-02T03:00:00", "2026-01-02T03:00:00Z"])
def test_moments_are_in_utc(text: str) -> None:
    moment: dt.datetime = TypeAdapter(Timestamp).validate_python(text)
    assert moment.isoformat() == "2026-01-02T03:00:00+00:00"


def test_short_texts_are_trimmed() -> None:
    assert TypeAdapter(ShortText).validate_python("  a b ") == "a b"


def test_decimals_are_exact_and_answered_as_numbers() -> None:
    adapter = TypeAdapter(DecimalNumber)
    assert adapter.validate_python("12345678901.2345") == Decimal("12345678901.2345")
    assert adapter.dump_json(Decimal("12.50")) == b"12.5"
`,
  };
}

export function healthTests(): PythonSource {
  return {
    doc: 'The application as a whole.',
    imports: [
      'import logging',
      'import pytest',
      'from fastapi.testclient import TestClient',
      'from pydantic import ValidationError',
      'from app.core.config import Settings',
      'from app.main import create_app',
    ],
    body: `
def test_it_starts_with_an_empty_database_and_is_healthy(settings: Settings) -> None:
    with TestClient(create_app(settings)) as client:
        assert client.get("/health").json() == {"status": "ok"}


def test_it_describes_itself(anonymous: TestClient) -> None:
    document = anonymous.get("/openapi.json").json()
    assert ${at(wire.signIn)} in document["paths"]
    assert anonymous.get("/docs").status_code == 200
    assert anonymous.get("/", follow_redirects=False).headers["location"] == "/docs"


def test_it_warns_when_tokens_are_signed_with_a_random_key(
    caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    with caplog.at_level(logging.WARNING):
        create_app(settings.model_copy(update={"secret_key": None}))
    assert "SECRET_KEY is not set" in caplog.text


def test_settings_refuse_a_weak_key() -> None:
    with pytest.raises(ValidationError, match="secret_key"):
        Settings.model_validate({"secret_key": "short"})


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_settings_know_the_driver_for_postgresql(scheme: str) -> None:
    settings = Settings.model_validate({"database_url": f"{scheme}://host/name"})
    assert settings.database_url == "postgresql+psycopg://host/name"


def test_listed_origins_may_call_from_browsers(settings: Settings) -> None:
    origin = "https://app.example.com"
    app = create_app(settings.model_copy(update={"cors_origins": [origin]}))
    with TestClient(app, headers={"Origin": origin}) as client:
        response = client.get("/health")
    assert response.headers["access-control-allow-origin"] == origin
`,
  };
}
