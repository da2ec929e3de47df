import type { Database } from '../db/database.ts';
import type { Identity } from '../service.ts';
import type { ChangeSubscription } from './change-subscription.ts';
import type { Channel } from './channel.ts';

type Row = Record<string, unknown>;

interface Change {
  readonly relation: number;
  readonly type: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly record: Row | null;
  readonly old_record: Row | null;
  readonly committed_at: string;
  readonly schema: string;
  readonly table: string;
  readonly row_security: boolean;
  /** `replica identity full`: old rows are sent whole. */
  readonly full_identity: boolean;
  readonly key: string[];
  readonly columns: { name: string; type: string }[];
}

const batchSize = 100;

const takeChanges = `
  with taken as (
    delete from realtime._changes
    where id in (select id from realtime._changes order by id limit ${batchSize})
    returning *
  )
  select
    taken.relation::int8 as relation, taken.type, taken.record, taken.old_record,
    to_char(taken.committed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as committed_at,
    namespace.nspname as schema, relation.relname as table,
    relation.relrowsecurity as row_security, relation.relreplident = 'f' as full_identity,
    coalesce((
      select jsonb_agg(attribute.attname order by attribute.attnum)
      from pg_index as index
      join pg_attribute as attribute on attribute.attrelid = index.indrelid and attribute.attnum = any (index.indkey)
      where index.indrelid = relation.oid and index.indisprimary
    ), '[]') as key,
    (
      select jsonb_agg(jsonb_build_object('name', attribute.attname, 'type', type.typname) order by attribute.attnum)
      from pg_attribute as attribute
      join pg_type as type on type.oid = attribute.atttypid
      where attribute.attrelid = relation.oid and attribute.attnum > 0 and not attribute.attisdropped
    ) as columns
  from taken
  join pg_class as relation on relation.oid = taken.relation
  join pg_namespace as namespace on namespace.oid = relation.relnamespace
  order by taken.id`;

const selectReadableColumns = `
  select attname as name from pg_attribute
  where attrelid = $1::oid and attnum > 0 and not attisdropped
    and has_column_privilege($2::name, attrelid, attnum, 'select')`;

/** Takes recorded changes out of the database and sends each to the channels that asked for it and may see it. */
export function createChangeFeed(
  db: Database,
  channels: () => Iterable<Channel>,
): { drain(): Promise<void> } {
  let running: Promise<void> | null = null;
  let again = false;

  async function drainAll(): Promise<void> {
    do {
      again = false;
      let changes: Change[];
      do {
        changes = await db.query<Change>(takeChanges);
        for (const change of changes) await sendChange(db, change, channels());
      } while (changes.length === batchSize);
    } while (again);
  }

  return {
    drain() {
      again = true;
      running ??= drainAll().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

async function sendChange(db: Database, change: Change, channels: Iterable<Channel>): Promise<void> {
  const rendered = new Map<string, Promise<Record<string, unknown> | null>>();
  for (const channel of channels) {
    const wanted = channel.options.changes.filter(({ request }) => concerns(request, change));
    if (wanted.length === 0) continue;
    const ids = await passingFilters(db, change, wanted);
    if (ids.length === 0) continue;
    const { identity } = channel;
    const viewer = `${identity.role} ${JSON.stringify(identity.claims)}`;
    let data = rendered.get(viewer);
    if (data === undefined) {
      data = renderChange(db, change, identity);
      rendered.set(viewer, data);
    }
    const shown = await data;
    if (shown !== null) channel.push('postgres_changes', { ids, data: shown });
  }
}

function concerns(request: ChangeSubscription['request'], change: Change): boolean {
  return (
    (request.event === '*' || request.event === change.type) &&
    (request.schema === '*' || request.schema === change.schema) &&
    (request.table === undefined || request.table === '*' || request.table === change.table)
  );
}

async function passingFilters(
  db: Database,
  change: Change,
  subscriptions: readonly ChangeSubscription[],
): Promise<number[]> {
  const ids: number[] = [];
  for (const { id, filter } of subscriptions) {
    if (filter === null || (await filterHolds(db, change, filter))) ids.push(id);
  }
  return ids;
}

async function filterHolds(
  db: Database,
  change: Change,
  { column, comparison, operands }: NonNullable<ChangeSubscription['filter']>,
): Promise<boolean> {
  const row = change.record ?? oldRecord(change);
  const [answer] = await db.query<{ holds: boolean }>(
    'select realtime._filter_holds($1::oid, $2, $3, $4::text[], $5::jsonb) as holds',
    [change.relation, column, comparison, operands, JSON.stringify(row)],
  );
  return answer?.holds ?? false;
}

/** What this identity may know of the change; null when row security hides the row from it. */
async function renderChange(
  db: Database,
  change: Change,
  identity: Identity,
): Promise<Record<string, unknown> | null> {
  const { schema, table, type, committed_at: commit_timestamp } = change;
  const readable = new Set(
    (await db.query<{ name: string }>(selectReadableColumns, [change.relation, identity.role])).map(
      ({ name }) => name,
    ),
  );
  const head = { schema, table, type, commit_timestamp };
  if (readable.size === 0) return withheld(head, 'Error 401: Unauthorized');
  if (type !== 'DELETE' && change.row_security) {
    if (change.key.length === 0) return withheld(head, 'Error 400: Bad Request, no primary key');
    const [answer] = await db.query<{ visible: boolean }>(
      'select realtime._row_visible($1::oid, $2::jsonb, $3, $4) as visible',
      [change.relation, JSON.stringify(change.record), identity.role, JSON.stringify(identity.claims)],
    );
    if (answer?.visible !== true) return null;
  }
  const show = (row: Row): Row =>
    Object.fromEntries(Object.entries(row).filter(([column]) => readable.has(column)));
  return {
    ...head,
    columns: change.columns.filter(({ name }) => readable.has(name)),
    ...(change.record === null ? {} : { record: show(change.record) }),
    ...(change.old_record === null ? {} : { old_record: show(oldRecord(change)) }),
    errors: null,
  };
}

function withheld(head: Record<string, unknown>, error: string): Record<string, unknown> {
  return { ...head, columns: [], record: {}, old_record: {}, errors: [error] };
}

/** Policies cannot be asked about a row that is gone, so a deleted row under row security shows its key alone. */
function oldRecord(change: Change): Row {
  const row = change.old_record ?? {};
  const whole = change.full_identity && !(change.type === 'DELETE' && change.row_security);
  return whole ? row : Object.fromEntries(change.key.map((column) => [column, row[column]]));
}
