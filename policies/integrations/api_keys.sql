-- Written by RPCs alone: a key that somebody could widen would have rights that nobody looked at.
alter table public.api_keys enable row level security;
revoke all on public.api_keys from public, anon, authenticated, service_role;
grant select on public.api_keys to authenticated, service_role;

create policy select_member on public.api_keys
for select to authenticated
using (domain_id = any((select private.domains_with('integrations.view'))::uuid []));

comment on policy select_member on public.api_keys is
'Keys of the domains where the person may view integrations.';

select private.audit_table('public.api_keys');
