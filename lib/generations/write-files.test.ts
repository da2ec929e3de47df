import { describe, expect, test, vi } from 'vitest';
import type { Model, WriteRequest, Written } from '../models/model.ts';
import { fastapi } from '../stacks/fastapi/stack.ts';
import { minimal } from '../stacks/fastapi/testdata/specs.ts';
import { type WriteJob, writeFiles } from './write-files.ts';

const paths =
  fastapi
    .plan(minimal)[0]
    ?.targets.map(({ path }) => path)
    .slice(0, 4) ?? [];
const [first = '', second = '', third = '', fourth = ''] = paths;
const fine = (path: string): Written => ({ path, text: 'answer = 42\n', origin: 'model' });

describe('a model that answers everything', () => {
  test('is asked once, and its files are kept in the order of their paths, formatted', async () => {
    const { job, asked } = jobFor([
      [...paths].reverse().map((path) => ({ path, text: 'a=1', origin: 'model' })),
    ]);
    const { files, shortfalls } = await run(job);
    expect(asked()).toEqual([paths]);
    expect(shortfalls).toEqual([]);
    expect(files.map(({ path }) => path)).toEqual([...paths].sort());
    expect(files.every(({ content, origin }) => content === 'a = 1\n' && origin === 'model')).toBe(true);
  });

  test('adds nothing that was not asked for', async () => {
    const { job } = jobFor([[...paths.map(fine), fine('app/extra.py'), fine('../outside.py')]]);
    expect((await run(job)).files).toHaveLength(paths.length);
  });
});

describe('a model that answers part', () => {
  test('is asked again for the rest alone, and what it gave before is kept', async () => {
    const { job, asked } = jobFor([[fine(first), fine(second), fine(third)], [fine(fourth)]]);
    const { files, shortfalls } = await run(job);
    expect(asked()).toEqual([paths, [fourth]]);
    expect(files).toHaveLength(4);
    expect(shortfalls).toEqual([]);
  });

  test.each([
    ['left out', [], 'left this file out'],
    ['refused in words', [{ path: fourth, problem: 'Too long for me.' }], 'Too long for me.'],
    ['not Python', [{ path: fourth, text: 'def (', origin: 'model' }], 'does not parse'],
    ['too large', [{ path: fourth, text: `# ${'x'.repeat(1_048_576)}`, origin: 'model' }], '1 MiB'],
    ['not text', [{ path: fourth, text: '# \0', origin: 'model' }], 'NUL'],
    ['not Unicode', [{ path: fourth, text: '# \ud800', origin: 'model' }], 'well-formed'],
  ] as [string, Written[], string][])(
    'a file that stays %s comes from the blueprint, marked, with the reason',
    async (_, last, reason) => {
      const { job, asked } = jobFor([[fine(first), fine(second), fine(third), ...last], last, last]);
      const { files, shortfalls } = await run(job);
      expect(asked()).toEqual([paths, [fourth], [fourth]]);
      expect(shortfalls).toEqual([{ path: fourth, reason: expect.stringContaining(reason), fallback: true }]);
      const standIn = files.find(({ path }) => path === fourth);
      expect(standIn).toMatchObject({ origin: 'blueprint', content: await fastapi.render(minimal, fourth) });
      expect(files.filter(({ origin }) => origin === 'model')).toHaveLength(3);
    },
  );

  test('that breaks off keeps what it gave, and says why for the rest', async () => {
    const { job } = jobFor([[fine(first), new Error('connection reset')]], 'connection reset');
    const { files, shortfalls } = await run(job);
    expect(files.find(({ path }) => path === first)?.origin).toBe('model');
    expect(shortfalls.map(({ path }) => path).sort()).toEqual([second, third, fourth].sort());
    expect(shortfalls.every(({ reason, fallback }) => reason === 'connection reset' && fallback)).toBe(true);
  });
});

describe('where the blueprint fails as well', () => {
  const noBlueprint = { ...fastapi, render: () => Promise.reject(new Error('no blueprint')) };

  test('the file is missing and said to be, and the others are kept', async () => {
    const { job } = jobFor([[fine(first), fine(second), fine(third)]]);
    const { files, shortfalls } = await run({ ...job, stack: noBlueprint });
    expect(files).toHaveLength(3);
    expect(shortfalls).toEqual([{ path: fourth, reason: expect.any(String), fallback: false }]);
  });

  test('for every file, the phase fails and names each with its reason', async () => {
    const { job } = jobFor([], 'quota exhausted');
    await expect(run({ ...job, stack: noBlueprint })).rejects.toMatchObject({
      code: 'generation_failed',
      message: 'None of the 4 files of this phase could be written.',
      issues: paths.map((path) => ({ path, message: 'quota exhausted' })),
    });
  });
});

test('a phase without targets writes nothing and asks nobody', async () => {
  const { job, asked } = jobFor([]);
  expect(await run({ ...job, targets: [] })).toEqual({ files: [], shortfalls: [] });
  expect(asked()).toEqual([]);
});

test('cancelling stops it at the next file, and no blueprint stands in', async () => {
  const cancel = new AbortController();
  const render = vi.fn(fastapi.render);
  const model: Model = {
    ...named,
    async *write() {
      yield fine(first);
      cancel.abort(new Error('cancelled'));
      yield fine(second);
    },
  };
  const { job } = jobFor([]);
  const stack = { ...fastapi, render };
  await expect(writeFiles({ ...job, model, stack }, cancel.signal)).rejects.toThrow('cancelled');
  expect(render).not.toHaveBeenCalled();
});

const named = { id: 'double', title: 'Double', summary: 'For tests' };

/** A model that gives one list of answers a round, an error where one stands; after those it throws `afterwards`, or gives nothing. */
function jobFor(roundsOfAnswers: (Written | Error)[][], afterwards?: string) {
  const requests: WriteRequest[] = [];
  const model: Model = {
    ...named,
    async *write(request) {
      const answers = roundsOfAnswers[requests.length];
      requests.push(request);
      if (answers === undefined && afterwards !== undefined) throw new Error(afterwards);
      for (const answer of answers ?? []) {
        if (answer instanceof Error) throw answer;
        yield answer;
      }
    },
  };
  const targets = paths.map((path) => ({ path, purpose: 'a test' }));
  const job: WriteJob = { stack: fastapi, model, spec: minimal, prompt: '', targets, existing: new Map() };
  return { job, asked: () => requests.map((request) => request.targets.map(({ path }) => path)) };
}

function run(job: WriteJob) {
  return writeFiles(job, new AbortController().signal);
}
