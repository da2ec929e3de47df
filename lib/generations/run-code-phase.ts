import { AppError } from '../core/errors.ts';
import { findModel } from '../models/registry.ts';
import { unwrap } from '../supabase/unwrap.ts';
import { loadTree } from './load-files.ts';
import { toTree } from './manifest.ts';
import { type LoadedGeneration, loadGeneration, type Run } from './run.ts';
import { runPhase } from './run-phase.ts';
import { writeFiles } from './write-files.ts';

/** Writes the files that one of the stack's phases promises, and commits them as one checkpoint. Returns its id. */
export async function runCodePhase(run: Run, key: string): Promise<string> {
  const generation = await loadGeneration(run);
  const { stack, spec, prompt } = generation;
  const phase = stack.plan(spec).find((planned) => planned.key === key);
  if (phase === undefined) throw new AppError('not_found', `The plan has no phase ${key}.`);
  const { targets, title } = phase;
  return runPhase(run, generation, { key, input: { targets } }, async () => {
    const model = findModel(generation.modelId);
    const existing = await loadHead(run, generation);
    const { files, shortfalls } = await writeFiles(
      { stack, model, spec, prompt, targets, existing },
      run.signal,
    );
    const warnings = shortfalls.map(({ path, reason, fallback }) =>
      fallback ? `${path}: the blueprint stands in. ${reason}` : `${path} is missing. ${reason}`,
    );
    return { files, shortfalls, warnings, message: title };
  });
}

async function loadHead(run: Run, generation: LoadedGeneration): Promise<Map<string, string>> {
  if (generation.headCheckpointId === null) return new Map();
  const { manifest } = unwrap(
    await run.db.from('checkpoints').select('manifest').eq('id', generation.headCheckpointId).single(),
  );
  return loadTree(run.db, generation.projectId, toTree(manifest));
}
