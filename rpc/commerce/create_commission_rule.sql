create or replace function public.create_commission_rule(
  domain_id uuid,
  level integer,
  rate_ppm integer,
  reason text,
  programme_id uuid default null,
  cohort_id uuid default null,
  platform_user_id uuid default null,
  min_volume_usd_minor numeric default 0,
  bonus_ppm integer default 0,
  bonus_volume_usd_minor numeric default 0,
  base text default 'fee_charged',
  starts_at timestamptz default null,
  ends_at timestamptz default null
)
returns table (outcome text, rule_id uuid)
language plpgsql
volatile
security definer -- definer: nobody holds insert on commission_rules
set search_path = ''
as $$
#variable_conflict use_variable
declare
  said constant jsonb := jsonb_build_object(
    'level', level, 'rate_ppm', rate_ppm, 'programme_id', programme_id, 'cohort_id', cohort_id,
    'platform_user_id', platform_user_id, 'min_volume_usd_minor', coalesce(min_volume_usd_minor, 0),
    'bonus_ppm', coalesce(bonus_ppm, 0), 'bonus_volume_usd_minor', coalesce(bonus_volume_usd_minor, 0), 'base', base,
    'starts_at', starts_at, 'ends_at', ends_at
  );
  rule public.commission_rules;
begin
  perform private.require('commissions.manage', domain_id);
  perform private.begin_sensitive('create_commission_rule', reason);
  rule := jsonb_populate_record(
    null::public.commission_rules, said || jsonb_build_object('domain_id', domain_id, 'reason', btrim(reason))
  );
  perform private.check_commission_rule(rule);
  if rule.rate_ppm + rule.bonus_ppm > (select s.commission_approval_above_ppm from public.security_settings as s)
    and not private.use_approval(
      'create_commission_rule', domain_id, jsonb_strip_nulls(said), rule.reason, 'commissions.manage', domain_id
    ) then
    return query select 'approval_requested', null::uuid;
  else
    return query select 'done', private.store_commission_rule(rule);
  end if;
end;
$$;

comment on function public.create_commission_rule(uuid, integer, integer, text, uuid, uuid, uuid, numeric, integer, numeric, text, timestamptz, timestamptz) is
'Makes a rule of what part of a fee goes to whoever brought the user. programme_id, cohort_id, platform_user_id: for whom, one of the three; a user''s beats a cohort''s, and that the programme''s. level: 1 for whoever brought the trader, 2 and 3 for those above. rate_ppm: millionths of the fee, 300000 is 30 %. min_volume_usd_minor: from what volume of the programme''s window on, in US cents: a tier; the highest that is reached counts. bonus_ppm: what comes on top from bonus_volume_usd_minor on. bonus_volume_usd_minor: own volume of the window, in US cents. base: fee_charged, or fee_gross, which is the fee before the discount. starts_at: null: now; not in the past. ends_at: null: never. '
'Answers done, or approval_requested for a high rate: then somebody else who manages commissions calls approve_operation(), and the same call acts. Needs commissions.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 23P01 COMMISSION_RULE_OVERLAPS.';
revoke all on function public.create_commission_rule(
  uuid, integer, integer, text, uuid, uuid, uuid, numeric, integer, numeric, text, timestamptz, timestamptz
) from public, anon, service_role;
grant execute on function public.create_commission_rule(
  uuid, integer, integer, text, uuid, uuid, uuid, numeric, integer, numeric, text, timestamptz, timestamptz
) to authenticated;
