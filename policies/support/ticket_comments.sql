-- Written by comment_ticket() alone; nobody changes what was said.
alter table public.ticket_comments enable row level security;

revoke all on public.ticket_comments from public, anon, authenticated, service_role;
grant select on public.ticket_comments to authenticated, service_role;

create policy select_member on public.ticket_comments
for select to authenticated
using (domain_id = any((select private.domains_with('tickets.view'))::uuid []));

comment on policy select_member on public.ticket_comments is
'Comments of the domains where the person may view tickets.';

select private.audit_table('public.ticket_comments', '{body}');
