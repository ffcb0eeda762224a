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
