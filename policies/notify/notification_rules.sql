-- The preferences page needs to know what is mandatory. Written with the code, by migrations.
alter table public.notification_rules enable row level security;
revoke all on public.notification_rules from public, anon, authenticated, service_role;
grant select on public.notification_rules to authenticated, service_role;

create policy select_person on public.notification_rules
for select to authenticated
using ((select private.current_person_id()) is not null);

comment on policy select_person on public.notification_rules is 'Every active person: it tells what there is, of nobody.';

select private.audit_table('public.notification_rules');
