-- Written by functions alone.
alter table public.cycles enable row level security;
revoke all on public.cycles from public, anon, authenticated, service_role;
grant select on public.cycles to authenticated, service_role;

create policy select_member on public.cycles
for select to authenticated
using (domain_id = any((select private.domains_with('analytics.view'))::uuid []));

comment on policy select_member on public.cycles is
'Cycles of the domains whose numbers the person may see.';

select private.audit_table('public.cycles');
