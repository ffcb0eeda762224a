-- Written with the ticket, and by the worker that hears from Linear.
alter table public.ticket_links enable row level security;

revoke all on public.ticket_links from public, anon, authenticated, service_role;
grant select on public.ticket_links to authenticated, service_role;

create policy select_member on public.ticket_links
for select to authenticated
using (domain_id = any((select private.domains_with('tickets.view'))::uuid []));

comment on policy select_member on public.ticket_links is
'Links of the domains where the person may view tickets.';

-- Linear makes an address of the title, which may quote a visitor; the log cannot forget.
select private.audit_table('public.ticket_links', '{url}');
