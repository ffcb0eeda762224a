alter table public.access_log enable row level security;
revoke all on public.access_log from public, anon, authenticated, service_role;
grant select on public.access_log to authenticated, service_role;

create policy select_auditor on public.access_log
for select to authenticated
using (
  domain_id = any((select private.domains_with('access_log.view'))::uuid[])
  or (domain_id is null and (select private.holds('access_log.view')))
);

comment on policy select_auditor on public.access_log is
'Whoever may view the access log of a domain; reads that belong to no domain need it over all domains.';
