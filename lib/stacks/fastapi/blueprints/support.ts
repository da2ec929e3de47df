import type { AppModel } from '../model.ts';
import { ruffRules } from '../ruff.ts';
import { plain, quote } from './python.ts';

export function requirements(): string {
  return `
# To run
fastapi>=0.142,<1
pydantic[email]>=2.10,<3
pydantic-settings>=2.6,<3
sqlalchemy>=2.0.36,<3
uvicorn>=0.32,<1
pyjwt>=2.10,<3
argon2-cffi>=23.1
python-multipart>=0.0.18,<1
# For PostgreSQL: psycopg[binary]>=3.2,<4

# To test
pytest>=8.3,<10
httpx2>=2.13,<3
`;
}

export function pyproject(app: AppModel): string {
  const { lineLength, target, select, ignore, ignoreInTests, firstParty } = ruffRules;
  const list = (items: readonly string[]) => `[${items.map((item) => quote(item)).join(', ')}]`;
  return `
[project]
name = ${quote(app.packageName)}
version = "0.1.0"
description = ${quote(plain(app.description) || `${plain(app.title)}: an HTTP API`)}
requires-python = ">=3.11"
dynamic = ["dependencies"]

[tool.setuptools.dynamic]
dependencies = { file = ["requirements.txt"] }

[tool.setuptools.packages.find]
include = ["app*"]

[tool.pytest.ini_options]
testpaths = ["tests"]
pythonpath = ["."]

[tool.ruff]
line-length = ${lineLength}
target-version = ${quote(target)}

[tool.ruff.lint]
select = ${list(select)}
# The formatter sees to long lines. Words of the domain may be in any script, or look like passwords.
ignore = ${list(ignore)}
isort = { known-first-party = ${list(firstParty)} }

[tool.ruff.lint.per-file-ignores]
"tests/**" = ${list(ignoreInTests)}

[tool.pyright]
include = ["app", "tests"]
typeCheckingMode = "standard"
`;
}

export function dockerfile(): string {
  return `
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY app app

RUN useradd --create-home server && mkdir data && chown server data
USER server
ENV DATABASE_URL=sqlite:////srv/data/app.db
VOLUME /srv/data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s CMD \\
  ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health')"]
CMD ["python", "-m", "uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]
`;
}

export function environmentExample(app: AppModel): string {
  return `
# Copy this file to .env. Everything in it is optional.

# Signs access tokens; at least 32 characters. Without it, sign-ins end when the server restarts.
# python -c "import secrets; print(secrets.token_urlsafe(48))"
SECRET_KEY=

# SQLite, or PostgreSQL as postgresql://user:password@host/name (pip install "psycopg[binary]").
DATABASE_URL=sqlite:///./${app.packageName}.db

ACCESS_TOKEN_MINUTES=720

# Whether reading needs no sign-in. Writing always does.
PUBLIC_READS=true

# Web origins that browsers may call from, as a JSON list.
CORS_ORIGINS=[]
`;
}
