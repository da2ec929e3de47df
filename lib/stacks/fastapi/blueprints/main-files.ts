import { wire } from '../../wire.ts';
import type { AppModel } from '../model.ts';
import type { PythonSource } from '../targets.ts';
import { plain, quote } from './python.ts';

export function modelsPackage(app: AppModel): PythonSource {
  const names = ['AuthAccount', 'Base', ...app.entities.map(({ classes }) => classes.model)];
  return {
    doc: 'All tables: importing this package makes every one of them known.',
    imports: [
      'from app.models.auth_account import AuthAccount',
      'from app.models.base import Base',
      ...app.entities.map(({ file, classes }) => `from app.models.${file} import ${classes.model}`),
    ],
    body: `__all__ = [${names
      .sort()
      .map((name) => quote(name))
      .join(', ')}]`,
  };
}

export function apiRouter(app: AppModel): PythonSource {
  const modules = ['auth', ...app.entities.map(({ pluralFile }) => pluralFile)];
  return {
    doc: 'All routes below the prefix of the API.',
    imports: ['from fastapi import APIRouter', `from app.api.routes import ${modules.join(', ')}`],
    body: `
router = APIRouter(prefix=${quote(wire.prefix)})
${modules.map((module) => `router.include_router(${module}.router)`).join('\n')}
`,
  };
}

export function mainModule(app: AppModel): PythonSource {
  const description = plain(app.description);
  return {
    doc: 'The application: `uvicorn app.main:app`.',
    imports: [
      'from collections.abc import AsyncIterator',
      'from contextlib import asynccontextmanager',
      'from fastapi import FastAPI',
      'from fastapi.middleware.cors import CORSMiddleware',
      'from fastapi.responses import RedirectResponse',
      'from app.api.router import router',
      'from app.api.routes import health',
      'from app.core.config import Settings',
      'from app.core.database import Database',
      'from app.core.errors import add_error_handlers',
      'from app.core.security import TokenSigner',
      'from app.models import Base',
    ],
    body: `
def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application; without settings it reads them from the environment."""
    settings = settings or Settings()
    database = Database(settings.database_url)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        Base.metadata.create_all(database.engine)
        yield
        database.close()

    app = FastAPI(
        title=settings.app_name,${description === '' ? '' : `\n        description=${quote(description)},`}
        version="0.1.0",
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.database = database
    app.state.token_signer = TokenSigner.from_settings(settings)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=["*"],
        allow_headers=["*"],
    )
    add_error_handlers(app)
    app.include_router(health.router)
    app.include_router(router)

    @app.get("/", include_in_schema=False)
    def show_documentation() -> RedirectResponse:
        return RedirectResponse("/docs")

    return app


app = create_app()
`,
  };
}
