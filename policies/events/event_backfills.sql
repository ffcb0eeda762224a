-- Written by request_event_backfill() and report_events(). Its progress is no news for the audit log; that it was asked for is.
alter table public.event_backfills enable row level security;
revoke all on public.event_backfills from public, anon, authenticated, service_role;
grant select on public.event_backfills to authenticated, service_role;

create policy select_member on public.event_backfills
for select to authenticated
using (domain_id = any((select private.domains_with('integrations.view'))::uuid []));

comment on policy select_member on public.event_backfills is
'Back-fills of the domains where the person may view integrations.';
