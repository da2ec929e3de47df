/** How often to look. Autovacuum never runs in PGlite, and without it tables that are updated much grow without end. */
const INTERVAL_MS = 20_000;
/** Busy rounds to let pass before maintenance takes its turn between the callers' own. */
const PATIENCE = 3;

/** Tables due by autovacuum's defaults: 50 rows and a fifth of the table dead. */
const DUE = `
  select format('%I.%I', schemaname, relname) as name
    from pg_stat_all_tables
   where n_dead_tup > 50 + 0.2 * n_live_tup
      or n_mod_since_analyze > 50 + 0.1 * n_live_tup
   order by n_dead_tup desc
   limit 50`;

/** Vacuums, one table per turn, and checkpoints when the database has nothing else to do, or after a minute of bustle. */
export function startMaintenance(
  run: (sql: string) => Promise<unknown>,
  state: () => { idle: boolean; turns: number },
): { stop(): void } {
  let seen = 0;
  let skipped = 0;
  let working = false;
  const timer = setInterval(async () => {
    const { idle, turns } = state();
    if (working || turns === seen) return;
    if (!idle && ++skipped < PATIENCE) return;
    skipped = 0;
    working = true;
    try {
      await maintain(run);
    } catch (error) {
      console.error('Database maintenance failed; it will be tried again:', error);
    } finally {
      seen = state().turns;
      working = false;
    }
  }, INTERVAL_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** One round; `name` comes quoted from Postgres itself. */
export async function maintain(run: (sql: string) => Promise<unknown>): Promise<void> {
  // Counts of dead rows are published at leisure otherwise.
  await run('select pg_stat_force_next_flush()');
  const due = (await run(DUE)) as { name: string }[];
  for (const { name } of due) await run(`vacuum (analyze) ${name}`);
  await run('checkpoint');
}
