-- Written by set_org_preference() alone; its people learn what holds from my_preferences().
alter table public.org_prefs enable row level security;
revoke all on public.org_prefs from public, anon, authenticated, service_role;
grant select on public.org_prefs to authenticated, service_role;

create policy select_manager on public.org_prefs
for select to authenticated
using ((select private.holds('clients.view')));

comment on policy select_manager on public.org_prefs is 'Whoever may view clients.';

select private.audit_table('public.org_prefs');
