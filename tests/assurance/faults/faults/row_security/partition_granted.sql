-- A partition is granted for a report, its row security off. The parent's policies do not hold for
-- whoever reads the partition itself.
-- class: row security missing or void
-- exploit: mia reads the partition and finds the activity of every team.
-- as: mia
-- try: select from private.activity_new where team_id = 1002
-- caught by: matrix, lint
alter table private.activity_new disable row level security;
grant select on private.activity_new to authenticated;
