-- Events: written under the generation's row lock, so that seq follows the order of commits, and broadcast from here.

create function private.instant(at timestamptz) returns text
language sql stable set search_path = '' as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
comment on function private.instant is 'RFC 3339 in UTC with milliseconds: the one spelling of times inside JSON.';

create function private.emit(generation uuid, type public.event_type, payload jsonb) returns integer
language plpgsql set search_path = '' as $$
declare
  next_seq integer;
  project uuid;
begin
  update public.generations set last_seq = last_seq + 1 where id = emit.generation
  returning last_seq, project_id into next_seq, project;
  insert into public.generation_events (generation_id, seq, project_id, type, payload)
  values (emit.generation, next_seq, project, emit.type, emit.payload);
  return next_seq;
end
$$;
comment on function private.emit is 'Appends one event and returns its number.';
grant execute on function private.emit(uuid, public.event_type, jsonb) to service_role;

create function private.emit_generation_status(generation public.generations) returns integer
language sql set search_path = '' as $$
  select private.emit(generation.id, 'status', jsonb_build_object(
    'of', 'generation',
    'status', generation.status,
    'failure', generation.failure,
    'at', private.instant(clock_timestamp())
  ))
$$;
comment on function private.emit_generation_status is 'Tells that a generation''s status changed.';
grant execute on function private.emit_generation_status(public.generations) to service_role;

create function private.phase_status_payload(phase public.phases) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'of', 'phase',
    'phase', phase.key,
    'status', phase.status,
    'attempt', phase.attempt,
    'files', phase.files,
    'bytes', phase.bytes,
    'shortfalls', phase.shortfalls,
    'warnings', to_jsonb(phase.warnings),
    'failure', phase.failure,
    'checkpoint_id', phase.checkpoint_id,
    'at', private.instant(clock_timestamp())
  )
$$;
comment on function private.phase_status_payload is 'The payload of a status event for a phase as its row stands.';
grant execute on function private.phase_status_payload(public.phases) to service_role;
grant execute on function private.instant(timestamptz) to service_role;

-- realtime.send runs as its caller and swallows errors, so the trigger runs as owner.
create function private.broadcast_event() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(
    jsonb_build_object(
      'generation_id', new.generation_id,
      'seq', new.seq,
      'type', new.type,
      'payload', new.payload,
      'created_at', private.instant(new.created_at)
    ),
    new.type::text,
    'generation:' || new.generation_id,
    true
  );
  return null;
end
$$;
comment on function private.broadcast_event is 'Sends an event to the private topic of its generation once its transaction commits.';

create trigger broadcast_event after insert on public.generation_events
  for each row execute function private.broadcast_event();

create function private.may_follow(topic text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  subject uuid;
begin
  if topic !~ '^generation:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return false;
  end if;
  subject := split_part(topic, ':', 2)::uuid;
  return exists (
    select 1
    from public.generations g
    join public.project_members m on m.project_id = g.project_id
    where g.id = subject and m.user_id = auth.uid()
  );
end
$$;
comment on function private.may_follow is 'Whether the caller may listen to a Realtime topic: members of the generation''s project only.';
grant execute on function private.may_follow(text) to authenticated;

create policy "members follow their generations" on realtime.messages
  for select to authenticated
  using (extension = 'broadcast' and private.may_follow((select realtime.topic())));

-- PostgreSQL lets everyone call a new function, and default privileges of a schema cannot take that back.
revoke execute on all functions in schema public, private from public;
