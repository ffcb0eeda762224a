-- Row security of the invoices is off: the policy is still there and asks nobody.
-- class: row security missing or void
-- exploit: mia, a mere member, lists the invoices of every team.
-- as: mia
-- try: select from public.invoices where team_id = 1002
-- caught by: matrix, lint
alter table public.invoices disable row level security;
