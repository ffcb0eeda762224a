create or replace function public.list_fee_rules(
  domain_ids uuid [] default null,
  state text default 'all',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, kind text, scope jsonb, specificity integer, rate_ppm integer, min_minor numeric,
  max_minor numeric, limit_asset text, starts_at timestamptz, ends_at timestamptz, reason text, created_by uuid,
  created_at timestamptz, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
as $$
declare
  mine constant uuid [] := private.permitted_domains('fees.view', domain_ids);
  place constant record := private.read_time_cursor('fee_rules', after);
begin
  perform private.check_page_size(page_size);
  if state = any('{all,open,planned,ended}') is not true then
    perform private.bad_input('state', 'all, open, planned or ended');
  end if;
  return query
  select
    page.domain_id, page.id, page.kind, private.fee_scope(page), page.specificity, page.rate_ppm, page.min_minor,
    page.max_minor, page.limit_asset, page.starts_at, page.ends_at, page.reason, page.created_by, page.created_at,
    private.make_time_cursor('fee_rules', page.starts_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select r.* from public.fee_rules as r
    where r.domain_id = tenant.id
      and (after is null or (r.starts_at, r.id, r.domain_id) < (place.at, place.id, place.domain_id))
      and case state
        when 'open' then r.valid @> now() when 'planned' then r.starts_at > now() and not isempty(r.valid)
        when 'ended' then r.ends_at <= now() or isempty(r.valid) else true
      end
    order by r.starts_at desc, r.id desc
    limit page_size
  ) as page
  order by page.starts_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_fee_rules(uuid [], text, text, integer) is
'Fee rules and promotions, those that started last first: also the history of what was charged, by whom and why. state: all, open, planned or ended. scope: what the rule is for; empty: for the whole platform. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs fees.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"state": "open", "page_size": 20}';
revoke all on function public.list_fee_rules(uuid [], text, text, integer) from public, anon, service_role;
grant execute on function public.list_fee_rules(uuid [], text, text, integer) to authenticated;
