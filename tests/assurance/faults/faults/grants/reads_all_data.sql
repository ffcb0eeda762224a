-- A role for reports, that may read everything, was given to the API's role instead of a person.
-- class: grants and roles
-- exploit: stan reads what has no row security: the rollup.
-- as: stan
-- try: select from private.team_stats
-- run by: superuser
-- lives in: transaction
-- caught by: matrix, lint
grant pg_read_all_data to authenticated with inherit true;
