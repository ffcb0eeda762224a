-- The audit log may be read by every member: it holds rows of tables that they may not read.
-- class: side doors
-- exploit: vera reads her team's invoices in it.
-- as: vera
-- try: select from public.audit_log where table_name = 'invoices'
-- caught by: matrix
alter policy select_owner on public.audit_log using (team_id in (select private.my_teams()));
