import { createHash } from 'node:crypto';
import { afterAll, afterEach, expect, it } from 'vitest';
import type { Database, Queryable } from '../db/database.ts';
import { createBenches } from './test-bench.ts';

/** The executor dies right after its nth commit, before anybody learns of it, for every n that the run has. */
const benches = createBenches();
afterEach(() => benches.closeBenches());
afterAll(() => benches.closeDatabase());

it.each([{ checkpointing: false }, { checkpointing: true }])(
  'ends with the same output wherever the executor dies, and no committed step runs again, checkpointing $checkpointing',
  async (mode) => {
    const clean = await runOnce(mode, Number.POSITIVE_INFINITY);
    expect(clean.commits).toBeGreaterThan(10);
    for (let dieAfter = 1; dieAfter <= clean.commits; dieAfter++) {
      const crashed = await runOnce(mode, dieAfter);
      const where = `died after commit ${dieAfter} of ${clean.commits}`;
      expect(crashed.output, where).toEqual(clean.output);
      expect(crashed.ranAgain, where).toEqual([]);
      expect(crashed.runs, where).toEqual({ 'app-child': 1, 'app-listener': 1, 'app-whole': 1 });
    }
  },
);

async function runOnce(mode: { checkpointing: boolean }, dieAfter: number) {
  const mortal = { armed: false, died: false, commits: 0 };
  const bench = await benches.open({ ...mode, wrapDatabase: (db) => mortalDatabase(db, mortal, dieAfter) });
  const ran: string[] = [];
  const child = bench.client.createFunction(
    { id: 'child', triggers: { event: 't/child' } },
    async ({ step }) => step.run('child-a', () => note(ran, 'child-a', 10)),
  );
  const listener = bench.client.createFunction(
    { id: 'listener', triggers: { event: 't/told' } },
    async () => 'heard',
  );
  const fn = bench.client.createFunction(
    { id: 'whole', triggers: { event: 't/whole' } },
    async ({ step, runId }) => {
      const a = await step.run('a', () => note(ran, 'a', 1));
      const sides = await Promise.all(['l', 'r'].map((id) => step.run(id, () => note(ran, id, a + 1))));
      // The id makes sending idempotent: a step may run twice if its first result was not committed.
      await step.sendEvent('tell', { name: 't/told', data: {}, id: runId });
      await step.sleep('nap', '1h');
      const invoked = await step.invoke('child', { function: child, data: {} });
      return step.run('end', () => note(ran, 'end', [a, ...sides, invoked]));
    },
  );
  await bench.serveApp([fn, child, listener]);
  await bench.startExecutor();
  await bench.until(() => bench.logged.some((line) => line.includes('functions registered')));
  mortal.armed = true;
  const finished = () => bench.db.query<{ output: string }>(wholeRun);
  const sending = bench.send('t/whole').catch(() => '');
  let before = 0;
  let committed: string[] = [];
  await bench.until(async () => mortal.died || (await finished()).length > 0, true);
  if (mortal.died) {
    await bench.stopExecutor();
    before = ran.length;
    committed = await committedSteps(bench.db);
    bench.wrapDatabase = (db) => db;
    await bench.startExecutor();
  }
  await sending;
  await bench.until(async () => (await unfinished(bench.db)) === 0 && (await finished()).length > 0, true);
  const [run] = await finished();
  await bench.stop();
  return {
    commits: mortal.commits,
    output: JSON.parse(run?.output ?? 'null') as unknown,
    ranAgain: ran.slice(before).filter((id) => committed.includes(id)),
    runs: await runCounts(bench.db),
  };
}

async function unfinished(db: Queryable): Promise<number> {
  return (await db.query("select 1 from executor.runs where status = 'running'")).length;
}

async function runCounts(db: Queryable): Promise<Record<string, number>> {
  const rows = await db.query<{ id: string; runs: number }>(
    "select function_id as id, count(*)::integer as runs from executor.runs where status = 'completed' group by 1",
  );
  return Object.fromEntries(rows.map(({ id, runs }) => [id, runs]));
}

const wholeRun = "select output from executor.runs where function_id = 'app-whole' and status = 'completed'";

async function committedSteps(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ step_id: string }>('select step_id from executor.steps');
  const hashes = new Set(rows.map((row) => row.step_id));
  return ['a', 'l', 'r', 'child-a', 'end'].filter((id) =>
    hashes.has(createHash('sha1').update(id).digest('hex')),
  );
}

/** A database whose connection is gone for good after `dieAfter` commits; the last of them is in, its answer is lost. */
function mortalDatabase(
  db: Database,
  mortal: { armed: boolean; died: boolean; commits: number },
  dieAfter: number,
): Database {
  const alive = () => {
    if (mortal.died) throw new Error('the process is dead');
  };
  const commit = () => {
    if (mortal.armed) mortal.commits += 1;
    if (mortal.commits >= dieAfter) mortal.died = true;
    alive();
  };
  return {
    query: async (sql, params) => {
      alive();
      const rows = await db.query<never>(sql, params);
      if (/^\s*(insert|update|delete)/.test(sql)) commit();
      return rows;
    },
    exec: async (sql) => {
      alive();
      return db.exec(sql);
    },
    transaction: async (work) => {
      alive();
      const result = await db.transaction(async (tx) => {
        alive();
        return work(tx);
      });
      commit();
      return result;
    },
    listen: (channel, onPayload) => db.listen(channel, onPayload),
    close: () => db.close(),
  };
}

function note<Value>(ran: string[], id: string, value: Value): Value {
  ran.push(id);
  return value;
}
