import type { AppSpec } from '../../specs/schemas.ts';
import type { Stack } from '../stack.ts';
import { checkProject } from './check/check-project.ts';
import { formatDart } from './format.ts';
import { resolveApp } from './model.ts';
import { type BlueprintPhase, blueprintPhases } from './phases.ts';
import type { Blueprint } from './targets.ts';
import { validateSpec } from './validate-spec.ts';

/** Flutter apps after the official architecture guide: MVVM, `provider`, `go_router`, no code generation. */
export const flutter: Stack = {
  id: 'flutter',
  title: 'Flutter app',
  summary:
    'A responsive Flutter app with list, detail and form pages that works offline or with your backend.',
  version: '1',
  template: 'flutter',
  commands: { install: 'flutter pub get', test: 'flutter test', run: 'flutter run -d chrome' },

  validate: validateSpec,

  plan(spec) {
    return phasesOf(spec).map((phase) => ({
      ...phase,
      targets: phase.targets.map(({ path, purpose }) => ({ path, purpose })),
    }));
  },

  async render(spec, path) {
    const blueprint = blueprintsOf(spec).get(path);
    if (blueprint === undefined) throw new Error(`The flutter stack has no file ${path} for this spec.`);
    return format(path, blueprint.render());
  },

  format,
  check: checkProject,
};

const planned = new WeakMap<AppSpec, { phases: BlueprintPhase[]; byPath: Map<string, Blueprint> }>();

async function format(path: string, text: string): Promise<string> {
  return path.endsWith('.dart') ? formatDart(path, text) : text;
}

function phasesOf(spec: AppSpec): BlueprintPhase[] {
  return projectOf(spec).phases;
}

function blueprintsOf(spec: AppSpec): Map<string, Blueprint> {
  return projectOf(spec).byPath;
}

function projectOf(spec: AppSpec): { phases: BlueprintPhase[]; byPath: Map<string, Blueprint> } {
  let project = planned.get(spec);
  if (project === undefined) {
    const phases = blueprintPhases(resolveApp(spec));
    const byPath = new Map(
      phases.flatMap((phase) => phase.targets.map((target): [string, Blueprint] => [target.path, target])),
    );
    project = { phases, byPath };
    planned.set(spec, project);
  }
  return project;
}
