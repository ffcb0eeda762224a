-- expects: policy insert_member on public.projects
-- expects: policy insert_member on public.votes
alter policy insert_member on public.projects
with check (team_id in (select private.my_teams('member')));
create table public.votes (
  id bigint generated always as identity primary key,
  user_id uuid not null references auth.users (id),
  team_id bigint not null references public.teams (id)
);
alter table public.votes enable row level security;
grant insert (user_id, team_id) on public.votes to authenticated;
create policy insert_member on public.votes for insert to authenticated
with check (team_id in (select private.my_teams()));
