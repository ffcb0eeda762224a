-- A column of the row that is null says nothing of the caller, and what is shown to nobody in particular may be narrowed.
create table public.plans (
  id bigint generated always as identity primary key,
  team_id bigint not null references public.teams (id),
  title text not null,
  is_public boolean not null default false,
  deleted_at timestamptz
);
create index on public.plans (team_id);
alter table public.plans enable row level security;
grant select on public.plans to anon, authenticated;
create policy select_member on public.plans for select to authenticated
using (
  team_id in (select private.my_teams() where (select auth.uid()) is not null)
  and (select auth.uid()) is not null
  and deleted_at is null
);
create policy select_public on public.plans for select to anon
using (is_public and (select auth.uid()) is null and deleted_at is null);
