-- The rollup moves to public, to be read without a function. Policies do not exist for it.
-- class: doors
-- exploit: stan reads the figures of all teams.
-- as: stan
-- rows: refresh materialized view public.team_figures
-- try: select from public.team_figures where team_id = 1002
-- caught by: matrix, lint
create materialized view public.team_figures as select * from private.team_stats;
grant select on public.team_figures to authenticated;
