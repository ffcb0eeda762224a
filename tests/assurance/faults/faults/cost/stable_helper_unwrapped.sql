-- A helper of ours without a sub-select: stable, and still asked for every row that is scanned.
-- class: cost as a fault
-- exploit: staff list the invoices of a year: one query of the profiles for each.
-- as: mia
-- try: select where pg_temp.plan('select from public.invoices') ~ 'Filter:[^\n]*OR private.is_staff\(\)'
-- caught by: lint
alter policy select_owner on public.invoices
using (team_id in (select private.my_teams('owner')) or private.is_staff());
