import type { Database, Queryable } from '../../local/db/database.ts';

export const callers = ['anonymous', 'outsider', 'viewer', 'editor', 'owner'] as const;
export type Caller = (typeof callers)[number];
export type SignedIn = Exclude<Caller, 'anonymous'>;

export interface SeededProject extends Record<SignedIn, string> {
  readonly project: string;
  readonly generation: string;
}

/** One project with its three kinds of members, an outsider, and a row in every table. Returns ids. */
export async function seedProject(db: Database): Promise<SeededProject> {
  const person = async (name: SignedIn) => {
    const id = crypto.randomUUID();
    await db.query(
      `insert into auth.users (id, email, raw_user_meta_data) values ($1, $2, jsonb_build_object('display_name', $3::text))`,
      [id, `${name}-${id}@example.com`, name],
    );
    return id;
  };
  const people = {
    outsider: await person('outsider'),
    viewer: await person('viewer'),
    editor: await person('editor'),
    owner: await person('owner'),
  };
  const project = await as(db, people.owner, async (tx) => {
    const rows = await tx.query<{ id: string }>(
      `select id from public.create_project('Seeded', 'For tests')`,
    );
    return rows[0]?.id ?? '';
  });
  await db.query(
    `insert into public.project_members (project_id, user_id, role) values ($1, $2, 'viewer'), ($1, $3, 'editor')`,
    [project, people.viewer, people.editor],
  );
  const generation = await as(db, people.editor, async (tx) => {
    const rows = await tx.query<{ id: string }>(
      `select id from public.start_generation($1, 'fastapi', 'blueprint', 'A blog', '{}', 'normal', $2)`,
      [project, JSON.stringify([{ key: 'core', title: 'Core', position: 0, targets: [] }])],
    );
    return rows[0]?.id ?? '';
  });
  const [batch] = await db.query<{ id: string }>(
    `insert into public.batches (title, created_by) values ('Seeded', $1) returning id`,
    [people.editor],
  );
  await db.query('update public.generations set batch_id = $1', [batch?.id]);
  await asServer(db, async (tx) => {
    await tx.query(`select public.admit_generations(4, 60)`);
    await tx.query(`select public.begin_phase($1, 1, 'core', 'hash', 60)`, [generation]);
    await tx.query(`select public.commit_checkpoint($1, 1, 'core', 'hash', $2)`, [
      generation,
      JSON.stringify([{ path: 'main.py', content: 'print()\n' }]),
    ]);
  });
  return { ...people, project, generation };
}

/** A transaction as a signed-in person sees the database. */
export function as<Result>(
  db: Database,
  user: string,
  work: (tx: Queryable) => Promise<Result>,
): Promise<Result> {
  return withRole(db, 'authenticated', { role: 'authenticated', sub: user }, work);
}

/** A transaction as the server's durable functions see it. */
export function asServer<Result>(db: Database, work: (tx: Queryable) => Promise<Result>): Promise<Result> {
  return withRole(db, 'service_role', { role: 'service_role' }, work);
}

function withRole<Result>(
  db: Database,
  role: string,
  claims: object,
  work: (tx: Queryable) => Promise<Result>,
): Promise<Result> {
  return db.transaction(async (tx) => {
    await tx.query(`select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)`, [
      role,
      JSON.stringify(claims),
    ]);
    return work(tx);
  });
}
