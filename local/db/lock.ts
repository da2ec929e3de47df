import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Makes `dir` (mode 700) and holds it until `release` or the end of the process, however it ends.
 *
 * The lock is SQLite's exclusive lock on `lock.db`: the kernel drops it with the process, so neither a killed holder
 * nor a reused pid can block, and a holder whose event loop hangs is not robbed. The pid beside it serves the message.
 */
export async function lockDataDir(dir: string): Promise<{ release(): Promise<void> }> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await chmod(dir, 0o700);
  const pidFile = join(dir, 'lock.pid');
  const lock = new DatabaseSync(join(dir, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (!(error instanceof Error) || !error.message.includes('locked')) throw error;
    throw new DataDirInUseError(resolve(dir), await readFile(pidFile, 'utf8').catch(() => ''));
  }
  await writeFile(pidFile, `${process.pid}`, { mode: 0o600 });
  return {
    release: async () => {
      if (lock.isOpen) lock.close();
    },
  };
}

export class DataDirInUseError extends Error {
  override readonly name = 'DataDirInUseError';
  /** Who holds it, when that could be read. */
  readonly pid: number | null;

  constructor(dir: string, pid: string) {
    const holder = /^\d+$/.test(pid) ? `process ${pid}` : 'another process';
    super(`${dir} is in use by ${holder}. Stop it first, or start with another data directory.`);
    this.pid = /^\d+$/.test(pid) ? Number(pid) : null;
  }
}
