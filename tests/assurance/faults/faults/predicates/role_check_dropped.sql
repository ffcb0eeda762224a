-- The policy of the invoices asks for the team and no longer for the role.
-- class: predicate wrong
-- exploit: vera, a viewer, reads her own team's invoices.
-- as: vera
-- try: select from public.invoices where team_id = 1001
-- caught by: matrix
alter policy select_owner on public.invoices
using (team_id in (select private.my_teams()) or (select private.is_staff()));
