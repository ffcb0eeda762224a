-- A client reads it to ask for the reason and the second factor before it calls.
alter table public.sensitive_operations enable row level security;
revoke all on public.sensitive_operations from public, anon, authenticated, service_role;
grant select on public.sensitive_operations to authenticated, service_role;

create policy select_person on public.sensitive_operations
for select to authenticated
using ((select private.current_person_id()) is not null);

comment on policy select_person on public.sensitive_operations is
'Every active person: it tells what to bring, not who may.';

select private.audit_table('public.sensitive_operations');
