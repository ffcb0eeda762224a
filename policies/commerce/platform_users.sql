-- Written by RPCs alone: what comes from the platform, the tag and the status each have rules of their own.
alter table public.platform_users enable row level security;

revoke all on public.platform_users from public, anon, authenticated, service_role;
grant select on public.platform_users to authenticated, service_role;

create policy select_member on public.platform_users
for select to authenticated
using (domain_id = any((select private.domains_with('platform_users.view'))::uuid []));

comment on policy select_member on public.platform_users is
'Users of the platforms whose users the person may view.';

select private.audit_table('public.platform_users', '{wallets}');
