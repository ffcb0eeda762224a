alter table public.comments enable row level security;
grant select, insert (task_id, author_id, body), update (body), delete
on public.comments to authenticated;

-- Tasks are read here under their own policies.
create policy select_member on public.comments for select to authenticated
using (hidden_at is null and task_id in (select tasks.id from public.tasks));

create policy insert_member on public.comments for insert to authenticated
with check (
  author_id = (select auth.uid())
  and task_id in (
    select tasks.id from public.tasks
    inner join public.projects on projects.id = tasks.project_id
    where projects.team_id in (select private.my_teams('member'))
  )
);

create policy update_author on public.comments for update to authenticated
using (author_id = (select auth.uid()) and task_id in (select tasks.id from public.tasks))
with check (author_id = (select auth.uid()) and task_id in (select tasks.id from public.tasks));

create policy delete_author on public.comments for delete to authenticated
using (author_id = (select auth.uid()) and task_id in (select tasks.id from public.tasks));

alter table public.files enable row level security;
grant select, insert (project_id, object_path, size_bytes, uploaded_by), delete
on public.files to authenticated;

create policy select_member on public.files for select to authenticated
using (
  project_id in (
    select projects.id from public.projects
    where projects.team_id in (select private.my_teams())
  )
);

create policy insert_member on public.files for insert to authenticated
with check (
  uploaded_by = (select auth.uid())
  and project_id in (
    select projects.id from public.projects
    where projects.team_id in (select private.my_teams('member'))
  )
);

create policy delete_uploader on public.files for delete to authenticated
using (
  uploaded_by = (select auth.uid())
  and project_id in (
    select projects.id from public.projects
    where projects.team_id in (select private.my_teams('member'))
  )
);
