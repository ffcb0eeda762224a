create or replace function public.fee_schedule_at(
  domain_id uuid,
  at timestamptz,
  after text default null,
  page_size integer default 50
)
returns table (
  id uuid, kind text, scope jsonb, specificity integer, rate_ppm integer, min_minor numeric, max_minor numeric,
  limit_asset text, starts_at timestamptz, ends_at timestamptz, reason text, created_by uuid, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
as $$
declare
  place constant record := private.read_time_cursor('fee_schedule', after);
begin
  perform private.require('fees.view', domain_id);
  perform private.check_page_size(page_size);
  if isfinite(at) is not true then
    perform private.bad_input('at', 'a time');
  end if;
  return query
  select
    r.id, r.kind, private.fee_scope(r), r.specificity, r.rate_ppm, r.min_minor, r.max_minor, r.limit_asset,
    r.starts_at, r.ends_at, r.reason, r.created_by,
    private.make_time_cursor('fee_schedule', r.starts_at, r.id, r.domain_id)
  from public.fee_rules as r
  where r.domain_id = fee_schedule_at.domain_id and r.starts_at <= fee_schedule_at.at
    and (r.ends_at is null or r.ends_at > fee_schedule_at.at)
    and (after is null or (r.starts_at, r.id) < (place.at, place.id))
  order by r.starts_at desc, r.id desc
  limit page_size;
end;
$$;

comment on function public.fee_schedule_at(uuid, timestamptz, text, integer) is
'The rules and promotions that held at an instant, those that started last first. Rules are closed and never changed, so any past instant can be told. at: the instant. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs fees.view. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';
revoke all on function public.fee_schedule_at(uuid, timestamptz, text, integer) from public, anon, service_role;
grant execute on function public.fee_schedule_at(uuid, timestamptz, text, integer) to authenticated;
