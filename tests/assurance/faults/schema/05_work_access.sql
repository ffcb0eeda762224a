alter table public.projects enable row level security;
grant select, insert (team_id, name, created_by), update (name, is_archived), delete
on public.projects to authenticated;

create policy select_member on public.projects for select to authenticated
using (team_id in (select private.my_teams()));

create policy insert_member on public.projects for insert to authenticated
with check (
  team_id in (select private.my_teams('member')) and created_by = (select auth.uid())
);

create policy update_member on public.projects for update to authenticated
using (team_id in (select private.my_teams('member')))
with check (team_id in (select private.my_teams('member')));

create policy delete_owner on public.projects for delete to authenticated
using (team_id in (select private.my_teams('owner')));

alter table public.tasks enable row level security;
grant select, insert (project_id, title, estimate_hours, due_on, created_by),
update (project_id, title, status, estimate_hours, due_on), delete on public.tasks to authenticated;

create policy select_member on public.tasks for select to authenticated
using (
  project_id in (
    select projects.id from public.projects
    where projects.team_id in (select private.my_teams())
  )
);

create policy insert_member on public.tasks for insert to authenticated
with check (
  created_by = (select auth.uid())
  and project_id in (
    select projects.id from public.projects
    where projects.team_id in (select private.my_teams('member'))
  )
);

create policy update_member on public.tasks for update to authenticated
using (
  project_id in (
    select projects.id from public.projects
    where projects.team_id in (select private.my_teams('member'))
  )
)
with check (
  project_id in (
    select projects.id from public.projects
    where projects.team_id in (select private.my_teams('member'))
  )
);

create policy delete_member on public.tasks for delete to authenticated
using (
  project_id in (
    select projects.id from public.projects
    where projects.team_id in (select private.my_teams('member'))
  )
);
