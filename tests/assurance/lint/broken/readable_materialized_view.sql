-- expects: private.team_stats
grant select on private.team_stats to authenticated;
