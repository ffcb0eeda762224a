-- The team is read from user_metadata, which every user can write (supabase.auth.updateUser).
-- class: predicate wrong
-- exploit: stan sets team_id to 1002 in his metadata and reads the files of Blue.
-- as: stan
-- try: select from public.projects where team_id = 1002
-- caught by: matrix, lint
alter policy select_member on public.projects using (
  team_id in (select private.my_teams())
  or team_id = ((select auth.jwt()) -> 'user_metadata' ->> 'team_id')::bigint
);
