create or replace function public.list_cycles(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, kind text, starts_at timestamptz, ends_at timestamptz, time_zone text, state text,
  created_by uuid, created_at timestamptz, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
as $$
declare
  given constant jsonb := private.read_filter(
    filter, '{"domain_ids": "uuids", "kinds": {"some_of": ["day", "week", "month", "custom"]}}'
  );
  mine constant uuid [] := private.permitted_domains('analytics.view', case
    when given ? 'domain_ids' then array(select jsonb_array_elements_text(given -> 'domain_ids')::uuid)
  end);
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('cycles', after);
  return query
  select
    page.domain_id, page.id, page.kind, page.starts_at, page.ends_at, page.time_zone, private.bucket_state(page.ends_at),
    page.created_by, page.created_at, private.make_time_cursor('cycles', page.starts_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select c.* from public.cycles as c
    where
      c.domain_id = tenant.id and (not given ? 'kinds' or given -> 'kinds' ? c.kind)
      and (after is null or (c.starts_at, c.id, c.domain_id) < (place.at, place.id, place.domain_id))
    order by c.starts_at desc, c.id desc
    limit page_size
  ) as page
  order by page.starts_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_cycles(jsonb, text, integer) is
'Cycles that trades are counted by, those that begin last first; filter.cycle_id of transaction_stats() and others takes their id. filter: domain_ids and kinds (array of day, week, month, custom). state: partial, provisional or final, as the numbers of it. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"filter": {"kinds": ["month"]}, "page_size": 20}';
revoke all on function public.list_cycles(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_cycles(jsonb, text, integer) to authenticated;
