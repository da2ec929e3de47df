/**
 * A whole installation in one process, to be killed: database on disk, executor, application. Usage: node test-kill-process.ts <data
 * directory> <log file>. The log gets one line per fact, written before the process goes on.
 */
import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { Inngest } from 'inngest';
import { bootstrap } from '../db/bootstrap.ts';
import { openDatabase } from '../db/open.ts';
import { createExecutor } from './service.ts';
import { serveTestApp } from './test-app.ts';

const [, , dataDir = '', logFile = ''] = process.argv;
const stepCount = 25;
const signingKey = `signkey-test-${'cd34'.repeat(16)}`;
const write = (fact: object) => appendFileSync(logFile, `${JSON.stringify(fact)}\n`);

const db = await openDatabase({ dataDir });
await bootstrap(db);
const client = new Inngest({
  id: 'app',
  isDev: false,
  baseUrl: 'http://executor.test/inngest',
  signingKey,
  eventKey: 'key',
  checkpointing: process.env.CHECKPOINTING === 'on',
  fetch: (input, init) =>
    executor.handle(new Request(input, init), {
      identity: { role: 'anon', claims: { role: 'anon' } },
      ip: '127.0.0.1',
    }),
  logger: { info() {}, warn() {}, error() {}, debug() {} },
});
const work = client.createFunction(
  { id: 'work', retries: 20, triggers: { event: 't/work' } },
  async ({ step }) => {
    let sum = 0;
    for (let n = 0; n < stepCount; n++) {
      sum += await step.run(`s${n}`, () => {
        write({ ran: `s${n}`, pid: process.pid });
        return n;
      });
    }
    const sides = await Promise.all(
      ['l', 'r'].map((id) =>
        step.run(id, () => {
          write({ ran: id, pid: process.pid });
          return id;
        }),
      ),
    );
    return { sum, sides };
  },
);
const app = await serveTestApp({ client, functions: [work] });
const executor = createExecutor({ db, appUrl: app.url, signingKey, eventKey: 'key' });

const ids = [...Array.from({ length: stepCount }, (_, n) => `s${n}`), 'l', 'r'];
const saved = new Set(
  (await db.query<{ step_id: string }>('select step_id from executor.steps')).map((row) => row.step_id),
);
write({
  started: process.pid,
  committed: ids.filter((id) => saved.has(createHash('sha1').update(id).digest('hex'))),
});
await executor.start();
await client.send({ id: 'only-once', name: 't/work', data: {} });
process.send?.('running');

for (;;) {
  const [run] = await db.query<{ status: string; output: string }>(
    "select status, output from executor.runs where status <> 'running'",
  );
  if (run !== undefined) {
    const [count] = await db.query<{ runs: number }>('select count(*)::integer as runs from executor.runs');
    write({ status: run.status, output: JSON.parse(run.output), runs: count?.runs });
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 10));
}
await executor.stop();
await app.close();
await db.close();
process.exit(0);
