-- Written by functions alone.
alter table public.risk_scores enable row level security;
revoke all on public.risk_scores from public, anon, authenticated, service_role;
grant select on public.risk_scores to authenticated, service_role;

create policy select_member on public.risk_scores
for select to authenticated
using (domain_id = any((select private.domains_with('commissions.view'))::uuid []));

comment on policy select_member on public.risk_scores is
'Scores about users of the platforms whose commissions the person may view.';

select private.audit_table('public.risk_scores');
