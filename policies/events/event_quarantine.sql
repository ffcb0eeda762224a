-- Written by functions alone. May hold personal data that the log would not take, so fewer read it than the log.
alter table public.event_quarantine enable row level security;

revoke all on public.event_quarantine from public, anon, authenticated, service_role;
grant select on public.event_quarantine to authenticated, service_role;

create policy select_manager on public.event_quarantine
for select to authenticated
using (
  domain_id = any((select private.domains_with('events.manage'))::uuid [])
  or (domain_id = '00000000-0000-0000-0000-000000000000' and (select private.holds('events.manage')))
);

comment on policy select_manager on public.event_quarantine is
'Whoever manages the log of a domain; what is of no known site needs that permission over all domains.';
