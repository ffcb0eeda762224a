-- The helper is marked immutable: Postgres computes it while it plans, and PostgREST keeps plans.
-- class: server
-- exploit: whoever comes after sam on the same connection is staff.
-- as: sam
-- try: set local plan_cache_mode = force_generic_plan
-- try: prepare invoices_of_blue as select from public.invoices where team_id = 1002
-- try: execute invoices_of_blue
-- as: stan
-- try: execute invoices_of_blue
alter function private.is_staff() immutable;
