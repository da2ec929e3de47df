import type { Database } from '../db/database.ts';
import { applyCheckpoint } from './apply-outcome.ts';
import { finishRun } from './finish-run.ts';
import { UnsupportedFunctionError } from './function-config.ts';
import { isRecord, type Op } from './protocol.ts';
import { InvalidEventError, type ReceivedEvent, readEvents } from './receive-events.ts';
import { findRun, findRunsOfEvent } from './run-status.ts';
import { hashSigningKey, sameSecret } from './signature.ts';
import type { Unit } from './unit.ts';

export interface RouteOptions {
  readonly db: Database;
  readonly signingKey: string;
  readonly eventKey: string;
  readonly now: () => number;
  /** Runs in a transaction; what became due starts after the commit. */
  readonly commit: <Result>(work: (unit: Unit) => Promise<Result>) => Promise<Result>;
  readonly receive: (events: readonly ReceivedEvent[]) => Promise<void>;
  readonly register: (functions: readonly unknown[]) => Promise<{ modified: boolean }>;
  /** False after this executor has stopped or was superseded. */
  readonly open: () => boolean;
}

/** The server's side of the SDK's HTTP interface, under whatever prefix it is mounted. */
export function createRoutes(options: RouteOptions): (request: Request) => Promise<Response> {
  const bearer = `Bearer ${hashSigningKey(options.signingKey)}`;
  return async (request) => {
    const segments = new URL(request.url).pathname.split('/').filter((segment) => segment !== '');
    const start = segments.findIndex((segment) => roots.has(segment));
    const [root, first, second, third] = start < 0 ? [] : segments.slice(start);
    const route = `${request.method} ${root}`;
    if (route === 'GET health') return json(200, { status: 200, message: 'OK' });
    if (!options.open()) return failure(503, 'the executor is not running');
    if (route === 'POST e') return postEvents(options, request, first ?? '');
    if (root === undefined) return failure(404, 'no such endpoint');
    if (!sameSecret(request.headers.get('authorization') ?? '', bearer)) {
      return failure(401, 'the signing key of this request is not the one of this executor');
    }
    if (route === 'POST fn' && first === 'register') return postRegister(options, request);
    if (route === 'POST v1' && first === 'checkpoint' && third === 'async') {
      return postCheckpoint(options, request, second ?? '');
    }
    if (first === 'runs' && second !== undefined) return runRoute(options, route, second, third);
    if (route === 'GET v1' && first === 'events' && second !== undefined && third === 'runs') {
      return json(200, { data: await findRunsOfEvent(options.db, second) });
    }
    return failure(
      501,
      `the embedded executor does not support ${request.method} /${segments.slice(start).join('/')}`,
    );
  };
}

async function postEvents(options: RouteOptions, request: Request, key: string): Promise<Response> {
  const refuse = (status: number, error: string) => json(status, { ids: [''], status, error });
  if (!sameSecret(key, encodeURIComponent(options.eventKey))) return refuse(401, 'Event key not found');
  try {
    const body = await readJson(request);
    const events = readEvents(body, request.headers.get('x-inngest-event-id-seed'), options.now());
    await options.receive(events);
    return json(200, { ids: events.map((event) => event.storedId), status: 200 });
  } catch (error) {
    if (error instanceof InvalidEventError || error instanceof BadBodyError)
      return refuse(400, error.message);
    throw error;
  }
}

async function postRegister(options: RouteOptions, request: Request): Promise<Response> {
  const body = await readJson(request).catch(() => undefined);
  if (!isRecord(body) || !Array.isArray(body.functions)) {
    return json(400, { ok: false, status: 400, error: 'a list "functions" is expected' });
  }
  try {
    const { modified } = await options.register(body.functions);
    return json(200, { ok: true, status: 200, modified });
  } catch (error) {
    if (!(error instanceof UnsupportedFunctionError)) throw error;
    return json(400, { ok: false, status: 400, error: error.message });
  }
}

async function postCheckpoint(options: RouteOptions, request: Request, runId: string): Promise<Response> {
  const body = await readJson(request).catch(() => undefined);
  if (!isRecord(body) || !Array.isArray(body.steps) || typeof body.qi_id !== 'string') {
    return failure(400, 'a checkpoint needs "qi_id" and "steps"');
  }
  const ops = body.steps.filter(isRecord) as unknown as Op[];
  const foreign = ops.find((op) => op.op !== 'StepRun');
  if (foreign !== undefined) return failure(501, `the embedded executor cannot checkpoint "${foreign.op}"`);
  const [taskRun, stepId = ''] = body.qi_id.split('/');
  const generation = Number(body.generation_id);
  if (taskRun !== runId || !Number.isSafeInteger(generation)) return failure(409, 'stale dispatch');
  const saved = await options.commit((unit) => applyCheckpoint(unit, { runId, stepId, generation }, ops));
  if (saved === 'too-large') return failure(413, 'a step returned more than 4 MB');
  return saved === 'stale' ? failure(409, 'stale dispatch') : json(200, { data: null });
}

async function runRoute(
  options: RouteOptions,
  route: string,
  runId: string,
  part?: string,
): Promise<Response> {
  const run = await findRun(options.db, runId);
  if (run === undefined) return failure(404, `run ${runId} was not found`);
  if (route === 'GET v1' && part === undefined) return json(200, { data: run });
  if (route === 'DELETE v1' && part === undefined) {
    const cancelled = await options.commit((unit) => finishRun(unit, runId, { status: 'cancelled' }));
    return cancelled ? json(202, { data: null }) : failure(409, `run ${runId} has already ended`);
  }
  if (route === 'GET v0' && part === 'actions') {
    const rows = await options.db.query<{ step_id: string; result: string }>(
      'select step_id, result from executor.steps where run_id = $1 order by position',
      [runId],
    );
    return json(200, Object.fromEntries(rows.map((row) => [row.step_id, JSON.parse(row.result)])));
  }
  if (route === 'GET v0' && part === 'batch') {
    const [row] = await options.db.query<{ event: string }>('select event from executor.runs where id = $1', [
      runId,
    ]);
    return json(200, [JSON.parse(row?.event ?? 'null')]);
  }
  return failure(404, 'no such endpoint');
}

class BadBodyError extends Error {}

/** @throws BadBodyError */
async function readJson(request: Request): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > maxBodyBytes) throw new BadBodyError(`the body is larger than ${maxBodyBytes / 2 ** 20} MB`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new BadBodyError('the body is not JSON');
  }
}

function json(status: number, body: unknown): Response {
  return Response.json(body, { status });
}

function failure(status: number, error: string): Response {
  return json(status, { error, status });
}

const roots = new Set(['e', 'fn', 'v0', 'v1', 'health']);
const maxBodyBytes = 32 * 2 ** 20;
