-- Realtime: the objects that app migrations may rely on (messages, send, topic, broadcast_changes, the
-- publication) as hosted Supabase defines them, and, with a leading underscore, what the embedded server
-- itself needs. The schema and the publication supabase_realtime are there already.

create table realtime.messages (
  id uuid not null default gen_random_uuid(),
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  updated_at timestamp not null default now(),
  inserted_at timestamp not null default now(),
  primary key (id, inserted_at)
);
comment on table realtime.messages is
  'Broadcasts sent from SQL, kept three days. Its policies, made by app migrations, decide who may read or write a private channel.';
create index messages_inserted_at_idx on realtime.messages (inserted_at);
alter table realtime.messages enable row level security;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;

create function realtime.topic() returns text
language sql stable
as $$ select nullif(current_setting('realtime.topic', true), '')::text $$;
comment on function realtime.topic() is 'The channel that is being authorized; for policies on realtime.messages.';

create function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void
language plpgsql
as $$
declare
  message_id uuid := gen_random_uuid();
begin
  perform set_config('realtime.topic', send.topic, true);
  insert into realtime.messages (id, payload, event, topic, private, extension)
  values (
    message_id,
    case when send.payload ? 'id' then send.payload else jsonb_set(send.payload, '{id}', to_jsonb(message_id)) end,
    send.event, send.topic, send.private, 'broadcast'
  );
exception when others then
  -- As on hosted Supabase: a broadcast that fails must not undo the caller's work.
  raise warning 'ErrorSendingBroadcastMessage: %', sqlerrm;
end
$$;
comment on function realtime.send(jsonb, text, text, boolean) is
  'Broadcasts when the transaction commits. Runs as its caller; a failure is a warning, never an error.';

create function realtime.broadcast_changes(
  topic_name text, event_name text, operation text, table_name text, table_schema text,
  new record, old record, level text default 'ROW'
) returns void
language plpgsql
as $$
begin
  if level = 'STATEMENT' then
    raise exception 'realtime.broadcast_changes works for each row, not for each statement'
      using hint = 'Declare the trigger FOR EACH ROW.';
  end if;
  perform realtime.send(
    jsonb_build_object(
      'schema', table_schema, 'table', table_name, 'operation', operation,
      'record', to_jsonb(new), 'old_record', to_jsonb(old)
    ),
    event_name, topic_name
  );
end
$$;
comment on function realtime.broadcast_changes(text, text, text, text, text, record, record, text) is
  'For row triggers: broadcasts a row change on a private topic.';

-- Only the id travels: a notification holds at most 8,000 bytes.
create function realtime._notify_message() returns trigger
language plpgsql
as $$
begin
  perform pg_notify('realtime_messages', new.id::text);
  return null;
end
$$;
create trigger notify_message after insert on realtime.messages
  for each row execute function realtime._notify_message();

-- Who may read a private topic: what the policies let this role see of two probe rows that never get committed.
create function realtime._readable(probe_topic text, probe_role text, probe_claims text) returns text[]
language plpgsql
as $$
declare
  probes uuid[];
  readable text[] := '{}';
begin
  begin
    with probe as (
      insert into realtime.messages (topic, extension, private)
      values (probe_topic, 'broadcast', true), (probe_topic, 'presence', true)
      returning id
    )
    select array_agg(id) into probes from probe;
    perform set_config('realtime.topic', probe_topic, true);
    perform set_config('request.jwt.claims', probe_claims, true);
    perform set_config('role', probe_role, true);
    select coalesce(array_agg(extension), '{}') into readable from realtime.messages where id = any (probes);
    raise exception 'probe done' using errcode = 'RTP00';
  exception
    when sqlstate 'RTP00' then null;
    when insufficient_privilege then readable := '{}';
  end;
  return readable;
end
$$;

-- Who may write: whether the policies let this role insert such a row, which never gets committed.
create function realtime._writable(
  probe_topic text, probe_extension text, probe_role text, probe_claims text
) returns boolean
language plpgsql
as $$
declare
  writable boolean := false;
begin
  begin
    perform set_config('realtime.topic', probe_topic, true);
    perform set_config('request.jwt.claims', probe_claims, true);
    perform set_config('role', probe_role, true);
    insert into realtime.messages (topic, extension, private) values (probe_topic, probe_extension, true);
    writable := true;
    raise exception 'probe done' using errcode = 'RTP00';
  exception
    when sqlstate 'RTP00' then null;
    when insufficient_privilege then writable := false;
  end;
  return writable;
end
$$;

-- Postgres Changes. PGlite has no logical decoding, so triggers on the published tables record the changes.
create unlogged table realtime._changes (
  id bigint generated always as identity primary key,
  relation oid not null,
  type text not null,
  record jsonb,
  old_record jsonb,
  committed_at timestamptz not null default clock_timestamp()
);
comment on table realtime._changes is 'Changes on their way to subscribers; the server takes each row out as it reads it.';

create function realtime._record_change() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  change_id bigint;
begin
  insert into realtime._changes (relation, type, record, old_record)
  values (
    tg_relid, tg_op,
    case when tg_op <> 'DELETE' then to_jsonb(new) end,
    case when tg_op <> 'INSERT' then to_jsonb(old) end
  )
  returning id into change_id;
  perform pg_notify('realtime_changes', change_id::text);
  return null;
end
$$;

create function realtime._follow_publication() returns void
language plpgsql
as $$
declare
  target record;
begin
  for target in
    select relation.oid::regclass as name
    from pg_publication_tables as published
    join pg_namespace as namespace on namespace.nspname = published.schemaname
    join pg_class as relation on relation.relnamespace = namespace.oid and relation.relname = published.tablename
    where published.pubname = 'supabase_realtime' and published.schemaname <> 'realtime'
      and not exists (
        select from pg_trigger where tgrelid = relation.oid and tgname = '_realtime_record_change'
      )
  loop
    execute format(
      'create trigger _realtime_record_change after insert or update or delete on %s for each row execute function realtime._record_change()',
      target.name
    );
  end loop;

  for target in
    select trigger.tgrelid::regclass as name
    from pg_trigger as trigger
    join pg_class as relation on relation.oid = trigger.tgrelid
    join pg_namespace as namespace on namespace.oid = relation.relnamespace
    where trigger.tgname = '_realtime_record_change'
      and not exists (
        select from pg_publication_tables as published
        where published.pubname = 'supabase_realtime'
          and published.schemaname = namespace.nspname and published.tablename = relation.relname
      )
  loop
    execute format('drop trigger _realtime_record_change on %s', target.name);
  end loop;
end
$$;

create function realtime._on_publication_change() returns event_trigger
language plpgsql
as $$ begin perform realtime._follow_publication(); end $$;

create event trigger _realtime_follow_publication on ddl_command_end
  when tag in ('CREATE PUBLICATION', 'ALTER PUBLICATION', 'DROP PUBLICATION', 'CREATE TABLE')
  execute function realtime._on_publication_change();
select realtime._follow_publication();

-- Whether this role's policies show it the row with this key. The statement is built from catalogue names only.
create function realtime._row_visible(relation oid, row_key jsonb, viewer_role text, viewer_claims text)
returns boolean
language plpgsql
as $$
declare
  key_match text;
  visible boolean := false;
begin
  select string_agg(
    format('%I = ($1 ->> %L)::%s', attribute.attname, attribute.attname, format_type(attribute.atttypid, attribute.atttypmod)),
    ' and '
  )
  into key_match
  from pg_index as index
  join pg_attribute as attribute on attribute.attrelid = index.indrelid and attribute.attnum = any (index.indkey)
  where index.indrelid = _row_visible.relation and index.indisprimary;

  begin
    perform set_config('request.jwt.claims', viewer_claims, true);
    perform set_config('role', viewer_role, true);
    execute format('select exists (select from %s where %s)', _row_visible.relation::regclass, key_match)
      into visible using row_key;
    raise exception 'probe done' using errcode = 'RTP00';
  exception
    when sqlstate 'RTP00' then null;
    when insufficient_privilege then visible := false;
  end;
  return visible;
end
$$;

-- Whether `column operator any (operands)` holds, compared as the column's own type. Operators come from a closed list.
create function realtime._filter_holds(
  relation oid, column_name text, comparison text, operands text[], row_data jsonb
) returns boolean
language plpgsql
as $$
declare
  column_type text;
  holds boolean;
begin
  select format_type(atttypid, null) into column_type
  from pg_attribute
  where attrelid = _filter_holds.relation and attname = column_name and attnum > 0 and not attisdropped;
  if column_type is null then
    return false;
  end if;
  if comparison not in ('=', '<>', '<', '<=', '>', '>=') then
    raise exception 'unknown comparison %', comparison;
  end if;
  execute format('select ($1 ->> %L)::%s %s any ($2::%s[])', column_name, column_type, comparison, column_type)
    into holds using row_data, operands;
  return coalesce(holds, false);
end
$$;

revoke execute on all functions in schema realtime from public;
grant execute on function
  realtime.topic(),
  realtime.send(jsonb, text, text, boolean),
  realtime.broadcast_changes(text, text, text, text, text, record, record, text)
to public;
