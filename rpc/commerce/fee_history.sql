create or replace function public.fee_history(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, rule_id uuid, kind text, scope jsonb, rate_ppm integer, min_minor numeric, max_minor numeric,
  limit_asset text, starts_at timestamptz, ends_at timestamptz, previous_rule_id uuid, previous_rate_ppm integer,
  change_ppm integer, rate_variation numeric, created_at timestamptz, created_by uuid, reason text,
  closed_at timestamptz, closed_by uuid, closed_reason text, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
as $$
declare
  wanted constant private.fee_history_filter := private.read_fee_history(filter);
  mine constant uuid [] := private.permitted_domains('fees.view', (wanted).domain_ids);
  place constant record := private.read_time_cursor('fee_history', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.id, page.kind, private.fee_scope(page), page.rate_ppm, page.min_minor, page.max_minor,
    page.limit_asset, page.starts_at, page.ends_at, earlier.id, earlier.rate_ppm, page.rate_ppm - earlier.rate_ppm,
    (page.rate_ppm - earlier.rate_ppm)::numeric / nullif(earlier.rate_ppm, 0), page.created_at, page.created_by,
    page.reason, page.closed_at, page.closed_by, page.closed_reason,
    private.make_time_cursor('fee_history', page.starts_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select r.* from public.fee_rules as r
    where r.domain_id = tenant.id
      and (after is null or (r.starts_at, r.id, r.domain_id) < (place.at, place.id, place.domain_id))
      and r.kind = coalesce((wanted).kind, r.kind)
      and (r.specificity = 0) = coalesce((wanted).is_platform, r.specificity = 0)
      and ((wanted).held is null or r.valid && (wanted).held)
    order by r.starts_at desc, r.id desc
    limit page_size
  ) as page
  left join lateral (
    select b.id, b.rate_ppm from public.fee_rules as b
    where b.domain_id = page.domain_id and b.kind = page.kind and b.scope_key = page.scope_key
      and b.starts_at < page.starts_at and not isempty(b.valid)
    order by b.starts_at desc
    limit 1
  ) as earlier on true
  order by page.starts_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.fee_history(jsonb, text, integer) is
'The history of the schedule of fees: each version of each rule and promotion, those that started last first, with who made it, when and why, and who brought its end forward, when and why. previous_rate_ppm: what held before for exactly the same; change_ppm and rate_variation (the change as a part of it, null where it was 0): against that. '
'filter: domain_ids; kind (rule or promotion); is_platform (for the whole platform, or for a part of it); from, to: versions that held at some time of from <= time < to. What was earned by it is told by fee_stats(). Needs fees.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"filter": {"is_platform": true, "from": "2026-01-01T00:00:00Z"}, "page_size": 20}';
revoke all on function public.fee_history(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.fee_history(jsonb, text, integer) to authenticated;
