-- A client reads it to know what there is. Written with the code, by migrations.
alter table public.preference_keys enable row level security;
revoke all on public.preference_keys from public, anon, authenticated, service_role;
grant select on public.preference_keys to authenticated, service_role;

create policy select_person on public.preference_keys
for select to authenticated
using ((select private.current_person_id()) is not null);

comment on policy select_person on public.preference_keys is 'Every active person: it tells what there is, of nobody.';

select private.audit_table('public.preference_keys');
