-- The queue as people see it: one order for admitting and for showing, places, waits, priorities, and the
-- administrators who look after it. Waiting rows of generations are the queue; nothing here is a second copy of it.

create table private.administrators (
  email text primary key check (email = lower(email))
);
comment on table private.administrators is
  'Who administers this installation, kept equal to CAIRN_ADMINS by the server. Never writable by people.';
revoke all on private.administrators from public, anon, authenticated;
grant select, insert, delete on private.administrators to service_role;

create function public.set_administrators(p_emails text[]) returns void
language sql set search_path = '' as $$
  delete from private.administrators a where a.email <> all (select lower(named) from unnest(p_emails) named);
  insert into private.administrators (email)
  select distinct lower(named) from unnest(p_emails) named
  on conflict do nothing
$$;
comment on function public.set_administrators is 'The server makes the list what its environment says; called at its start and every minute.';
grant execute on function public.set_administrators(text[]) to service_role;

create function private.is_administrator() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select 1
    from auth.users u
    join private.administrators a on a.email = lower(u.email)
    where u.id = auth.uid() and u.email_confirmed_at is not null
  )
$$;
comment on function private.is_administrator is
  'Whether the caller''s address is named and confirmed: an address that nobody proved to own gives no rights.';
grant execute on function private.is_administrator() to authenticated;

create function public.is_administrator() returns boolean
language sql stable set search_path = '' as $$ select private.is_administrator() $$;
comment on function public.is_administrator is 'Any signed-in person may ask it about themselves.';
grant execute on function public.is_administrator() to authenticated;

create function private.require_administrator() returns void
language plpgsql stable set search_path = '' as $$
begin
  if not private.is_administrator() then
    raise exception 'forbidden' using
      errcode = 'PT403',
      detail = 'Only administrators may do that.',
      hint = 'They are named in CAIRN_ADMINS, and sign in with that address confirmed.';
  end if;
end
$$;
comment on function private.require_administrator is 'Refuses everyone but administrators.';

alter table public.generations add column admitted_at timestamptz;
comment on column public.generations.admitted_at is
  'When the newest run got its place. started_at is the first run''s, so waits and durations are measured from here.';
update public.generations set admitted_at = started_at where started_at is not null;
create index generations_last_served_idx on public.generations (created_by, admitted_at desc);
create index generations_finished_idx on public.generations (finished_at desc) where finished_at is not null;

create function private.queue_order() returns table (generation_id uuid, place integer)
language sql stable set search_path = '' as $$
  with waiting as (
    select
      w.id,
      w.created_by,
      w.priority,
      w.queued_at,
      (
        select count(*) from public.generations r
        where r.status = 'running' and r.created_by = w.created_by
      ) as running,
      row_number() over (partition by w.created_by order by w.priority desc, w.queued_at, w.id) as turn
    from public.generations w
    where w.status = 'queued'
  ), grouped as (
    select
      w.*,
      min(w.turn) over of_person as first_turn,
      min(w.queued_at) over of_person as first_queued_at,
      (
        select max(g.admitted_at) from public.generations g where g.created_by = w.created_by
      ) as last_served
    from waiting w
    window of_person as (partition by w.created_by, w.priority)
  )
  -- Taking one after the other, each raises its person's share by one; whoever just reaches a share goes before those
  -- who got theirs by being taken in the same round.
  select id, (row_number() over (
    order by
      priority desc,
      running + turn,
      running + first_turn desc,
      first_turn,
      last_served nulls first,
      first_queued_at,
      queued_at,
      id
  ))::integer
  from grouped
$$;
comment on function private.queue_order is
  'The waiting generations in the order in which they will run: by priority, then whoever has fewest running, then who was served longest ago.';
grant execute on function private.queue_order() to service_role;

create or replace function public.admit_generations(p_max_running integer, p_lease_seconds integer)
returns table (generation_id uuid, admission integer)
language plpgsql set search_path = '' as $$
declare
  free integer;
  chosen uuid;
  admitted public.generations;
begin
  -- One at a time: two callers that count the running ones side by side would both see the same free place.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('cairn.admit_generations', 0));
  select coalesce(p_max_running, 1000000) - count(*) into free from public.generations where status = 'running';
  for chosen in
    select o.generation_id from private.queue_order() o order by o.place limit greatest(free, 0)
  loop
    update public.generations g
    set status = 'running',
      admission = g.admission + 1,
      lease_expires_at = clock_timestamp() + make_interval(secs => p_lease_seconds),
      admitted_at = clock_timestamp(),
      started_at = coalesce(g.started_at, clock_timestamp()),
      finished_at = null,
      failure = null
    where g.id = chosen and g.status = 'queued'
    returning * into admitted;
    if admitted.id is not null then
      perform private.emit_generation_status(admitted);
      generation_id := admitted.id;
      admission := admitted.admission;
      return next;
    end if;
  end loop;
end
$$;
comment on function public.admit_generations is
  'Fills the free places in the order of the queue. Null limit lifts it. One that was cancelled meanwhile leaves its place to the next call.';

create function private.stop_generation(p_generation uuid) returns public.generations
language plpgsql set search_path = '' as $$
declare
  held public.generations;
begin
  select * into held from public.generations where id = p_generation for update;
  if held.status = 'cancelled' then
    return held;
  end if;
  update public.generations
  set status = 'cancelled', finished_at = clock_timestamp(), lease_expires_at = null
  where id = p_generation
  returning * into held;
  update public.phases set status = 'cancelled', finished_at = clock_timestamp()
  where generation_id = p_generation and status = 'running';
  perform private.emit(p_generation, 'status', private.phase_status_payload(p))
  from public.phases p where p.generation_id = p_generation and p.status = 'cancelled';
  perform private.emit_generation_status(held);
  select * into held from public.generations where id = p_generation;
  return held;
end
$$;
comment on function private.stop_generation is 'What cancelling does, whoever may; what was committed stays. Twice is once.';

create or replace function private.cancel_generation(p_generation uuid) returns public.generations
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_editor(g.project_id)
  from (select p_generation as id) wanted left join public.generations g using (id);
  return private.stop_generation(p_generation);
end
$$;

create function private.cancel_as_administrator(p_generation uuid) returns public.generation_status
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_administrator();
  if not exists (select 1 from public.generations where id = p_generation) then
    raise exception 'not_found' using errcode = 'PT404', detail = 'There is no such generation.';
  end if;
  return (private.stop_generation(p_generation)).status;
end
$$;
comment on function private.cancel_as_administrator is
  'Administrators stop any generation. They get its status alone: what people build stays theirs.';
grant execute on function private.cancel_as_administrator(uuid) to authenticated;

create function public.cancel_as_administrator(p_generation uuid) returns public.generation_status
language sql set search_path = '' as $$ select private.cancel_as_administrator(p_generation) $$;
comment on function public.cancel_as_administrator is 'Administrators may call it.';
grant execute on function public.cancel_as_administrator(uuid) to authenticated;

create function private.set_priority(p_generation uuid, p_priority public.generation_priority)
returns public.generation_priority
language plpgsql security definer set search_path = '' as $$
declare
  administers boolean := private.is_administrator();
  held public.generations;
begin
  select * into held from public.generations where id = p_generation for update;
  if held.id is null or not administers then
    perform private.require_editor(held.project_id);
  end if;
  if held.priority = p_priority then
    return held.priority;
  end if;
  if p_priority = 'high' and not administers then
    raise exception 'forbidden' using
      errcode = 'PT403',
      detail = 'Only administrators move a waiting generation ahead of everyone.',
      hint = 'Choose low or normal, or ask an administrator.';
  end if;
  if held.status <> 'queued' then
    raise exception 'not_allowed_now' using errcode = 'PT409', detail = 'This generation does not wait any more.';
  end if;
  update public.generations set priority = p_priority where id = p_generation;
  return p_priority;
end
$$;
comment on function private.set_priority is
  'While it waits: editors of its project choose low or normal, administrators anything. High is chosen at the start, so nobody overtakes others afterwards.';
grant execute on function private.set_priority(uuid, public.generation_priority) to authenticated;

create function public.set_priority(p_generation uuid, p_priority public.generation_priority)
returns public.generation_priority
language sql set search_path = '' as $$ select private.set_priority(p_generation, p_priority) $$;
comment on function public.set_priority is 'Editors of the project and administrators may call it.';
grant execute on function public.set_priority(uuid, public.generation_priority) to authenticated;

create function private.read_queue(p_everyone boolean, p_project uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  administers boolean := private.is_administrator();
  everyone boolean := coalesce(p_everyone, administers);
begin
  if auth.uid() is null then
    raise exception 'unauthenticated' using errcode = 'PT401', detail = 'Sign in first.';
  end if;
  if everyone then
    perform private.require_administrator();
  end if;
  return (
    with shown as (
      select g.*, p.name as project_name, o.place, private.project_role_of(g.project_id) as role
      from public.generations g
      join public.projects p on p.id = g.project_id
      left join private.queue_order() o on o.generation_id = g.id
      where g.status in ('queued', 'running')
        and (everyone or g.project_id in (select private.my_project_ids()))
        and (p_project is null or g.project_id = p_project)
      order by o.place nulls first, g.admitted_at
      limit 500
    )
    select jsonb_build_object(
      'now', private.instant(clock_timestamp()),
      'administrator', administers,
      'depth', (select count(*) from public.generations where status = 'queued'),
      'running', (select count(*) from public.generations where status = 'running'),
      'running_seconds', (
        select coalesce(jsonb_agg(extract(epoch from clock_timestamp() - coalesce(admitted_at, started_at))), '[]')
        from public.generations where status = 'running'
      ),
      'typical_seconds', (
        select percentile_cont(0.5) within group (order by extract(epoch from finished_at - admitted_at))
        from (
          select finished_at, admitted_at from public.generations
          where finished_at is not null and status in ('succeeded', 'needs_attention')
          order by finished_at desc limit 50
        ) recent
      ),
      'entries', coalesce((
        select jsonb_agg(
          jsonb_build_object(
            'generation_id', s.id,
            'project_id', s.project_id,
            'project_name', s.project_name,
            'number', s.number,
            'stack', s.stack,
            'model', s.model,
            'status', s.status,
            'priority', s.priority,
            'position', s.place,
            'queued_at', private.instant(s.queued_at),
            'running_since', case when s.status = 'running' then private.instant(coalesce(s.admitted_at, s.started_at)) end,
            'started_by', (select display_name from public.profiles where id = s.created_by),
            'mine', s.created_by is not distinct from auth.uid(),
            'member', s.role is not null,
            'may_change', administers or coalesce(s.role >= 'editor', false),
            'phases_total', (select count(*) from public.phases where generation_id = s.id),
            'phases_committed', (
              select count(*) from public.phases where generation_id = s.id and status = 'committed'
            )
          )
          order by s.place nulls first, s.admitted_at
        )
        from shown s
      ), '[]')
    )
  );
end
$$;
comment on function private.read_queue is
  'What waits and runs in the caller''s projects, or everywhere for administrators, with counts and durations
of the rest, without names. Everyone''s is what administrators get unless they ask otherwise.';
grant execute on function private.read_queue(boolean, uuid) to authenticated;

create function public.read_queue(p_everyone boolean default null, p_project uuid default null) returns jsonb
language sql stable set search_path = '' as $$ select private.read_queue(p_everyone, p_project) $$;
comment on function public.read_queue is 'Any signed-in person may call it; for everyone''s entries only administrators.';
grant execute on function public.read_queue(boolean, uuid) to authenticated;

create function private.queue_statistics(p_hours integer) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  since timestamptz := clock_timestamp() - make_interval(hours => least(greatest(p_hours, 1), 24 * 90));
begin
  perform private.require_administrator();
  return (
    with ended as (
      select status, failure from public.generations where finished_at >= since
    ), waits as (
      select extract(epoch from admitted_at - queued_at) as seconds
      from public.generations where admitted_at >= since and admitted_at >= queued_at
    ), causes as (
      select coalesce(failure ->> 'code', 'unknown') as code, left(coalesce(failure ->> 'message', ''), 200) as message,
        count(*) as times
      from ended where status = 'failed'
      group by 1, 2 order by times desc, code, message limit 10
    )
    select jsonb_build_object(
      'hours', p_hours,
      'succeeded', (select count(*) from ended where status = 'succeeded'),
      'needs_attention', (select count(*) from ended where status = 'needs_attention'),
      'failed', (select count(*) from ended where status = 'failed'),
      'cancelled', (select count(*) from ended where status = 'cancelled'),
      'wait_p50_seconds', (select percentile_cont(0.5) within group (order by seconds) from waits),
      'wait_p95_seconds', (select percentile_cont(0.95) within group (order by seconds) from waits),
      'causes', coalesce((select jsonb_agg(to_jsonb(c) order by c.times desc, c.code, c.message) from causes c), '[]')
    )
  );
end
$$;
comment on function private.queue_statistics is
  'For administrators: how the last hours went. Waits are from the newest queueing to its place, of those that got one.';
grant execute on function private.queue_statistics(integer) to authenticated;

create function public.queue_statistics(p_hours integer) returns jsonb
language sql stable set search_path = '' as $$ select private.queue_statistics(p_hours) $$;
comment on function public.queue_statistics is 'Administrators may call it.';
grant execute on function public.queue_statistics(integer) to authenticated;

-- PostgreSQL lets everyone call a new function, and default privileges of a schema cannot take that back.
revoke execute on all functions in schema public, private from public;
