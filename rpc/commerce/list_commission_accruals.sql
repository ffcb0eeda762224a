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
