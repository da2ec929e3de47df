import { openDatabase } from '../open.ts';

const db = await openDatabase({ dataDir: process.argv[2] ?? '' });
await db.exec('create table if not exists log (id int primary key, filler text)');
for (;;) {
  const [row] = await db.query<{ id: number }>(
    `insert into log select coalesce(max(id), 0) + 1, repeat('x', 2000) from log returning id`,
  );
  process.stdout.write(`${row?.id}\n`);
}
