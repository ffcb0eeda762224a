-- auth.uid() without a sub-select parses the token's claims for every row.
-- class: cost as a fault
-- exploit: whoever reads a large table pays for each row, also for those that they do not see.
-- as: mia
-- try: select where pg_temp.plan('select from public.profiles') !~ 'InitPlan'
-- caught by: lint
alter policy select_own on public.profiles using (id = auth.uid());
