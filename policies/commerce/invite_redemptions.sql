-- Written by redeem_invite_code() alone.
alter table public.invite_redemptions enable row level security;

revoke all on public.invite_redemptions from public, anon, authenticated, service_role;
grant select on public.invite_redemptions to authenticated, service_role;

create policy select_member on public.invite_redemptions
for select to authenticated
using (domain_id = any((select private.domains_with('cohorts.view'))::uuid []));

comment on policy select_member on public.invite_redemptions is
'Who redeemed the codes that the person may view.';

select private.audit_table('public.invite_redemptions');
