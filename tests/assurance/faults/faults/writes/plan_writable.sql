-- UPDATE is granted on the whole table: `plan` is what the team pays for.
-- class: write side
-- exploit: otto gives his team the enterprise plan.
-- as: otto
-- try: update public.teams set plan = 'enterprise' where id = 1001
-- caught by: matrix
grant update on public.teams to authenticated;
