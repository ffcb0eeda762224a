-- Written by create_invite_code(), update_invite_code() and redeem_invite_code().
alter table public.invite_codes enable row level security;

revoke all on public.invite_codes from public, anon, authenticated, service_role;
grant select on public.invite_codes to authenticated, service_role;

create policy select_member on public.invite_codes
for select to authenticated
using (domain_id = any((select private.domains_with('cohorts.view'))::uuid []));

comment on policy select_member on public.invite_codes is
'Codes of the platforms whose cohorts the person may view.';

select private.audit_table('public.invite_codes');
