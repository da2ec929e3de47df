-- The durable engine's memory. Only the executor reads or writes it: no API role has a grant on this schema.
-- Payloads are `text`, not `jsonb`: jsonb refuses \u0000 and reorders keys.
create schema executor;
revoke all on schema executor from public;

-- Every dispatch of a task gets a new number; an answer that carries an older one is stale.
create sequence executor.generation as integer;

-- Whoever started last owns the queue; an earlier executor sees a foreign epoch and stands down.
create table executor.owner (
  only_row boolean primary key default true check (only_row),
  epoch integer not null
);
insert into executor.owner (epoch) values (0);

-- Functions as the application described them at its last sync.
create table executor.functions (
  id text primary key,
  config text not null,
  active boolean not null default true,
  synced_at timestamptz not null
);

-- One row per cron trigger: when it fires next.
create table executor.schedules (
  function_id text not null references executor.functions (id) on delete cascade,
  cron text not null,
  next_at timestamptz not null,
  primary key (function_id, cron)
);

-- Events as received; `dispatched` is false only while no application has been synced yet.
create table executor.events (
  id text primary key,
  name text not null,
  external_id text,
  body text not null,
  dispatched boolean not null,
  received_at timestamptz not null
);
create index events_received_at_idx on executor.events (received_at);
create index events_undispatched_idx on executor.events (id) where not dispatched;

-- Keys that must not start a second run before they expire: event ids and `idempotency` expressions.
create table executor.idempotency_keys (
  key text primary key,
  expires_at timestamptz not null
);

create table executor.runs (
  id text primary key,
  function_id text not null,
  event_id text not null,
  event text not null,
  status text not null default 'running' check (status in ('running', 'completed', 'failed', 'cancelled')),
  output text,
  rank double precision not null,
  slots text[] not null default '{}',
  parent_run_id text,
  parent_step_id text,
  created_at timestamptz not null,
  started_at timestamptz,
  deadline_at timestamptz,
  ended_at timestamptz
);
create index runs_active_idx on executor.runs (function_id) where status = 'running';
create index runs_deadline_idx on executor.runs (deadline_at) where status = 'running' and deadline_at is not null;
create index runs_event_idx on executor.runs (event_id);
create index runs_ended_idx on executor.runs (ended_at) where status <> 'running';

-- Memoised results: a row here means that step never runs again in that run.
create table executor.steps (
  run_id text not null references executor.runs (id) on delete cascade,
  step_id text not null,
  position bigint generated always as identity,
  result text not null,
  size integer not null,
  primary key (run_id, step_id)
);

-- What a run still waits for. `step_id` is 'step' for a discovery call, else the hashed step id. `due_at` is when a
-- call may go out, when a sleep ends, or when a wait or an invocation times out (null: never).
create table executor.tasks (
  run_id text not null references executor.runs (id) on delete cascade,
  step_id text not null,
  kind text not null check (kind in ('call', 'sleep', 'wait', 'invoke')),
  state text not null default 'queued' check (state in ('queued', 'executing')),
  attempt integer not null default 0,
  generation integer not null default 0,
  due_at timestamptz,
  event_name text,
  expression text,
  rank double precision not null,
  slots text[] not null default '{}',
  primary key (run_id, step_id)
);
create index tasks_ready_idx on executor.tasks (rank) where kind = 'call' and state = 'queued';
create index tasks_due_idx on executor.tasks (due_at) where state = 'queued' and due_at is not null;
create index tasks_wait_idx on executor.tasks (event_name) where kind = 'wait';
