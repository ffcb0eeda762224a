-- A project with three tables: people share notes in workspaces. One policy is wrong.
alter default privileges revoke execute on functions from public;
create schema private;

create table public.workspaces (
  id uuid primary key default gen_random_uuid(),
  name text not null
);

create table public.members (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null default 'reader' check (role in ('reader', 'writer')),
  primary key (workspace_id, user_id)
);
create index members_user_id_idx on public.members (user_id);

create table public.notes (
  id bigint generated always as identity primary key,
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  author_id uuid not null default auth.uid(),
  body text not null
);
create index notes_workspace_id_idx on public.notes (workspace_id);
create index notes_author_id_idx on public.notes (author_id);

-- definer: reads members past its policy, which asks this function.
create function private.my_workspaces(wanted text default '%')
returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select members.workspace_id from public.members
  where members.user_id = (select auth.uid()) and members.role like wanted
$$;
grant execute on function private.my_workspaces(text) to authenticated;

-- A new project opens every table to everybody, and leaves it to the policies.
revoke all on public.workspaces, public.members, public.notes from anon, authenticated;
grant select on public.workspaces, public.members, public.notes to authenticated;
grant insert (workspace_id, author_id, body), update (body), delete on public.notes to authenticated;
alter table public.workspaces enable row level security;
alter table public.members enable row level security;
alter table public.notes enable row level security;

create policy "my workspaces" on public.workspaces for select to authenticated
using (id in (select private.my_workspaces()));

create policy "people in my workspaces" on public.members for select to authenticated
using (workspace_id in (select private.my_workspaces()));

create policy "notes of people in my workspaces" on public.notes for select to authenticated
using (author_id in (select members.user_id from public.members));

create policy "write notes" on public.notes for insert to authenticated
with check (
  author_id = (select auth.uid()) and workspace_id in (select private.my_workspaces('writer'))
);

create policy "correct my notes" on public.notes for update to authenticated
using (author_id = (select auth.uid()) and workspace_id in (select private.my_workspaces('writer')))
with check (
  author_id = (select auth.uid()) and workspace_id in (select private.my_workspaces('writer'))
);

create policy "delete my notes" on public.notes for delete to authenticated
using (author_id = (select auth.uid()) and workspace_id in (select private.my_workspaces('writer')));
