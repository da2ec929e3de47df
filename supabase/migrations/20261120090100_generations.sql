-- Generations, their phases, the files and the log. Postgres is the truth: queue, leases, phases and files are rows.

create type public.generation_status as enum ('queued', 'running', 'succeeded', 'needs_attention', 'failed', 'cancelled');
create type public.generation_priority as enum ('low', 'normal', 'high');
create type public.phase_status as enum ('pending', 'running', 'committed', 'failed', 'cancelled');
create type public.checkpoint_cause as enum ('phase', 'edit', 'fix', 'regenerate', 'rollback', 'import');
create type public.event_type as enum ('status', 'text', 'code', 'chat', 'error', 'analysis_error', 'log', 'result');
create type public.blob_encoding as enum ('utf8', 'base64');
create type public.message_role as enum ('user', 'assistant', 'system');

create table public.generations (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  number integer not null,
  stack text not null check (stack ~ '^[a-z][a-z0-9_]{1,31}$'),
  model text not null check (char_length(model) between 1 and 100),
  prompt text not null default '' check (char_length(prompt) <= 20000),
  spec jsonb not null check (jsonb_typeof(spec) = 'object'),
  priority public.generation_priority not null default 'normal',
  status public.generation_status not null default 'queued',
  failure jsonb,
  result jsonb,
  admission integer not null default 0,
  lease_expires_at timestamptz,
  last_seq integer not null default 0,
  head_version integer not null default 0,
  head_checkpoint_id uuid,
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  queued_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  unique (project_id, number)
);
comment on table public.generations is 'One run of the way from a description to a tree of files. Waiting rows are the queue.';
comment on column public.generations.admission is 'Fencing number: counts up when a run is admitted or handed to another executor; writes of older runs are refused.';
comment on column public.generations.lease_expires_at is 'A running generation whose lease has passed is handed out again by the sweeper.';
comment on column public.generations.last_seq is 'Number of the newest event.';
create index generations_created_by_idx on public.generations (created_by, started_at desc);
create index generations_head_checkpoint_id_idx on public.generations (head_checkpoint_id);
create index generations_queue_idx on public.generations (priority desc, queued_at) where status = 'queued';
create index generations_lease_idx on public.generations (lease_expires_at) where status = 'running';
create index generations_project_newest_idx on public.generations (project_id, created_at desc);

create table public.phases (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  generation_id uuid not null references public.generations (id) on delete cascade,
  key text not null check (char_length(key) between 1 and 120),
  title text not null,
  position integer not null check (position >= 0),
  status public.phase_status not null default 'pending',
  attempt integer not null default 0,
  targets jsonb not null default '[]' check (jsonb_typeof(targets) = 'array'),
  input_hash text,
  files integer not null default 0,
  bytes bigint not null default 0,
  shortfalls jsonb not null default '[]' check (jsonb_typeof(shortfalls) = 'array'),
  warnings text[] not null default '{}',
  failure jsonb,
  output jsonb,
  checkpoint_id uuid,
  started_at timestamptz,
  finished_at timestamptz,
  unique (generation_id, key)
);
comment on table public.phases is 'The durable steps of a generation, in reading order; each commits exactly one checkpoint.';
comment on column public.phases.input_hash is 'Digest of all that the phase was made from; committing the same again is a no-op.';
comment on column public.phases.output is 'What later phases need of this one besides files: the findings of verify, say.';
create index phases_project_id_idx on public.phases (project_id);
create index phases_checkpoint_id_idx on public.phases (checkpoint_id);

create table public.blobs (
  project_id uuid not null references public.projects (id) on delete cascade,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size integer not null check (size >= 0),
  encoding public.blob_encoding not null default 'utf8',
  content text not null,
  primary key (project_id, sha256)
);
comment on table public.blobs is 'File contents by digest, once per project: sharing them between projects would tell what others have.';

create table public.checkpoints (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  generation_id uuid not null references public.generations (id) on delete cascade,
  version integer not null check (version > 0),
  parent_id uuid references public.checkpoints (id) on delete set null,
  cause public.checkpoint_cause not null,
  phase_id uuid references public.phases (id) on delete cascade,
  input_hash text,
  author_id uuid references public.profiles (id) on delete set null,
  message text not null default '',
  manifest jsonb not null check (jsonb_typeof(manifest) = 'object'),
  files_total integer not null,
  bytes_total bigint not null,
  added integer not null,
  changed integer not null,
  removed integer not null,
  created_at timestamptz not null default now(),
  unique (generation_id, version)
);
comment on table public.checkpoints is 'The whole tree as it stood: manifest {path: {sha256, size, phase, origin, version}} and the parent it came from.';
create index checkpoints_project_id_idx on public.checkpoints (project_id);
create index checkpoints_parent_id_idx on public.checkpoints (parent_id);
create index checkpoints_author_id_idx on public.checkpoints (author_id);
create unique index checkpoints_once_per_phase_and_input on public.checkpoints (phase_id, input_hash) where cause = 'phase';

alter table public.generations add foreign key (head_checkpoint_id) references public.checkpoints (id) on delete set null;
alter table public.phases add foreign key (checkpoint_id) references public.checkpoints (id) on delete set null;

create table public.generation_events (
  generation_id uuid not null references public.generations (id) on delete cascade,
  seq integer not null check (seq > 0),
  project_id uuid not null references public.projects (id) on delete cascade,
  type public.event_type not null,
  payload jsonb not null check (jsonb_typeof(payload) = 'object'),
  created_at timestamptz not null default clock_timestamp(),
  primary key (generation_id, seq)
);
comment on table public.generation_events is 'The log that browsers follow: seq counts up by one without gaps, in the order of the commits.';
create index generation_events_project_id_idx on public.generation_events (project_id);

create table public.messages (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  generation_id uuid references public.generations (id) on delete set null,
  author_id uuid references public.profiles (id) on delete set null,
  role public.message_role not null,
  body text not null check (char_length(body) between 1 and 100000),
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.messages is 'The conversation of a project: what people asked for, and what was answered.';
create index messages_project_id_idx on public.messages (project_id, created_at);
create index messages_generation_id_idx on public.messages (generation_id);
create index messages_author_id_idx on public.messages (author_id);

alter table public.generations enable row level security;
alter table public.phases enable row level security;
alter table public.blobs enable row level security;
alter table public.checkpoints enable row level security;
alter table public.generation_events enable row level security;
alter table public.messages enable row level security;

revoke all on
  public.generations, public.phases, public.blobs, public.checkpoints, public.generation_events, public.messages
from anon, authenticated;
grant select on
  public.generations, public.phases, public.blobs, public.checkpoints, public.generation_events, public.messages
to authenticated;
grant all on
  public.generations, public.phases, public.blobs, public.checkpoints, public.generation_events, public.messages
to service_role;

-- Members read everything of their projects; every write goes through a function that checks role and state.
create policy "members see generations" on public.generations
  for select to authenticated using (project_id in (select private.my_project_ids()));
create policy "members see phases" on public.phases
  for select to authenticated using (project_id in (select private.my_project_ids()));
create policy "members read file contents" on public.blobs
  for select to authenticated using (project_id in (select private.my_project_ids()));
create policy "members see checkpoints" on public.checkpoints
  for select to authenticated using (project_id in (select private.my_project_ids()));
create policy "members follow the log" on public.generation_events
  for select to authenticated using (project_id in (select private.my_project_ids()));
create policy "members read the conversation" on public.messages
  for select to authenticated using (project_id in (select private.my_project_ids()));
