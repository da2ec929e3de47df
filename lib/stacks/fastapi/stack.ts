import type { AppSpec } from '../../specs/schemas.ts';
import type { Stack } from '../stack.ts';
import { checkProject } from './check/check-project.ts';
import { type BlueprintPhase, blueprintPhases } from './phases.ts';
import { resolveApp } from './resolve-app.ts';
import { formatPython } from './ruff.ts';
import type { Blueprint } from './targets.ts';
import { validateSpec } from './validate-spec.ts';

/** FastAPI servers with SQLAlchemy 2 and pydantic 2, over SQLite or PostgreSQL. */
export const fastapi: Stack = {
  id: 'fastapi',
  title: 'FastAPI backend',
  summary: 'A Python HTTP API with sign-in, paging, filters and its own tests, over SQLite or PostgreSQL.',
  version: '1',
  template: 'fastapi',
  commands: {
    install: 'pip install -r requirements.txt',
    test: 'pytest',
    run: 'uvicorn app.main:app --reload',
  },

  validate: validateSpec,

  plan(spec) {
    return projectOf(spec).phases.map((phase) => ({
      ...phase,
      targets: phase.targets.map(({ path, purpose }) => ({ path, purpose })),
    }));
  },

  async render(spec, path) {
    const blueprint = projectOf(spec).byPath.get(path);
    if (blueprint === undefined) throw new Error(`The fastapi stack has no file ${path} for this spec.`);
    return blueprint.render();
  },

  async format(path, text) {
    return path.endsWith('.py') ? formatPython(path, text) : text;
  },

  check: checkProject,
};

interface Project {
  readonly phases: readonly BlueprintPhase[];
  readonly byPath: ReadonlyMap<string, Blueprint>;
}

const planned = new WeakMap<AppSpec, Project>();

function projectOf(spec: AppSpec): Project {
  let project = planned.get(spec);
  if (project === undefined) {
    const phases = blueprintPhases(resolveApp(spec));
    const byPath = new Map(
      phases.flatMap(({ targets }) => targets.map((target): [string, Blueprint] => [target.path, target])),
    );
    project = { phases, byPath };
    planned.set(spec, project);
  }
  return project;
}
