-- TRUNCATE asks no policy.
-- class: grants and roles
-- exploit: stan empties the comments of all teams.
-- as: stan
-- try: truncate public.comments
-- as: owner
-- try: select where not exists (select from public.comments)
-- caught by: matrix, lint
grant truncate on public.comments to authenticated;
