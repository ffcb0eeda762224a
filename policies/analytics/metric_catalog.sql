-- It comes with the code.
alter table public.metric_catalog enable row level security;
revoke all on public.metric_catalog from public, anon, authenticated, service_role;
grant select on public.metric_catalog to authenticated, service_role;

create policy select_person on public.metric_catalog
for select to authenticated
using ((select private.current_person_id()) is not null);

comment on policy select_person on public.metric_catalog is
'For everybody who works here: it tells what can be asked, of nobody.';

select private.audit_table('public.metric_catalog');
