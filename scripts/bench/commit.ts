import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap } from '../../local/db/bootstrap.ts';
import type { Database } from '../../local/db/database.ts';
import { migrate } from '../../local/db/migrate.ts';
import { openDatabase } from '../../local/db/open.ts';
import { asServer, seedProject } from '../../supabase/tests/seed-project.ts';
import { median } from './median.ts';
import type { Row } from './row.ts';

const rounds = 15;
const files = 24;

/** A phase's commit of 24 files against a raw insert of the same bytes, in one database on disk, a transaction each. */
export async function benchCommit(): Promise<Row[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cairn-bench-'));
  const db = await openDatabase({ dataDir });
  try {
    await bootstrap(db);
    await migrate(db, join(import.meta.dirname, '..', '..', 'supabase', 'migrations'));
    await db.exec(
      'create table public.raw_files (id bigint generated always as identity, path text, content text)',
    );
    const { generation } = await seedProject(db);
    return [await compare(db, generation, 60_000), await compare(db, generation, 200_000)];
  } finally {
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function compare(db: Database, generation: string, bytes: number): Promise<Row> {
  const raw: number[] = [];
  const commit: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const written = makeFiles(bytes, `raw ${bytes} ${round}`);
    raw.push(
      await time(() =>
        asServer(db, (tx) =>
          tx.query(
            `insert into public.raw_files (path, content)
             select path, content from jsonb_to_recordset($1::jsonb) as f (path text, content text)`,
            [JSON.stringify(written)],
          ),
        ),
      ),
    );
    const next = JSON.stringify(makeFiles(bytes, `commit ${bytes} ${round}`));
    commit.push(
      await time(() =>
        asServer(db, (tx) =>
          tx.query(`select public.commit_checkpoint($1, 1, 'core', $2, $3)`, [
            generation,
            `${bytes} ${round}`,
            next,
          ]),
        ),
      ),
    );
  }
  return {
    what: `checkpoint commit of ${files} files, ${bytes / 1_000} kB, over a raw insert`,
    ratio: median(commit) / median(raw),
    aim: bytes === 200_000 ? 1.5 : null,
    detail: `${median(commit).toFixed(1)} ms over ${median(raw).toFixed(1)} ms`,
  };
}

/** Text as source code is: lines that differ, so that compression has its usual work. */
function makeFiles(bytes: number, salt: string): { path: string; content: string }[] {
  const size = Math.floor(bytes / files);
  return Array.from({ length: files }, (_, index) => {
    let content = '';
    for (let line = 0; content.length < size; line += 1) {
      content += `def ${salt.replaceAll(' ', '_')}_${index}_${line}(value: int) -> int:\n    return value * ${line * 7919 + index}\n`;
    }
    return { path: `app/module_${index}.py`, content: content.slice(0, size) };
  });
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
