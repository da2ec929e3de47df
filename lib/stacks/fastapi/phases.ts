import type { StackPhase } from '../stack.ts';
import * as api from './blueprints/core-api.ts';
import * as records from './blueprints/core-records.ts';
import { repositoryBase } from './blueprints/core-repository.ts';
import * as settings from './blueprints/core-settings.ts';
import { entityRepository, entityRoutes } from './blueprints/entity-access.ts';
import { entityModel } from './blueprints/entity-model.ts';
import { entitySchemas } from './blueprints/entity-schemas.ts';
import * as main from './blueprints/main-files.ts';
import { readme } from './blueprints/readme.ts';
import * as support from './blueprints/support.ts';
import { entityTests } from './blueprints/test-entity.ts';
import { conftest, factories } from './blueprints/test-setup.ts';
import { authTests, healthTests, typeTests } from './blueprints/test-shared.ts';
import type { AppModel, EntityModel } from './model.ts';
import { type Blueprint, pythonFile, textFile } from './targets.ts';

export interface BlueprintPhase extends StackPhase {
  readonly targets: readonly Blueprint[];
}

/** Every file of the project by phase, as A3 splits them. */
export function blueprintPhases(app: AppModel): BlueprintPhase[] {
  const entities = app.entities.map(
    (entity): BlueprintPhase => ({
      key: `entity:${entity.name}`,
      title: `${entity.name}: model, schema, repository, routes, tests`,
      entity: entity.name,
      after: ['core'],
      targets: entityTargets(app, entity),
    }),
  );
  const entityKeys = entities.map(({ key }) => key);
  return [
    {
      key: 'core',
      title: 'Core: settings, database, sign-in, shared records',
      entity: null,
      after: [],
      targets: coreTargets(app),
    },
    ...entities,
    {
      key: 'support',
      title: 'Support: requirements, README, Dockerfile, test setup',
      entity: null,
      after: ['core', ...entityKeys],
      targets: supportTargets(app),
    },
    {
      key: 'main',
      title: 'Main: the application and its routes',
      entity: null,
      after: ['core', ...entityKeys, 'support'],
      targets: mainTargets(app),
    },
  ];
}

function coreTargets(app: AppModel): Blueprint[] {
  const hasLinks = app.links.length > 0;
  return [
    packageFile('app/__init__.py', 'The server.'),
    packageFile('app/core/__init__.py', 'Settings, database and security.'),
    pythonFile('app/core/config.py', 'settings from the environment', () => settings.config(app)),
    pythonFile('app/core/database.py', 'engine and sessions', settings.database),
    pythonFile('app/core/errors.py', 'expected failures and their answers', settings.errors),
    pythonFile('app/core/security.py', 'password hashes and access tokens', settings.security),
    pythonFile('app/models/base.py', 'what every table has, and column types', records.modelBase),
    pythonFile('app/models/auth_account.py', 'accounts for signing in', api.accountModel),
    ...(hasLinks
      ? [
          pythonFile('app/models/links.py', 'association tables', () => records.linkTables(app)),
          pythonFile('app/schemas/summaries.py', 'short forms of linked records', () =>
            records.summaries(app),
          ),
        ]
      : []),
    packageFile('app/schemas/__init__.py', 'What requests and answers look like.'),
    pythonFile('app/schemas/auth.py', 'requests and answers of signing in', api.accountSchemas),
    pythonFile('app/schemas/base.py', 'what all schemas share', records.schemaBase),
    pythonFile('app/schemas/page.py', 'lists in pages', records.pageSchema),
    pythonFile('app/schemas/types.py', 'field types with their limits', records.schemaTypes),
    packageFile('app/repositories/__init__.py', 'Reading and writing of records.'),
    pythonFile('app/repositories/auth_accounts.py', 'accounts in the database', api.accountRepository),
    pythonFile('app/repositories/base.py', 'paging, search, unique values, references', repositoryBase),
    packageFile('app/api/__init__.py', 'The HTTP interface.'),
    pythonFile('app/api/deps.py', 'session, settings and account for routes', api.dependencies),
    packageFile('app/api/routes/__init__.py', 'One module of routes for each kind of record.'),
    pythonFile('app/api/routes/auth.py', 'signing up and in', api.authRoutes),
    pythonFile('app/api/routes/health.py', 'whether the server works', api.healthRoute),
  ];
}

function entityTargets(app: AppModel, entity: EntityModel): Blueprint[] {
  const { file, label, pluralFile, pluralLabel } = entity;
  return [
    pythonFile(`app/models/${file}.py`, `table of ${pluralLabel}`, () => entityModel(app, entity)),
    pythonFile(`app/schemas/${file}.py`, `create, update, read and filter ${pluralLabel}`, () =>
      entitySchemas(app, entity),
    ),
    pythonFile(`app/repositories/${file}.py`, `${label} repository`, () => entityRepository(app, entity)),
    pythonFile(`app/api/routes/${pluralFile}.py`, `routes of ${pluralLabel}`, () =>
      entityRoutes(app, entity),
    ),
    pythonFile(`tests/api/test_${pluralFile}.py`, `tests of ${pluralLabel} over HTTP`, () =>
      entityTests(app, entity),
    ),
  ];
}

function supportTargets(app: AppModel): Blueprint[] {
  return [
    textFile('README.md', 'how to start, settings, routes', () => readme(app)),
    textFile('requirements.txt', 'packages to run and to test', support.requirements),
    textFile('pyproject.toml', 'project and tool settings', () => support.pyproject(app)),
    textFile('Dockerfile', 'image of the server', support.dockerfile),
    textFile('.env.example', 'settings with their defaults', () => support.environmentExample(app)),
    packageFile('tests/__init__.py', 'What the server promises.'),
    packageFile('tests/api/__init__.py', 'What each collection promises.'),
    pythonFile('tests/conftest.py', 'database and clients for tests', conftest),
    pythonFile('tests/factories.py', 'records for tests', () => factories(app)),
    pythonFile('tests/test_auth.py', 'tests of signing up and in', () => authTests(app)),
    pythonFile('tests/test_types.py', 'tests of what fields accept', typeTests),
    pythonFile('tests/test_app.py', 'tests of the application as a whole', healthTests),
  ];
}

function mainTargets(app: AppModel): Blueprint[] {
  return [
    pythonFile('app/models/__init__.py', 'all tables', () => main.modelsPackage(app)),
    pythonFile('app/api/router.py', 'all routes', () => main.apiRouter(app)),
    pythonFile('app/main.py', 'the application', () => main.mainModule(app)),
  ];
}

function packageFile(path: string, doc: string): Blueprint {
  return pythonFile(path, 'package', () => ({ doc }));
}
