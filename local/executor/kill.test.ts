import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const seed = Number(process.env.KILL_SEED ?? Date.now() % 100_000);
const kills = 3;

/** Set `KILL_SEED` to the seed in a failing test's name to see the same moments again. */
describe('a process that is killed at random moments', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'executor-kill-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it(`goes on where its last commit was: same output, one run, no committed step again (seed ${seed})`, async () => {
    const random = mulberry32(seed);
    const logFile = join(root, 'log');
    const start = () =>
      fork(join(import.meta.dirname, 'test-kill-process.ts'), [join(root, 'data'), logFile], {
        env: { ...process.env, CHECKPOINTING: random() < 0.5 ? 'on' : 'off' },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
    for (let killed = 0; killed < kills; killed++) {
      const child = start();
      const exited = once(child, 'exit');
      await Promise.race([once(child, 'message'), exited]);
      await Promise.race([new Promise((resolve) => setTimeout(resolve, random() * 250)), exited]);
      child.kill('SIGKILL');
      await exited;
    }
    const last = start();
    const [code] = await once(last, 'exit');
    expect(code).toBe(0);
    const facts = (await readFile(logFile, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Fact);
    expect(facts.at(-1)).toEqual({ status: 'completed', output: { sum: 300, sides: ['l', 'r'] }, runs: 1 });
    let committed: string[] = [];
    for (const fact of facts) {
      committed = fact.committed ?? committed;
      if (fact.ran !== undefined) expect(committed).not.toContain(fact.ran);
    }
  }, 60_000);
});

interface Fact {
  readonly started?: number;
  readonly committed?: string[];
  readonly ran?: string;
  readonly status?: string;
}

function mulberry32(state: number): () => number {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
