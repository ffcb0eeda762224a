-- requires: sql/commerce/commission_rules.sql sql/commerce/cohort_members.sql sql/commerce/measure_standing.sql
-- requires: sql/commerce/commission_term.sql
create or replace function private.pick_commission(
  programme public.referral_programmes, beneficiary_id uuid, level integer, at timestamptz
)
returns private.commission_term
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  standing constant private.referral_standings := private.measure_standing(
    programme, beneficiary_id, (at at time zone 'UTC')::date
  );
  volume constant numeric := case programme.tier_basis
    when 'network' then standing.network_usd_minor else standing.level_one_usd_minor
  end;
  rule public.commission_rules;
begin
  select r.* into rule from public.commission_rules as r
  left join public.cohorts as c on r.domain_id = c.domain_id and r.cohort_id = c.id
  where r.domain_id = programme.domain_id and r.level = pick_commission.level and r.valid @> at
    and r.min_volume_usd_minor <= volume
    and r.whom_key = any(
      array[pick_commission.beneficiary_id, programme.id] || array(
        select m.cohort_id from public.cohort_members as m
        where m.domain_id = programme.domain_id and m.platform_user_id = pick_commission.beneficiary_id
          and m.valid @> at
      )
    )
  order by r.platform_user_id is null, c.priority nulls last, r.min_volume_usd_minor desc
  limit 1;
  return row(
    level, beneficiary_id, rule.id,
    coalesce(rule.rate_ppm, 0)
    + case when standing.own_usd_minor >= rule.bonus_volume_usd_minor then rule.bonus_ppm else 0 end,
    coalesce(rule.base, 'fee_charged'), case when rule.id is null then 'NO_RULE' end
  );
end;
$$;

comment on function private.pick_commission(public.referral_programmes, uuid, integer, timestamptz) is
'What a level earns: by a rule for the user, or else for the cohort with the lowest priority, or else for the programme; of each the highest tier that is reached.';
revoke all on function private.pick_commission(public.referral_programmes, uuid, integer, timestamptz)
from public, anon, authenticated, service_role;
