// Every check of the repository, in the order in which they fail fastest. The last line says `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './find-browser.ts';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

interface Check {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Record<string, string>;
  /** Reads how many tests ran; a check without it counts as one. */
  readonly tally?: () => Promise<Tally>;
}

const root = join(import.meta.dirname, '..');
const reports = await mkdtemp(join(tmpdir(), 'cairn-test-'));
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');
const folders = [
  'app',
  'components',
  'lib',
  'inngest',
  'local',
  'e2e',
  'scripts',
  'supabase',
  'middleware.ts',
  'instrumentation.ts',
];

const checks: Check[] = [
  { name: 'format and lint', command: ['biome', 'ci', '--error-on-warnings', '.'] },
  { name: 'import rules', command: ['depcruise', '--config', '.dependency-cruiser.mjs', ...folders] },
  { name: 'route types', command: ['next', 'typegen'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'generated types match migrations', command: ['node', 'scripts/generate-types.ts', '--check'] },
  {
    name: 'unit, database and integration tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    tally: tallyVitest,
  },
  { name: 'production build', command: ['next', 'build'] },
  {
    name: 'browser tests',
    command: ['playwright', 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
    tally: tallyPlaywright,
  },
];

const total: Tally = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
const browser = await findBrowser();
for (const check of checks) {
  process.stdout.write(`\n── ${check.name}\n`);
  const started = Date.now();
  const code = await run(check.command, {
    ...check.env,
    ...(browser ? { CAIRN_TEST_BROWSER: browser } : {}),
  });
  const tally = check.tally === undefined ? null : await check.tally();
  total.passed += tally?.passed ?? (code === 0 ? 1 : 0);
  // A runner that failed without a failed test (a crash, no report) is a failure of its own.
  total.failed += Math.max(tally?.failed ?? 0, code === 0 ? 0 : 1);
  total.skipped += tally?.skipped ?? 0;
  if (code !== 0) failures.push(check.name);
  process.stdout.write(
    `── ${check.name}: ${code === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1_000)} s\n`,
  );
}
await rm(reports, { recursive: true, force: true });
if (failures.length > 0) process.stdout.write(`\nFailed: ${failures.join(', ')}\n`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exit(total.failed === 0 ? 0 : 1);

function run([name = '', ...args]: readonly string[], env: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(name, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        NEXT_TELEMETRY_DISABLED: '1',
        ...env,
        PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
      },
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function tallyVitest(): Promise<Tally> {
  const report = await readReport<{
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
  }>(vitestReport);
  return {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: report?.numPendingTests ?? 0,
  };
}

async function tallyPlaywright(): Promise<Tally> {
  const report = await readReport<{
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  }>(playwrightReport);
  // A flaky test is a bug, so it counts as failed.
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  return { passed: expected, failed: unexpected + flaky, skipped };
}

async function readReport<Report>(file: string): Promise<Report | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Report;
  } catch {
    return null;
  }
}
