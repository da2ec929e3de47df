import { AppError } from '../core/errors.ts';
import type { Model } from '../models/model.ts';
import type { AppSpec } from '../specs/schemas.ts';
import type { FileTarget, ProjectFiles, Stack } from '../stacks/stack.ts';
import type { FileToCommit } from './commit-checkpoint.ts';
import { pathProblem } from './legal-path.ts';
import type { Shortfall } from './schemas.ts';

const rounds = 3;
const maxFileBytes = 1_048_576;

export interface WriteJob {
  readonly stack: Stack;
  readonly model: Model;
  readonly spec: AppSpec;
  readonly prompt: string;
  readonly targets: readonly FileTarget[];
  readonly existing: ProjectFiles;
}

export interface WrittenFiles {
  readonly files: FileToCommit[];
  readonly shortfalls: Shortfall[];
}

/**
 * Asks the model for every target, asks again for what is missing or does not pass, and lets the blueprint stand in for
 * what still fails, marked as such (A5). Throws `generation_failed` when not one file came of it.
 */
export async function writeFiles(job: WriteJob, signal: AbortSignal): Promise<WrittenFiles> {
  const accepted = new Map<string, FileToCommit>();
  const reasons = new Map<string, string>();
  let open = job.targets;
  for (let round = 0; round < rounds && open.length > 0; round += 1) {
    await askModel({ ...job, targets: open }, signal, accepted, reasons);
    open = job.targets.filter(({ path }) => !accepted.has(path));
  }
  const shortfalls: Shortfall[] = [];
  for (const { path } of open) {
    const reason = reasons.get(path) ?? 'The model left this file out.';
    const standIn = await fromBlueprint(job, path);
    if (standIn !== null) accepted.set(path, standIn);
    shortfalls.push({ path, reason, fallback: standIn !== null });
  }
  if (accepted.size === 0 && job.targets.length > 0) {
    throw new AppError(
      'generation_failed',
      `None of the ${job.targets.length} files of this phase could be written.`,
      {
        hint: 'Resume the generation to try again; what was committed stays.',
        issues: shortfalls.map(({ path, reason }) => ({ path, message: reason })),
      },
    );
  }
  return { files: [...accepted.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), shortfalls };
}

async function askModel(
  { model, stack, spec, prompt, targets, existing }: WriteJob,
  signal: AbortSignal,
  accepted: Map<string, FileToCommit>,
  reasons: Map<string, string>,
): Promise<void> {
  const wanted = new Set(targets.map(({ path }) => path));
  try {
    for await (const written of model.write({ stack, spec, prompt, targets, files: existing }, signal)) {
      signal.throwIfAborted();
      if (!wanted.has(written.path)) continue;
      if ('problem' in written) {
        reasons.set(written.path, written.problem);
        continue;
      }
      const checked = await checkText(stack, written.path, written.text);
      if (checked.problem !== undefined) reasons.set(written.path, checked.problem);
      else accepted.set(written.path, { path: written.path, content: checked.text, origin: written.origin });
    }
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    for (const path of wanted) if (!accepted.has(path)) reasons.set(path, reason);
  }
}

async function checkText(
  stack: Stack,
  path: string,
  text: string,
): Promise<{ text: string; problem?: undefined } | { problem: string }> {
  const illegal = pathProblem(path);
  if (illegal !== null) return { problem: illegal };
  if (!text.isWellFormed()) return { problem: 'The file is not well-formed Unicode.' };
  if (text.includes('\0')) return { problem: 'The file has a NUL character.' };
  if (Buffer.byteLength(text) > maxFileBytes) return { problem: 'The file is larger than 1 MiB.' };
  try {
    return { text: await stack.format(path, text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: `The file does not parse: ${error.message}` };
    throw error;
  }
}

async function fromBlueprint({ stack, spec }: WriteJob, path: string): Promise<FileToCommit | null> {
  try {
    return { path, content: await stack.render(spec, path), origin: 'blueprint' };
  } catch {
    // The reason is told already; a blueprint that fails as well has nothing to add for people.
    return null;
  }
}
