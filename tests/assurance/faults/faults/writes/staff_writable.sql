-- UPDATE is granted on the whole profile, with the mark of our own staff in it.
-- class: write side
-- exploit: stan makes himself staff, and reads the invoices of all teams.
-- as: stan
-- try: update public.profiles set is_staff = true where id = auth.uid()
-- caught by: matrix, lint
grant update on public.profiles to authenticated;
