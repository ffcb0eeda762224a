-- The policy's column has no index: every read of one team is a scan of all teams.
-- class: cost as a fault
-- exploit: a few cheap requests at a time keep the database busy.
-- as: owner
-- try: select where not exists (select from pg_catalog.pg_index where indrelid = 'public.audit_log'::regclass and indkey[0] = 2)
-- caught by: lint
drop index public.audit_log_team_id_idx;
