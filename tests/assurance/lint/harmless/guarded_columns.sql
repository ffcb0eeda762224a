-- A trigger says who made the row, and that neither owner nor team ever change.
create table public.ideas (
  id bigint generated always as identity primary key,
  team_id bigint not null references public.teams (id),
  created_by uuid not null references auth.users (id),
  owner_id uuid not null references auth.users (id),
  title text not null
);
create index on public.ideas (team_id);
alter table public.ideas enable row level security;
grant select, insert (team_id, created_by, owner_id, title), update (team_id, owner_id, title)
on public.ideas to authenticated;
create policy select_member on public.ideas for select to authenticated
using (team_id in (select private.my_teams()));
create policy insert_member on public.ideas for insert to authenticated
with check (team_id in (select private.my_teams('member')));
create policy update_member on public.ideas for update to authenticated
using (team_id in (select private.my_teams('member'))) with check ((select auth.uid()) is not null and title <> '');

create function private.guard_idea()
returns trigger
language plpgsql
set search_path = ''
as $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.created_by = auth.uid();
    new.owner_id := auth.uid();
  ELSIF NEW.team_id IS DISTINCT FROM OLD.team_id OR old.owner_id <> new.owner_id THEN
    RAISE EXCEPTION 'an idea stays where it is' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END
$$;
revoke all on function private.guard_idea() from public;
create trigger guard before insert or update on public.ideas
for each row execute function private.guard_idea();
