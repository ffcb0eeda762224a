-- Written by RPCs, which refuse what is mandatory or malformed.
alter table public.notification_prefs enable row level security;
revoke all on public.notification_prefs from public, anon, authenticated, service_role;
grant select on public.notification_prefs to authenticated, service_role;

create policy select_self on public.notification_prefs
for select to authenticated
using (person_id = (select private.current_person_id()));

comment on policy select_self on public.notification_prefs is 'The own rows; nobody else''s, for nobody.';

select private.audit_table('public.notification_prefs');
