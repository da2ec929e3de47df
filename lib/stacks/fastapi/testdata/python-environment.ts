import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cache = join(import.meta.dirname, '../../../../node_modules/.cache/cairn');
const probeLimit = 20_000;
const installLimit = 240_000;

/** A virtual environment with the packages of a requirements file, or why there is none. */
export type PythonEnvironment = { readonly python: string } | { readonly missing: string };

/** Kept by the requirements' hash, as an installation takes far longer than what is tested with it. */
export async function preparePython(requirements: string): Promise<PythonEnvironment> {
  const hash = createHash('sha256').update(requirements).digest('hex').slice(0, 16);
  const home = join(cache, `venv-${hash}`);
  const python = join(home, 'bin', 'python');
  if (await exists(python)) return { python };
  try {
    await run('python3', ['-c', 'import sys, venv, ensurepip; assert sys.version_info >= (3, 11)']);
  } catch {
    return { missing: 'there is no Python 3.11 with venv and pip' };
  }
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, 'venv-new-'));
  try {
    await run('python3', ['-m', 'venv', fresh]);
    await writeFile(join(fresh, 'requirements.txt'), requirements);
    const pip = [join(fresh, 'bin', 'python'), '-m', 'pip', '--disable-pip-version-check', '-q'] as const;
    const [command, ...first] = pip;
    const options = { env: { ...process.env, PIP_RETRIES: '0', PIP_DEFAULT_TIMEOUT: '10' } };
    await run(command, [...first, 'download', '--no-deps', '-d', join(fresh, 'probe'), 'iniconfig'], {
      ...options,
      timeout: probeLimit,
    });
    await run(command, [...first, 'install', '-r', join(fresh, 'requirements.txt'), 'ruff'], {
      ...options,
      timeout: installLimit,
    });
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    return { missing: `pip cannot install here (${String(error).split('\n')[0]})` };
  }
  try {
    await rename(fresh, home);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Another run was quicker.
    if (!(await exists(python))) throw error;
  }
  return { python };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
