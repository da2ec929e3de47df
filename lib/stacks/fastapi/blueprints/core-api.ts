import { wire } from '../../wire.ts';
import type { PythonSource } from '../targets.ts';
import { quote } from './python.ts';

export function dependencies(): PythonSource {
  return {
    doc: 'What routes ask for: a database session, the settings, who is signed in.',
    imports: [
      'from collections.abc import Iterator',
      'from typing import Annotated',
      'from fastapi import Depends, HTTPException, Request, status',
      'from fastapi.security import OAuth2PasswordBearer',
      'from sqlalchemy.orm import Session',
      'from app.core.config import Settings',
      'from app.core.database import Database',
      'from app.core.security import TokenError, TokenSigner',
      'from app.models.auth_account import AuthAccount',
    ],
    body: `
_bearer = OAuth2PasswordBearer(tokenUrl=${quote(wire.prefix + wire.signIn)}, auto_error=False)


def get_settings(request: Request) -> Settings:
    return request.app.state.settings


def get_token_signer(request: Request) -> TokenSigner:
    return request.app.state.token_signer


def get_session(request: Request) -> Iterator[Session]:
    database: Database = request.app.state.database
    with database.session() as session:
        yield session


SettingsDep = Annotated[Settings, Depends(get_settings)]
TokenSignerDep = Annotated[TokenSigner, Depends(get_token_signer)]
SessionDep = Annotated[Session, Depends(get_session)]
BearerToken = Annotated[str | None, Depends(_bearer)]


def get_current_account(
    token: BearerToken, session: SessionDep, signer: TokenSignerDep
) -> AuthAccount:
    """Answer 401 unless the request carries the token of an account that exists."""
    account = None if token is None else _find_account(token, session, signer)
    if account is None:
        raise HTTPException(
            status.HTTP_401_UNAUTHORIZED,
            detail="Sign in first." if token is None else "Sign in again: the token is not valid.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return account


def check_read_access(
    token: BearerToken, session: SessionDep, signer: TokenSignerDep, settings: SettingsDep
) -> None:
    """Reading is open to everyone unless PUBLIC_READS is off."""
    if not settings.public_reads:
        get_current_account(token, session, signer)


CurrentAccount = Annotated[AuthAccount, Depends(get_current_account)]
READ_ACCESS = Depends(check_read_access)
WRITE_ACCESS = Depends(get_current_account)


def _find_account(token: str, session: Session, signer: TokenSigner) -> AuthAccount | None:
    try:
        return session.get(AuthAccount, signer.read(token))
    except TokenError:
        return None
`,
  };
}

export function accountModel(): PythonSource {
  return {
    doc: 'Who can sign in.',
    imports: [
      'from sqlalchemy import String',
      'from sqlalchemy.orm import Mapped, mapped_column',
      'from app.models.base import Base',
    ],
    body: `
class AuthAccount(Base):
    """An account for signing in; apart from the records that the API is about."""

    __tablename__ = "auth_accounts"

    email: Mapped[str] = mapped_column(String(320), unique=True)
    """In lower case."""
    password_hash: Mapped[str] = mapped_column(String(255))
`,
  };
}

export function accountSchemas(): PythonSource {
  return {
    doc: 'Requests and answers of signing up and in.',
    imports: [
      'from typing import Annotated, Literal',
      'from pydantic import BaseModel, EmailStr, Field',
      'from app.schemas.base import InputSchema, ReadSchema',
    ],
    body: `
class SignUp(InputSchema):
    email: EmailStr
    password: Annotated[str, Field(min_length=8, max_length=128, repr=False)]


class AuthAccountRead(ReadSchema):
    email: str


class Token(BaseModel):
    access_token: str
    token_type: Literal["bearer"] = "bearer"
    expires_in: Annotated[int, Field(description="Seconds")]
`,
  };
}

export function accountRepository(): PythonSource {
  return {
    doc: 'Accounts in the database.',
    imports: [
      'from sqlalchemy import select',
      'from sqlalchemy.exc import IntegrityError',
      'from sqlalchemy.orm import Session',
      'from app.core.errors import ConflictError',
      'from app.core.security import hash_password, verify_password',
      'from app.models.auth_account import AuthAccount',
    ],
    body: `
class AuthAccountRepository:
    """Accounts by their e-mail address, whatever its case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def create(self, email: str, password: str) -> AuthAccount:
        """Raises ConflictError when the address is taken."""
        account = AuthAccount(email=email.lower(), password_hash=hash_password(password))
        self.session.add(account)
        try:
            self.session.commit()
        except IntegrityError as error:
            self.session.rollback()
            raise ConflictError("There is already an account with this e-mail address.") from error
        return account

    def authenticate(self, email: str, password: str) -> AuthAccount | None:
        """Give the account if the password is right; it takes as long when there is none."""
        # No stored text has a NUL character, and PostgreSQL does not even compare with one.
        address = email.replace("\\x00", "").strip().lower()
        account = self.session.scalar(select(AuthAccount).where(AuthAccount.email == address))
        known_hash = None if account is None else account.password_hash
        return account if verify_password(password, known_hash) else None
`,
  };
}

export function authRoutes(): PythonSource {
  return {
    doc: 'Signing up and in.',
    imports: [
      'from typing import Annotated',
      'from fastapi import APIRouter, Depends, HTTPException, status',
      'from fastapi.security import OAuth2PasswordRequestForm',
      'from app.api.deps import CurrentAccount, SessionDep, TokenSignerDep',
      'from app.models.auth_account import AuthAccount',
      'from app.repositories.auth_accounts import AuthAccountRepository',
      'from app.schemas.auth import AuthAccountRead, SignUp, Token',
    ],
    body: `
router = APIRouter(prefix="/auth", tags=["auth"])


@router.post("/sign-up", response_model=AuthAccountRead, status_code=status.HTTP_201_CREATED)
def sign_up(data: SignUp, session: SessionDep) -> AuthAccount:
    return AuthAccountRepository(session).create(data.email, data.password)


@router.post("/sign-in")
def sign_in(
    form: Annotated[OAuth2PasswordRequestForm, Depends()],
    session: SessionDep,
    signer: TokenSignerDep,
) -> Token:
    """Trade e-mail address (as \`username\`) and password for an access token."""
    account = AuthAccountRepository(session).authenticate(form.username, form.password)
    if account is None:
        raise HTTPException(
            status.HTTP_401_UNAUTHORIZED,
            detail="The e-mail address or the password is wrong.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return Token(
        access_token=signer.issue(account.id),
        expires_in=int(signer.lifetime.total_seconds()),
    )


@router.get("/me", response_model=AuthAccountRead)
def read_own_account(account: CurrentAccount) -> AuthAccount:
    return account
`,
  };
}

export function healthRoute(): PythonSource {
  return {
    doc: 'Whether the server works.',
    imports: [
      'from typing import Literal',
      'from fastapi import APIRouter',
      'from sqlalchemy import text',
      'from app.api.deps import SessionDep',
    ],
    body: `
router = APIRouter(tags=["health"])


@router.get("/health")
def read_health(session: SessionDep) -> dict[str, Literal["ok"]]:
    """Answer only if the database does."""
    session.execute(text("SELECT 1"))
    return {"status": "ok"}
`,
  };
}
