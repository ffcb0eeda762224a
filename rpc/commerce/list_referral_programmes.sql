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
