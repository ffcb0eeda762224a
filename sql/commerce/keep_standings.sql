-- requires: sql/commerce/referral_terms.sql sql/commerce/measure_standing.sql
create or replace function private.keep_standings(trades public.transactions [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into private.referral_standings
  select standing.*
  from (
    select distinct referral.programme, who.id, (t.occurred_at at time zone 'UTC')::date as on_day
    from unnest(trades) as t
    cross join lateral private.referral_terms(t.domain_id, t.platform_user_id, t.occurred_at) as referral
    cross join lateral unnest(referral.referrers) as who (id)
    where t.status = 'confirmed'
  ) as wanted
  cross join lateral private.measure_standing(wanted.programme, wanted.id, wanted.on_day) as standing
  on conflict do nothing;
end;
$$;

comment on function private.keep_standings(public.transactions []) is
'Measures the volume of everybody who earns by these trades, where it is not known for their days.';
revoke all on function private.keep_standings(public.transactions []) from public, anon, authenticated, service_role;
