-- People, projects and who may do what in them. Roles are read from project_members at every statement, never from
-- a token, so a removed member is out at once.

create schema if not exists private;
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;
comment on schema private is 'Functions that policies and triggers need. Not exposed over the REST interface.';

-- Nothing is open unless a line below opens it.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke execute on functions from anon, authenticated;

create type public.project_role as enum ('viewer', 'editor', 'owner');

create table public.profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  display_name text not null check (char_length(display_name) between 1 and 80),
  created_at timestamptz not null default now()
);
comment on table public.profiles is 'What members of a project see of each other. One row per account, made by a trigger.';

create table public.projects (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) between 1 and 80),
  description text not null default '' check (char_length(description) <= 2000),
  created_by uuid references public.profiles (id) on delete set null,
  archived_at timestamptz,
  generation_count integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.projects is 'A project holds the generations of one app and is shared by its members.';
comment on column public.projects.generation_count is 'Numbers given to generations so far; the next one is this plus one.';
create index projects_created_by_idx on public.projects (created_by);

create table public.project_members (
  project_id uuid not null references public.projects (id) on delete cascade,
  user_id uuid not null references public.profiles (id) on delete cascade,
  role public.project_role not null,
  joined_at timestamptz not null default now(),
  primary key (project_id, user_id)
);
comment on table public.project_members is 'Who belongs to a project, and as what. Written by functions only.';
create index project_members_user_id_idx on public.project_members (user_id);

-- Reads membership past row-level security: a policy on project_members that reads project_members would recurse.
create function private.project_role_of(project uuid) returns public.project_role
language sql stable security definer set search_path = '' as $$
  select role from public.project_members where project_id = project and user_id = auth.uid()
$$;
comment on function private.project_role_of is 'The caller''s role in a project, null for outsiders.';

create function private.my_project_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select project_id from public.project_members where user_id = auth.uid()
$$;
comment on function private.my_project_ids is 'The projects the caller is a member of.';

create function private.my_editable_project_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select project_id from public.project_members where user_id = auth.uid() and role >= 'editor'
$$;
comment on function private.my_editable_project_ids is 'The projects the caller may change.';

create function private.my_owned_project_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select project_id from public.project_members where user_id = auth.uid() and role = 'owner'
$$;
comment on function private.my_owned_project_ids is 'The projects the caller owns.';

create function private.my_fellow_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select fellow.user_id
  from public.project_members mine
  join public.project_members fellow using (project_id)
  where mine.user_id = auth.uid()
$$;
comment on function private.my_fellow_ids is 'Everyone who shares a project with the caller, the caller included if a member anywhere.';

grant execute on function
  private.project_role_of(uuid),
  private.my_project_ids(),
  private.my_editable_project_ids(),
  private.my_owned_project_ids(),
  private.my_fellow_ids()
to authenticated, service_role;

alter table public.profiles enable row level security;
alter table public.projects enable row level security;
alter table public.project_members enable row level security;

revoke all on public.profiles, public.projects, public.project_members from anon, authenticated;
grant select, update (display_name) on public.profiles to authenticated;
grant select, update (name, description, archived_at), delete on public.projects to authenticated;
grant select on public.project_members to authenticated;
grant all on public.profiles, public.projects, public.project_members to service_role;

create policy "people see themselves and those they share a project with" on public.profiles
  for select to authenticated
  using (id = (select auth.uid()) or id in (select private.my_fellow_ids()));
create policy "people rename themselves" on public.profiles
  for update to authenticated
  using (id = (select auth.uid())) with check (id = (select auth.uid()));

create policy "members see their projects" on public.projects
  for select to authenticated using (id in (select private.my_project_ids()));
create policy "editors and owners change a project" on public.projects
  for update to authenticated
  using (id in (select private.my_editable_project_ids()))
  with check (id in (select private.my_editable_project_ids()));
create policy "owners delete a project" on public.projects
  for delete to authenticated using (id in (select private.my_owned_project_ids()));

create policy "members see who else is one" on public.project_members
  for select to authenticated using (project_id in (select private.my_project_ids()));

create function private.make_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  wanted text := nullif(btrim(coalesce(new.raw_user_meta_data ->> 'display_name', new.raw_user_meta_data ->> 'name', '')), '');
begin
  insert into public.profiles (id, display_name)
  values (new.id, left(coalesce(wanted, nullif(split_part(coalesce(new.email, ''), '@', 1), ''), 'Somebody'), 80))
  on conflict (id) do nothing;
  return new;
end
$$;
comment on function private.make_profile is 'Gives every new account its profile, named as it asked or after its e-mail address.';

create trigger make_profile after insert on auth.users
  for each row execute function private.make_profile();

create function private.touch_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  return new;
end
$$;
comment on function private.touch_updated_at is 'Keeps updated_at true without trusting the writer.';

create trigger touch_updated_at before update on public.projects
  for each row execute function private.touch_updated_at();

create function private.create_project(name text, description text) returns public.projects
language plpgsql security definer set search_path = '' as $$
declare
  made public.projects;
begin
  if auth.uid() is null then
    raise exception 'unauthenticated' using errcode = 'PT401', detail = 'Sign in first.';
  end if;
  insert into public.projects (name, description, created_by)
  values (create_project.name, create_project.description, auth.uid())
  returning * into made;
  insert into public.project_members (project_id, user_id, role) values (made.id, auth.uid(), 'owner');
  return made;
end
$$;
comment on function private.create_project is 'Makes a project and its first owner, the caller, in one statement.';
grant execute on function private.create_project(text, text) to authenticated;

create function public.create_project(name text, description text default '') returns public.projects
language sql set search_path = '' as $$
  select * from private.create_project(name, description)
$$;
comment on function public.create_project is 'Any signed-in person may create a project and owns it.';
grant execute on function public.create_project(text, text) to authenticated;

-- PostgreSQL lets everyone call a new function, and default privileges of a schema cannot take that back.
revoke execute on all functions in schema public, private from public;
