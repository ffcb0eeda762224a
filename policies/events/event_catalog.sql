-- Written by RPCs alone, which check the schema.
alter table public.event_catalog enable row level security;

revoke all on public.event_catalog from public, anon, authenticated, service_role;
grant select on public.event_catalog to authenticated, service_role;

create policy select_member on public.event_catalog
for select to authenticated
using (domain_id = any((select private.domains_with('events.view'))::uuid []));

comment on policy select_member on public.event_catalog is
'The catalogue of the domains whose log the person may view.';

select private.audit_table('public.event_catalog');
