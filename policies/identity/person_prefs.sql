-- Written by set_preference() alone, which asks the schema.
alter table public.person_prefs enable row level security;
revoke all on public.person_prefs from public, anon, authenticated, service_role;
grant select on public.person_prefs to authenticated, service_role;

create policy select_self on public.person_prefs
for select to authenticated
using (person_id = (select private.current_person_id()));

comment on policy select_self on public.person_prefs is 'The own rows; nobody else''s, for nobody.';

select private.audit_table('public.person_prefs', '{value}');
