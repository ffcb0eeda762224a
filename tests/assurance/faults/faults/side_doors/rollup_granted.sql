-- The rollup is granted, so that a function could be an invoker. It is a materialized view.
-- class: side doors
-- exploit: stan reads the figures of all teams.
-- as: stan
-- try: select from private.team_stats where team_id = 1002
-- caught by: matrix, lint
grant select on private.team_stats to authenticated;
