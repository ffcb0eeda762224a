-- Written by create_referral_programme() and set_programme_status().
alter table public.referral_programmes enable row level security;

revoke all on public.referral_programmes from public, anon, authenticated, service_role;
grant select on public.referral_programmes to authenticated, service_role;

create policy select_member on public.referral_programmes
for select to authenticated
using (domain_id = any((select private.domains_with('commissions.view'))::uuid []));

comment on policy select_member on public.referral_programmes is
'Programmes of the platforms whose commissions the person may view.';

select private.audit_table('public.referral_programmes');
