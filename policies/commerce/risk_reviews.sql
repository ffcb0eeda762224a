-- Written by functions alone.
alter table public.risk_reviews enable row level security;
revoke all on public.risk_reviews from public, anon, authenticated, service_role;
grant select on public.risk_reviews to authenticated, service_role;

create policy select_member on public.risk_reviews
for select to authenticated
using (domain_id = any((select private.domains_with('commissions.view'))::uuid []));

comment on policy select_member on public.risk_reviews is
'Decisions about users of the platforms whose commissions the person may view.';

select private.audit_table('public.risk_reviews');
