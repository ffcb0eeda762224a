-- What is unique below a row of one tenant can meet nothing of another.
alter table public.projects add unique (team_id, id);
create table public.steps (
  id bigint generated always as identity primary key,
  team_id bigint not null references public.teams (id),
  project_id uuid not null,
  name text not null,
  unique (project_id, name),
  foreign key (team_id, project_id) references public.projects (team_id, id)
);
create index on public.steps (team_id);
alter table public.steps enable row level security;
grant select, insert (team_id, project_id, name) on public.steps to authenticated;
create policy select_member on public.steps for select to authenticated
using (team_id in (select private.my_teams()));
create policy insert_member on public.steps for insert to authenticated
with check (team_id in (select private.my_teams('member')));
