-- A policy for one's own membership, meant for settings that the table does not have yet.
-- class: write side
-- exploit: mia makes herself an owner and then reads the invoices.
-- as: mia
-- try: update public.memberships set role = 'owner' where user_id = auth.uid()
-- caught by: matrix, lint
create policy update_own on public.memberships for update to authenticated
using (user_id = (select auth.uid()))
with check (user_id = (select auth.uid()));
