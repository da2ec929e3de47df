-- Starting a generation, the queue, leases, cancelling and resuming. Status moves along these edges and no others:
--   queued → running, cancelled · running → succeeded, needs_attention, failed, cancelled · failed, cancelled → queued

create function private.check_generation_edge() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.status is distinct from new.status and not (
    (old.status = 'queued' and new.status in ('running', 'cancelled'))
    or (old.status = 'running' and new.status in ('succeeded', 'needs_attention', 'failed', 'cancelled'))
    or (old.status in ('failed', 'cancelled') and new.status = 'queued')
  ) then
    raise exception 'not_allowed_now' using
      errcode = 'PT409',
      detail = format('A generation that is %s cannot become %s.', old.status, new.status);
  end if;
  return new;
end
$$;
comment on function private.check_generation_edge is 'Refuses status changes that no function here makes.';

create trigger check_generation_edge before update of status on public.generations
  for each row execute function private.check_generation_edge();

create function private.require_editor(p_project uuid) returns void
language plpgsql stable set search_path = '' as $$
declare
  held public.project_role := private.project_role_of(p_project);
begin
  if held is null then
    raise exception 'not_found' using errcode = 'PT404', detail = 'There is no such thing, or it is not yours to see.';
  end if;
  if held < 'editor' then
    raise exception 'forbidden' using
      errcode = 'PT403',
      detail = 'You can look at this project but not change it.',
      hint = 'Ask an owner to make you an editor.';
  end if;
end
$$;
comment on function private.require_editor is 'Outsiders get the answer that a wrong id gets; viewers are told whom to ask.';

create function private.insert_phases(p_generation uuid, p_project uuid, p_phases jsonb) returns integer
language plpgsql set search_path = '' as $$
declare
  touched integer;
begin
  insert into public.phases as known (project_id, generation_id, key, title, position, targets)
  select p_project, p_generation, planned.key, planned.title, planned.position, planned.targets
  from jsonb_to_recordset(p_phases) as planned (key text, title text, position integer, targets jsonb)
  on conflict (generation_id, key) do update
    set title = excluded.title, position = excluded.position, targets = excluded.targets
    where (known.title, known.position, known.targets)
      is distinct from (excluded.title, excluded.position, excluded.targets);
  get diagnostics touched = row_count;
  return touched;
end
$$;
comment on function private.insert_phases is 'Adds or corrects phases; returns how many rows changed.';
grant execute on function private.insert_phases(uuid, uuid, jsonb) to service_role;

create function private.start_generation(
  p_project uuid,
  p_stack text,
  p_model text,
  p_prompt text,
  p_spec jsonb,
  p_priority public.generation_priority,
  p_phases jsonb
) returns public.generations
language plpgsql security definer set search_path = '' as $$
declare
  made public.generations;
  next_number integer;
begin
  perform private.require_editor(p_project);
  update public.projects set generation_count = generation_count + 1
  where id = p_project and archived_at is null
  returning generation_count into next_number;
  if next_number is null then
    raise exception 'not_allowed_now' using
      errcode = 'PT409', detail = 'This project is archived.', hint = 'Restore it first, then generate.';
  end if;
  if (select count(*) from public.generations where created_by = auth.uid() and status = 'queued') >= 50 then
    raise exception 'limit_reached' using
      errcode = 'PT429',
      detail = '50 of your generations wait already.',
      hint = 'Wait for some to finish, or cancel those you do not need.';
  end if;
  insert into public.generations (project_id, number, stack, model, prompt, spec, priority, created_by)
  values (p_project, next_number, p_stack, p_model, p_prompt, p_spec, p_priority, auth.uid())
  returning * into made;
  perform private.insert_phases(made.id, p_project, p_phases);
  if btrim(p_prompt) <> '' then
    insert into public.messages (project_id, generation_id, author_id, role, body)
    values (p_project, made.id, auth.uid(), 'user', p_prompt);
  end if;
  perform private.emit_generation_status(made);
  select * into made from public.generations where id = made.id;
  return made;
end
$$;
comment on function private.start_generation is 'Editors queue a generation with its planned phases, numbered within the project.';
grant execute on function private.start_generation(uuid, text, text, text, jsonb, public.generation_priority, jsonb)
to authenticated;

create function public.start_generation(
  p_project uuid,
  p_stack text,
  p_model text,
  p_prompt text,
  p_spec jsonb,
  p_priority public.generation_priority,
  p_phases jsonb
) returns public.generations
language sql set search_path = '' as $$
  select * from private.start_generation(p_project, p_stack, p_model, p_prompt, p_spec, p_priority, p_phases)
$$;
comment on function public.start_generation is 'Editors of the project may call it.';
grant execute on function public.start_generation(uuid, text, text, text, jsonb, public.generation_priority, jsonb)
to authenticated;

create function public.admit_generations(p_max_running integer, p_lease_seconds integer)
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
  while free > 0 loop
    select waiting.id into chosen
    from public.generations waiting
    cross join lateral (
      select count(*) filter (where mine.status = 'running') as running, max(mine.started_at) as last_served
      from public.generations mine
      where mine.created_by is not distinct from waiting.created_by
        and (mine.status = 'running' or mine.started_at > now() - interval '1 day')
    ) share
    where waiting.status = 'queued'
    order by waiting.priority desc, share.running, share.last_served nulls first, waiting.queued_at, waiting.id
    limit 1;
    exit when chosen is null;
    update public.generations g
    set status = 'running',
      admission = g.admission + 1,
      lease_expires_at = clock_timestamp() + make_interval(secs => p_lease_seconds),
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
      free := free - 1;
    end if;
  end loop;
end
$$;
comment on function public.admit_generations is
  'Fills the free places: by priority, then whoever has fewest running, then who was served longest ago. Null limit lifts it.';
grant execute on function public.admit_generations(integer, integer) to service_role;

create function public.reclaim_expired_generations(p_lease_seconds integer)
returns table (generation_id uuid, admission integer)
language sql set search_path = '' as $$
  update public.generations g
  set admission = g.admission + 1,
    lease_expires_at = clock_timestamp() + make_interval(secs => p_lease_seconds)
  where g.status = 'running' and g.lease_expires_at < clock_timestamp()
  returning g.id, g.admission
$$;
comment on function public.reclaim_expired_generations is
  'Takes running generations away from executors that no longer renew their lease; the caller announces them again.';
grant execute on function public.reclaim_expired_generations(integer) to service_role;

create function private.cancel_generation(p_generation uuid) returns public.generations
language plpgsql security definer set search_path = '' as $$
declare
  held public.generations;
begin
  select * into held from public.generations where id = p_generation for update;
  perform private.require_editor(held.project_id);
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
comment on function private.cancel_generation is 'Editors stop a generation; what was committed stays. Cancelling twice is once.';
grant execute on function private.cancel_generation(uuid) to authenticated;

create function public.cancel_generation(p_generation uuid) returns public.generations
language sql set search_path = '' as $$ select * from private.cancel_generation(p_generation) $$;
comment on function public.cancel_generation is 'Editors of the project may call it.';
grant execute on function public.cancel_generation(uuid) to authenticated;

create function private.resume_generation(p_generation uuid) returns public.generations
language plpgsql security definer set search_path = '' as $$
declare
  held public.generations;
begin
  select * into held from public.generations where id = p_generation for update;
  perform private.require_editor(held.project_id);
  if held.status in ('queued', 'running') then
    return held;
  end if;
  update public.generations
  set status = 'queued', queued_at = clock_timestamp(), finished_at = null, failure = null
  where id = p_generation
  returning * into held;
  update public.phases set status = 'pending', failure = null, started_at = null, finished_at = null
  where generation_id = p_generation and status in ('failed', 'cancelled', 'running');
  perform private.emit(p_generation, 'status', private.phase_status_payload(p))
  from public.phases p where p.generation_id = p_generation and p.status = 'pending';
  perform private.emit_generation_status(held);
  select * into held from public.generations where id = p_generation;
  return held;
end
$$;
comment on function private.resume_generation is
  'Editors queue a failed or cancelled generation again; committed phases are kept as they are.';
grant execute on function private.resume_generation(uuid) to authenticated;

create function public.resume_generation(p_generation uuid) returns public.generations
language sql set search_path = '' as $$ select * from private.resume_generation(p_generation) $$;
comment on function public.resume_generation is 'Editors of the project may call it.';
grant execute on function public.resume_generation(uuid) to authenticated;

create function private.delete_generation(p_generation uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  held public.generations;
begin
  select * into held from public.generations where id = p_generation for update;
  perform private.require_editor(held.project_id);
  if held.status in ('queued', 'running') then
    raise exception 'not_allowed_now' using
      errcode = 'PT409', detail = 'This generation is still under way.', hint = 'Cancel it first.';
  end if;
  delete from public.generations where id = p_generation;
end
$$;
comment on function private.delete_generation is 'Editors delete a generation that has ended, with its checkpoints and log.';
grant execute on function private.delete_generation(uuid) to authenticated;

create function public.delete_generation(p_generation uuid) returns void
language sql set search_path = '' as $$ select private.delete_generation(p_generation) $$;
comment on function public.delete_generation is 'Editors of the project may call it.';
grant execute on function public.delete_generation(uuid) to authenticated;

-- PostgreSQL lets everyone call a new function, and default privileges of a schema cannot take that back.
revoke execute on all functions in schema public, private from public;
