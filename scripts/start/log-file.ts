import { createWriteStream } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

export interface LogFile {
  readonly path: string;
  /** Writes what comes, line by line with the time, and passes each line on as it came. */
  follow(stream: Readable, onLine?: (line: string) => void): void;
  close(): Promise<void>;
}

const longestBytes = 10 * 1024 * 1024;

/** Appends to `<dir>/<name>.log`, readable by its owner only. A long one becomes `<name>.log.1` first. */
export async function openLogFile(dir: string, name: string): Promise<LogFile> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, `${name}.log`);
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > longestBytes) await rename(path, `${path}.1`);
  const file = createWriteStream(path, { flags: 'a', mode: 0o600 });
  // A full disk costs the log, not the program.
  file.on('error', (error) => console.error(`${path} cannot be written: ${error.message}`));

  return {
    path,
    follow(stream, onLine) {
      let rest = '';
      const take = (line: string) => {
        file.write(`${new Date().toISOString()} ${stripVTControlCharacters(line)}\n`);
        onLine?.(line);
      };
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        lines.forEach(take);
      });
      stream.on('end', () => {
        if (rest !== '') take(rest);
      });
    },
    close: () => new Promise((resolve) => file.end(() => resolve())),
  };
}
