-- It comes with the code.
alter table public.export_kinds enable row level security;
revoke all on public.export_kinds from public, anon, authenticated, service_role;
grant select on public.export_kinds to authenticated, service_role;

create policy select_person on public.export_kinds
for select to authenticated
using ((select private.current_person_id()) is not null);

comment on policy select_person on public.export_kinds is
'For everybody who works here: it tells what can be asked, of nobody.';

select private.audit_table('public.export_kinds');
