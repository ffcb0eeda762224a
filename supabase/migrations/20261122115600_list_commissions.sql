-- What users are promised for bringing others, what they earned by it and what they were paid out can be listed.
set local check_function_bodies = off;

alter type private.commission_filter
add attribute cohort_id uuid,
add attribute payout_id uuid,
add attribute state text [],
add attribute status text [];

create or replace function public.list_referral_programmes(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, name text, status text, levels integer, discount_ppm integer, tier_basis text,
  window_days integer, hold_days integer, live_during tstzmultirange, paused_during tstzmultirange, created_by uuid,
  created_at timestamptz, version integer, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops what the filter does not use.
set jit = off
as $$
declare
  wanted constant private.commission_filter := jsonb_populate_record(
    null::private.commission_filter,
    private.read_filter(
      filter, '{"domain_ids": "uuids", "status": {"some_of": ["draft", "live", "paused", "ended"]}}'
    )
  );
  mine constant uuid [] := private.permitted_domains('commissions.view', (wanted).domain_ids);
  place constant record := private.read_time_cursor('referral_programmes', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.id, page.name, page.status, page.levels, page.discount_ppm, page.tier_basis,
    page.window_days, page.hold_days, page.live_during, page.paused_during, page.created_by, page.created_at,
    page.version, private.make_time_cursor('referral_programmes', page.created_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select p.* from public.referral_programmes as p
    where p.domain_id = tenant.id
      and ((wanted).status is null or p.status = any((wanted).status))
      and (after is null or (p.created_at, p.id, p.domain_id) < (place.at, place.id, place.domain_id))
    order by p.created_at desc, p.id desc
    limit page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_referral_programmes(jsonb, text, integer) is
'Programmes of referrals, newest first: what users are promised for bringing others, and when that held. filter: domain_ids (null: all mine), status (an array of draft, live, paused, ended). after: the cursor of the last row of the page before. page_size: 1 to 500. Needs commissions.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. Example: {"filter": {"status": ["live", "paused"]}, "page_size": 20}';
revoke all on function public.list_referral_programmes(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_referral_programmes(jsonb, text, integer) to authenticated;

create or replace function public.list_commission_rules(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, programme_id uuid, cohort_id uuid, platform_user_id uuid, level integer,
  min_volume_usd_minor numeric, rate_ppm integer, bonus_ppm integer, bonus_volume_usd_minor numeric, base text,
  starts_at timestamptz, ends_at timestamptz, reason text, created_by uuid, created_at timestamptz, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops what the filter does not use.
set jit = off
as $$
declare
  wanted constant private.commission_filter := jsonb_populate_record(
    null::private.commission_filter,
    private.read_filter(filter, '{
      "domain_ids": "uuids", "programme_id": "uuid", "cohort_id": "uuid", "platform_user_id": "uuid",
      "state": {"some_of": ["open", "planned", "ended"]}
    }')
  );
  mine constant uuid [] := private.permitted_domains('commissions.view', (wanted).domain_ids);
  place constant record := private.read_time_cursor('commission_rules', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.id, page.programme_id, page.cohort_id, page.platform_user_id, page.level,
    page.min_volume_usd_minor, page.rate_ppm, page.bonus_ppm, page.bonus_volume_usd_minor, page.base,
    page.starts_at, page.ends_at, page.reason, page.created_by, page.created_at,
    private.make_time_cursor('commission_rules', page.starts_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select r.* from public.commission_rules as r
    where r.domain_id = tenant.id
      and ((wanted).programme_id is null or r.programme_id = (wanted).programme_id)
      and ((wanted).cohort_id is null or r.cohort_id = (wanted).cohort_id)
      and ((wanted).platform_user_id is null or r.platform_user_id = (wanted).platform_user_id)
      and ((wanted).state is null or case
        when r.valid @> now() then 'open' when r.starts_at > now() and not isempty(r.valid) then 'planned' else 'ended'
      end = any((wanted).state))
      and (after is null or (r.starts_at, r.id, r.domain_id) < (place.at, place.id, place.domain_id))
    order by r.starts_at desc, r.id desc
    limit page_size
  ) as page
  order by page.starts_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_commission_rules(jsonb, text, integer) is
'Rules of commissions, those that started last first: also the history of what was promised, by whom and why. filter: domain_ids (null: all mine), programme_id, cohort_id, platform_user_id (for whom the rule is), state (an array of open, planned, ended; what was withdrawn before it began is ended). after: the cursor of the last row of the page before. page_size: 1 to 500. Needs commissions.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. Example: {"filter": {"state": ["open"]}, "page_size": 20}';
revoke all on function public.list_commission_rules(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_commission_rules(jsonb, text, integer) to authenticated;

create or replace function public.list_commission_accruals(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, transaction_id uuid, platform_user_id uuid, beneficiary_id uuid, user_external_id text,
  level integer, programme_id uuid, rule_id uuid, rate_ppm integer, base_minor numeric, amount_minor numeric,
  asset text, usd_minor numeric, state text, reason text, occurred_at timestamptz, claimable_at timestamptz,
  payout_id uuid, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops what the filter does not use.
set jit = off
as $$
declare
  wanted constant private.commission_filter := private.read_commission_filter(
    filter, '{"state": {"some_of": ["accrued", "claimed", "void"]}, "programme_id": "uuid", "payout_id": "uuid"}'
  );
  mine constant uuid [] := private.permitted_domains('commissions.view', (wanted).domain_ids);
  place constant record := private.read_time_cursor('commission_accruals', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.id, page.transaction_id, page.platform_user_id, page.beneficiary_id, u.external_id,
    page.level, page.programme_id, page.rule_id, page.rate_ppm, page.base_minor, page.amount_minor, page.asset,
    page.usd_minor, page.state, page.reason, page.occurred_at, page.claimable_at, page.payout_id,
    private.make_time_cursor('commission_accruals', page.occurred_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select a.* from public.commission_accruals as a
    where a.domain_id = tenant.id
      and ((wanted).platform_user_id is null or a.beneficiary_id = (wanted).platform_user_id)
      and ((wanted).asset is null or a.asset = (wanted).asset)
      and ((wanted).state is null or a.state = any((wanted).state))
      and ((wanted).programme_id is null or a.programme_id = (wanted).programme_id)
      and ((wanted).payout_id is null or a.payout_id = (wanted).payout_id)
      and ((wanted)."from" is null or a.occurred_at >= (wanted)."from")
      and ((wanted)."to" is null or a.occurred_at < (wanted)."to")
      and (after is null or (a.occurred_at, a.id, a.domain_id) < (place.at, place.id, place.domain_id))
    order by a.occurred_at desc, a.id desc
    limit page_size
  ) as page
  inner join public.platform_users as u on page.domain_id = u.domain_id and page.beneficiary_id = u.id
  order by page.occurred_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_commission_accruals(jsonb, text, integer) is
'What was earned by trades of others, as it stands now, last traded first; where nothing is earned, reason says why. filter: domain_ids (null: all mine), platform_user_id (who earns), asset, state (an array of accrued, claimed, void), programme_id, payout_id (what a claim paid out), from and to (when it was traded; from is included, to is not). after: the cursor of the last row of the page before. page_size: 1 to 500. Needs commissions.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. Example: {"filter": {"state": ["accrued"]}, "page_size": 20}';
revoke all on function public.list_commission_accruals(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_commission_accruals(jsonb, text, integer) to authenticated;

create or replace function public.list_commission_payouts(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, platform_user_id uuid, user_external_id text, asset text, amount_minor numeric,
  usd_minor numeric, idempotency_key text, created_at timestamptz, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops what the filter does not use.
set jit = off
as $$
declare
  wanted constant private.commission_filter := private.read_commission_filter(filter, '{}');
  mine constant uuid [] := private.permitted_domains('commissions.view', (wanted).domain_ids);
  place constant record := private.read_time_cursor('commission_payouts', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.id, page.platform_user_id, u.external_id, page.asset, page.amount_minor, page.usd_minor,
    page.idempotency_key, page.created_at,
    private.make_time_cursor('commission_payouts', page.created_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select p.* from public.commission_payouts as p
    where p.domain_id = tenant.id
      and ((wanted).platform_user_id is null or p.platform_user_id = (wanted).platform_user_id)
      and ((wanted).asset is null or p.asset = (wanted).asset)
      and ((wanted)."from" is null or p.created_at >= (wanted)."from")
      and ((wanted)."to" is null or p.created_at < (wanted)."to")
      and (after is null or (p.created_at, p.id, p.domain_id) < (place.at, place.id, place.domain_id))
    order by p.created_at desc, p.id desc
    limit page_size
  ) as page
  inner join public.platform_users as u on page.domain_id = u.domain_id and page.platform_user_id = u.id
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_commission_payouts(jsonb, text, integer) is
'What users were paid out for bringing others, newest first: a row for each claim and asset. filter: domain_ids (null: all mine), platform_user_id, asset, from and to (when it was claimed; from is included, to is not). after: the cursor of the last row of the page before. page_size: 1 to 500. Needs commissions.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. Example: {"filter": {"from": "2026-11-01T00:00:00Z"}, "page_size": 20}';
revoke all on function public.list_commission_payouts(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_commission_payouts(jsonb, text, integer) to authenticated;
