-- Written by RPCs alone. The own tickets need no permission, only to work there; the parts of a ticket
-- are for those who see all of a domain, and reach its reporter through ticket_detail().
alter table public.tickets enable row level security;

revoke all on public.tickets from public, anon, authenticated, service_role;
grant select on public.tickets to authenticated, service_role;

create policy select_member on public.tickets
for select to authenticated
using (
  domain_id = any((select private.domains_with('tickets.view'))::uuid [])
  or (
    reporter_id = (select private.current_person_id())
    and domain_id = any((select private.member_domains())::uuid [])
  )
);

comment on policy select_member on public.tickets is
'Tickets of the domains where the person may view tickets, and the own ones of the domains where he works.';

select private.audit_table('public.tickets', '{title,description,message_content,expected_answer,tsv}');
