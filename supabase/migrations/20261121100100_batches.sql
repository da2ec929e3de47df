-- Batches: several generations that were started together and are looked at side by side.

create table public.batches (
  id uuid primary key default gen_random_uuid(),
  title text not null check (char_length(title) between 1 and 80),
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.batches is 'Generations that were started together: several apps, or one app on several stacks and models.';
create index batches_created_by_idx on public.batches (created_by, created_at desc);

alter table public.generations add column batch_id uuid references public.batches (id) on delete set null;
comment on column public.generations.batch_id is 'The batch that it was started with, if any.';
create index generations_batch_id_idx on public.generations (batch_id);

alter table public.batches enable row level security;
revoke all on public.batches from anon, authenticated;
grant select on public.batches to authenticated;
grant all on public.batches to service_role;

-- Generations are under their own policy, so this asks for those that the caller sees.
create policy "its creator and members of its projects see a batch" on public.batches
  for select to authenticated
  using (
    created_by = (select auth.uid())
    or exists (select 1 from public.generations g where g.batch_id = batches.id)
  );

create function private.start_in_batch(p_batch uuid, p_project uuid, p_run jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  made public.generations;
  -- One transaction has one time: their order is kept in the microseconds.
  moment timestamptz := now() + make_interval(secs => (p_run ->> 'index')::integer / 1000000.0);
  code text;
  message text;
  detail text;
  hint text;
begin
  select * into made from private.start_generation(
    p_project,
    p_run ->> 'stack',
    p_run ->> 'model',
    p_run ->> 'prompt',
    p_run -> 'spec',
    (p_run ->> 'priority')::public.generation_priority,
    p_run -> 'phases'
  );
  update public.generations set batch_id = p_batch, created_at = moment, queued_at = moment where id = made.id;
  return jsonb_build_object(
    'index', p_run -> 'index', 'project_id', p_project, 'generation_id', made.id, 'status', made.status
  );
exception when others then
  get stacked diagnostics
    code = returned_sqlstate, message = message_text, detail = pg_exception_detail, hint = pg_exception_hint;
  -- Only refusals that people are meant to read are an answer; anything else ends the whole batch.
  if code not like 'PT%' then
    raise;
  end if;
  return jsonb_build_object(
    'index', p_run -> 'index',
    'error', jsonb_strip_nulls(jsonb_build_object('code', message, 'message', detail, 'hint', nullif(hint, '')))
  );
end
$$;
comment on function private.start_in_batch is
  'Starts one generation, or says why not; then nothing of it is left. Runs as its caller, a function that runs as owner.';

create function private.start_batch(p_title text, p_apps jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  batch public.batches;
  app jsonb;
  project uuid;
  outcome jsonb;
  outcomes jsonb := '[]';
begin
  if auth.uid() is null then
    raise exception 'unauthenticated' using errcode = 'PT401', detail = 'Sign in first.';
  end if;
  insert into public.batches (title, created_by) values (p_title, auth.uid()) returning * into batch;
  for app in select value from jsonb_array_elements(p_apps) loop
    project := (app ->> 'project_id')::uuid;
    if project is null then
      project := (private.create_project(app ->> 'name', app ->> 'description')).id;
    end if;
    select coalesce(jsonb_agg(private.start_in_batch(batch.id, project, run) order by nr), '[]') into outcome
    from jsonb_array_elements(app -> 'runs') with ordinality as r (run, nr);
    if app ->> 'project_id' is null and not outcome @? '$[*].generation_id' then
      delete from public.projects where id = project;
    end if;
    outcomes := outcomes || outcome;
  end loop;
  if not outcomes @? '$[*].generation_id' then
    delete from public.batches where id = batch.id;
    return jsonb_build_object('batch_id', null, 'entries', outcomes);
  end if;
  return jsonb_build_object('batch_id', batch.id, 'entries', outcomes);
end
$$;
comment on function private.start_batch is
  'Starts what can be started, in one transaction. Apps: [{project_id | name, description, runs: [{index, stack, model, prompt, spec, priority, phases}]}].
An app without a project gets one of its own, unless none of its runs starts; a batch of which nothing starts is not made.';
grant execute on function private.start_batch(text, jsonb) to authenticated;

create function public.start_batch(p_title text, p_apps jsonb) returns jsonb
language sql set search_path = '' as $$ select private.start_batch(p_title, p_apps) $$;
comment on function public.start_batch is 'Any signed-in person may call it; in a project that exists already they must be an editor.';
grant execute on function public.start_batch(text, jsonb) to authenticated;

-- PostgreSQL lets everyone call a new function, and default privileges of a schema cannot take that back.
revoke execute on all functions in schema public, private from public;
