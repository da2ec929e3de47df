-- What durable functions write, each in one transaction and fenced by the admission number: an executor that lost its
-- lease, or whose generation was cancelled, gets lease_lost and changes nothing.

create function private.hold_generation(p_generation uuid, p_admission integer) returns public.generations
language plpgsql set search_path = '' as $$
declare
  held public.generations;
begin
  select * into held from public.generations where id = p_generation for update;
  if held.id is null or held.status <> 'running' or held.admission <> p_admission then
    raise exception 'lease_lost' using
      errcode = 'PT409', detail = 'This run no longer holds the generation: it was cancelled, deleted or handed on.';
  end if;
  return held;
end
$$;
comment on function private.hold_generation is 'Locks the generation''s row for the holder of its lease.';

create function private.legal_path(path text) returns boolean
language sql immutable set search_path = '' as $$
  select path is not null
    and octet_length(path) between 1 and 1024
    and path !~ '[[:cntrl:]\\:*?"<>|]'
    and path !~ '(^|/)\.{1,2}(/|$)'
    and path !~ '(^/)|(//)|(/$)'
    and path !~* '(^|/)\.git(/|$)'
    and path is nfc normalized
$$;
comment on function private.legal_path is 'Relative, POSIX, NFC, inside the project, and legal on every platform.';

grant execute on function private.hold_generation(uuid, integer), private.legal_path(text) to service_role;

create function public.renew_lease(p_generation uuid, p_admission integer, p_lease_seconds integer) returns boolean
language sql set search_path = '' as $$
  with renewed as (
    update public.generations
    set lease_expires_at = clock_timestamp() + make_interval(secs => p_lease_seconds)
    where id = p_generation and admission = p_admission and status = 'running'
    returning 1
  )
  select exists (select 1 from renewed)
$$;
comment on function public.renew_lease is 'False when the run lost its generation and must stop.';

create function public.plan_generation(p_generation uuid, p_admission integer, p_phases jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  held public.generations := private.hold_generation(p_generation, p_admission);
  dropped integer;
  touched integer;
begin
  delete from public.phases known
  where known.generation_id = p_generation
    and known.status <> 'committed'
    and not exists (select 1 from jsonb_array_elements(p_phases) planned where planned ->> 'key' = known.key);
  get diagnostics dropped = row_count;
  touched := private.insert_phases(p_generation, held.project_id, p_phases);
  if dropped + touched > 0 then
    perform private.emit(p_generation, 'status', jsonb_build_object(
      'of', 'plan',
      'at', private.instant(clock_timestamp()),
      'phases', (
        select jsonb_agg(
          jsonb_build_object('id', id, 'key', key, 'title', title, 'position', position, 'targets', targets)
          order by position
        )
        from public.phases where generation_id = p_generation
      )
    ));
  end if;
end
$$;
comment on function public.plan_generation is 'Makes the phases what the plan says; telling browsers only when that changed something.';

create function public.begin_phase(
  p_generation uuid,
  p_admission integer,
  p_phase text,
  p_input_hash text,
  p_lease_seconds integer
) returns public.phases
language plpgsql set search_path = '' as $$
declare
  begun public.phases;
begin
  perform private.hold_generation(p_generation, p_admission);
  update public.generations
  set lease_expires_at = clock_timestamp() + make_interval(secs => p_lease_seconds)
  where id = p_generation;
  select * into begun from public.phases where generation_id = p_generation and key = p_phase for update;
  if begun.id is null then
    raise exception 'not_found' using errcode = 'PT404', detail = format('No phase %s was planned.', p_phase);
  end if;
  if begun.status = 'committed' and begun.input_hash = p_input_hash then
    return begun;
  end if;
  update public.phases
  set status = 'running', attempt = attempt + 1, failure = null, started_at = clock_timestamp(), finished_at = null
  where id = begun.id
  returning * into begun;
  perform private.emit(p_generation, 'status', private.phase_status_payload(begun));
  return begun;
end
$$;
comment on function public.begin_phase is 'Marks a phase as running, or returns it untouched when the same input is committed already.';

create function public.commit_checkpoint(
  p_generation uuid,
  p_admission integer,
  p_phase text,
  p_input_hash text,
  p_files jsonb,
  p_shortfalls jsonb default '[]',
  p_warnings text[] default '{}',
  p_message text default '',
  p_output jsonb default null
) returns uuid
language plpgsql set search_path = '' as $$
declare
  held public.generations := private.hold_generation(p_generation, p_admission);
  done public.phases;
  base jsonb;
  written jsonb;
  listed jsonb;
  tree jsonb;
  written_bytes bigint;
  made uuid := gen_random_uuid();
begin
  select * into done from public.phases where generation_id = p_generation and key = p_phase for update;
  if done.id is null then
    raise exception 'not_found' using errcode = 'PT404', detail = format('No phase %s was planned.', p_phase);
  end if;
  if done.status = 'committed' and done.input_hash = p_input_hash then
    return done.checkpoint_id;
  end if;

  with incoming as materialized (
    select
      path,
      coalesce(origin, 'blueprint') as origin,
      coalesce(encoding, 'utf8') as encoding,
      content,
      case when encoding = 'base64' then decode(content, 'base64') else convert_to(content, 'UTF8') end as raw
    from jsonb_to_recordset(p_files) as f (path text, content text, encoding public.blob_encoding, origin text)
  ), hashed as materialized (
    select path, origin, encoding, content, octet_length(raw) as size, encode(sha256(raw), 'hex') as sha256
    from incoming
  ), stored as (
    insert into public.blobs (project_id, sha256, size, encoding, content)
    select distinct on (sha256) held.project_id, sha256, size, encoding, content from hashed
    on conflict do nothing
  )
  select
    coalesce(jsonb_object_agg(path, jsonb_build_object(
      'sha256', sha256, 'size', size, 'phase', p_phase, 'origin', origin, 'version', held.head_version + 1
    )), '{}'),
    coalesce(jsonb_agg(jsonb_build_object('path', path, 'size', size, 'sha256', sha256, 'origin', origin) order by path), '[]'),
    coalesce(sum(size), 0)
  into written, listed, written_bytes
  from hashed;

  if exists (select 1 from jsonb_object_keys(written) path where not private.legal_path(path)) then
    raise exception 'invalid_input' using errcode = 'PT422', detail = 'A path leaves the project or is not legal everywhere.';
  end if;

  select manifest into base from public.checkpoints where id = held.head_checkpoint_id;
  base := coalesce(base, '{}');
  tree := base || written;

  insert into public.checkpoints (
    id, project_id, generation_id, version, parent_id, cause, phase_id, input_hash, author_id, message, manifest,
    files_total, bytes_total, added, changed, removed
  )
  select
    made, held.project_id, p_generation, held.head_version + 1, held.head_checkpoint_id, 'phase', done.id, p_input_hash,
    held.created_by, p_message, tree,
    (select count(*) from jsonb_object_keys(tree)),
    (select coalesce(sum((entry.value ->> 'size')::bigint), 0) from jsonb_each(tree) entry),
    count(*) filter (where not base ? w.key),
    count(*) filter (where base ? w.key and base -> w.key ->> 'sha256' <> w.value ->> 'sha256'),
    0
  from jsonb_each(written) w;

  update public.phases
  set status = 'committed',
    input_hash = p_input_hash,
    files = jsonb_array_length(listed),
    bytes = written_bytes,
    shortfalls = p_shortfalls,
    warnings = p_warnings,
    failure = null,
    output = p_output,
    checkpoint_id = made,
    started_at = coalesce(started_at, clock_timestamp()),
    finished_at = clock_timestamp()
  where id = done.id
  returning * into done;

  update public.generations
  set head_checkpoint_id = made,
    head_version = held.head_version + 1,
    last_seq = held.last_seq + case when listed = '[]' then 1 else 2 end
  where id = p_generation;
  insert into public.generation_events (generation_id, seq, project_id, type, payload)
  select p_generation, held.last_seq + row_number() over (order by nr), held.project_id, type, payload
  from (
    select 1 as nr, 'code'::public.event_type as type,
      jsonb_build_object('phase', p_phase, 'committed', true, 'files', listed) as payload
    where listed <> '[]'
    union all
    select 2, 'status', private.phase_status_payload(done)
  ) news;
  return made;
end
$$;
comment on function public.commit_checkpoint is
  'The promise of the product: files, status, version and events of a phase in one transaction, once per (phase, input).
Files: [{path, content, encoding?, origin?}]. Returns the checkpoint''s id, the same one when called again.';

create function public.fail_phase(p_generation uuid, p_admission integer, p_phase text, p_failure jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  failed public.phases;
begin
  perform private.hold_generation(p_generation, p_admission);
  update public.phases
  set status = 'failed', failure = p_failure, finished_at = clock_timestamp()
  where generation_id = p_generation and key = p_phase and status in ('pending', 'running')
  returning * into failed;
  if failed.id is not null then
    perform private.emit(p_generation, 'status', private.phase_status_payload(failed));
  end if;
end
$$;
comment on function public.fail_phase is 'Records why a phase could not be committed. A committed phase cannot fail any more.';

create function public.append_event(p_generation uuid, p_admission integer, p_type public.event_type, p_payload jsonb)
returns integer
language plpgsql set search_path = '' as $$
begin
  perform private.hold_generation(p_generation, p_admission);
  return private.emit(p_generation, p_type, p_payload);
end
$$;
comment on function public.append_event is 'Adds a log line, a finding or a piece of text to the generation''s log.';

create function public.finish_generation(
  p_generation uuid,
  p_admission integer,
  p_status public.generation_status,
  p_failure jsonb,
  p_result jsonb
) returns void
language plpgsql set search_path = '' as $$
declare
  held public.generations := private.hold_generation(p_generation, p_admission);
begin
  update public.phases set status = 'failed', failure = p_failure, finished_at = clock_timestamp()
  where generation_id = p_generation and status = 'running';
  perform private.emit(p_generation, 'status', private.phase_status_payload(p))
  from public.phases p
  where p.generation_id = p_generation and p.status = 'failed' and p.finished_at >= transaction_timestamp();
  update public.generations
  set status = p_status, failure = p_failure, result = p_result, finished_at = clock_timestamp(), lease_expires_at = null
  where id = p_generation
  returning * into held;
  if p_result is not null then
    perform private.emit(p_generation, 'result', p_result);
  end if;
  perform private.emit_generation_status(held);
  update public.projects set updated_at = now() where id = held.project_id;
end
$$;
comment on function public.finish_generation is 'Ends a run: succeeded, needs_attention or failed, with its result. Files are untouched.';

grant execute on function
  public.renew_lease(uuid, integer, integer),
  public.plan_generation(uuid, integer, jsonb),
  public.begin_phase(uuid, integer, text, text, integer),
  public.commit_checkpoint(uuid, integer, text, text, jsonb, jsonb, text[], text, jsonb),
  public.fail_phase(uuid, integer, text, jsonb),
  public.append_event(uuid, integer, public.event_type, jsonb),
  public.finish_generation(uuid, integer, public.generation_status, jsonb, jsonb)
to service_role;

-- PostgreSQL lets everyone call a new function, and default privileges of a schema cannot take that back.
revoke execute on all functions in schema public, private from public;
