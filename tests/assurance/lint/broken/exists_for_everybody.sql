-- expects: policy select_member on public.teams
alter policy select_member on public.teams using (
  id in (select private.my_teams())
  or exists (select from public.profiles where profiles.id = (select auth.uid()))
);
