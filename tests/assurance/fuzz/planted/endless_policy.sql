-- A policy that asks its own table has no end.
-- finds: internal error on public.members, through sql and rest
create policy select_colleague on public.members for select to authenticated
using (exists (select from public.members as m where m.team_id = members.team_id));
