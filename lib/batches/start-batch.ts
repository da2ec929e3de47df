import type { z } from 'zod';
import { AppError, isErrorCode } from '../core/errors.ts';
import { findGalleryApp } from '../gallery/gallery.ts';
import { type PlannedPhase, planPhases } from '../generations/plan-phases.ts';
import { type ResolvedSpec, resolveSpec } from '../generations/resolve-spec.ts';
import type { Failure } from '../generations/schemas.ts';
import { findModel, models } from '../models/registry.ts';
import { requireRole } from '../projects/require-role.ts';
import type { Context } from '../supabase/context.ts';
import type { Json } from '../supabase/database.types.ts';
import { unwrap } from '../supabase/unwrap.ts';
import {
  type StartBatchInput,
  type StartedBatch,
  type StartedEntry,
  sqlOutcome,
  startBatchInput,
} from './schemas.ts';

type Input = z.output<typeof startBatchInput>;
type App = Input['apps'][number];

/** What SQL starts: `index` finds its place among the entries again. */
interface PlannedRun {
  readonly index: number;
  readonly stack: string;
  readonly model: string;
  readonly prompt: string;
  readonly spec: ResolvedSpec['spec'];
  readonly priority: Input['priority'];
  readonly phases: readonly PlannedPhase[];
}

interface PlannedApp {
  readonly project_id: string | null;
  readonly name: string;
  readonly description: string;
  readonly runs: readonly PlannedRun[];
}

/**
 * Starts every app on every stack by every model, each app in a project (B9). What cannot start is reported entry by
 * entry and leaves nothing behind; when nothing can, there is no batch and the first reason is thrown.
 */
export async function startBatch({
  ctx,
  input,
}: {
  ctx: Context;
  input: StartBatchInput;
}): Promise<StartedBatch> {
  const asked = startBatchInput.parse(input);
  const entries: StartedEntry[] = [];
  const apps: PlannedApp[] = [];
  for (const [index, app] of asked.apps.entries()) {
    const runs: PlannedRun[] = [];
    const refused = await refusal(ctx, app);
    for (const [stack, model] of variants(asked)) {
      const planned = refused ?? planRun(app, stack, model);
      if ('error' in planned) {
        entries.push({ app: index, stack, model, generation: null, error: planned.error });
        continue;
      }
      const { run } = planned;
      runs.push({ ...run, index: entries.length, priority: asked.priority });
      entries.push({ app: index, stack: run.stack, model: run.model, generation: null, error: null });
    }
    const first = runs[0];
    if (first === undefined) continue;
    apps.push({
      project_id: app.project_id ?? null,
      name: app.name ?? first.spec.name,
      description: first.spec.description.slice(0, 2_000),
      runs,
    });
  }
  if (apps.length === 0) throw nothingStarts(entries);
  return start(ctx, asked.title === '' ? nameBatch(apps) : asked.title, apps, entries);
}

async function start(
  ctx: Context,
  title: string,
  apps: readonly PlannedApp[],
  entries: StartedEntry[],
): Promise<StartedBatch> {
  const answer = await ctx.db.rpc('start_batch', { p_title: title, p_apps: apps as unknown as Json });
  const outcome = sqlOutcome.parse(unwrap(answer));
  for (const { index, ...rest } of outcome.entries) {
    const entry = entries[index];
    if (entry === undefined)
      throw new Error(`start_batch answered for an entry ${index} that was not asked for`);
    entries[index] =
      'error' in rest ? { ...entry, error: rest.error } : { ...entry, generation: { ...rest } };
  }
  if (outcome.batch_id === null) throw nothingStarts(entries);
  const first = entries.find(({ generation }) => generation !== null)?.generation;
  // One announcement is enough: whoever admits fills every free place.
  await ctx.announce({ name: 'generation/queued', data: { generation_id: first?.generation_id } });
  return { batch_id: outcome.batch_id, entries };
}

async function refusal(ctx: Context, { project_id }: App): Promise<{ error: Failure } | null> {
  if (project_id === undefined) return null;
  try {
    await requireRole(ctx, project_id, 'editor');
    return null;
  } catch (error) {
    return { error: toFailure(error) };
  }
}

function planRun(
  { gallery, prompt, spec: given }: App,
  wantedStack: string | null,
  wantedModel: string | null,
): { run: Omit<PlannedRun, 'index' | 'priority'> } | { error: Failure } {
  try {
    const ready = gallery === undefined ? given : findGalleryApp(gallery).spec;
    const { stack, spec } = resolveSpec({ prompt, spec: ready, stack: wantedStack ?? undefined });
    const model = findModel(wantedModel ?? models[0]?.id ?? '');
    const phases = planPhases(stack, spec);
    return { run: { stack: stack.id, model: model.id, prompt: prompt.trim(), spec, phases } };
  } catch (error) {
    return { error: toFailure(error) };
  }
}

function variants({ stacks, models: chosen }: Input): (readonly [string | null, string | null])[] {
  const byModel = chosen === undefined ? [null] : [...new Set(chosen)];
  const byStack = stacks === undefined ? [null] : [...new Set(stacks)];
  return byStack.flatMap((stack) => byModel.map((model) => [stack, model] as const));
}

function nameBatch(apps: readonly PlannedApp[]): string {
  const names = apps.map(({ name }) => name);
  const shown = names.slice(0, 3).join(', ');
  return (names.length > 3 ? `${shown} and ${names.length - 3} more` : shown).slice(0, 80);
}

/** Only what people are meant to read is an entry's own; anything else ends the batch. */
function toFailure(error: unknown): Failure {
  if (!(error instanceof AppError)) throw error;
  const { code, message, hint } = error;
  return { code, message, ...(hint !== undefined && { hint }) };
}

function nothingStarts(entries: readonly StartedEntry[]): AppError {
  const failed = entries.flatMap(({ app, error }) => (error === null ? [] : [{ app, ...error }]));
  const [first] = failed;
  const code = first !== undefined && isErrorCode(first.code) ? first.code : 'invalid_input';
  return new AppError(code, first?.message ?? 'Nothing could be started.', {
    hint: first?.hint,
    issues: failed.length < 2 ? [] : failed.map(({ app, message }) => ({ path: `apps.${app}`, message })),
  });
}
