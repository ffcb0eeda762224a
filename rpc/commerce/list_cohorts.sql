create or replace function public.list_cohorts(
  domain_ids uuid [] default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, name text, priority integer, kind text, member_count bigint, created_at timestamptz,
  version integer, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
as $$
declare
  mine constant uuid [] := private.permitted_domains('cohorts.view', domain_ids);
  place constant text [] := private.read_cursor('cohorts', after);
  last_priority integer;
begin
  perform private.check_page_size(page_size);
  if not private.is_valid_input(place[3], 'integer') then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  last_priority := place[3]::integer;
  return query
  select
    page.domain_id, page.id, page.name, page.priority, page.kind, held.member_count, page.created_at,
    page.version, private.make_cursor('cohorts', page.priority::text, page.id, page.domain_id)
  from (
    select each.* from unnest(mine) as tenant (id)
    cross join lateral (
      select c.* from public.cohorts as c
      where c.domain_id = tenant.id
        and (place is null or (c.priority, c.domain_id) > (last_priority, place[2]::uuid))
      order by c.priority
      limit page_size
    ) as each
    order by each.priority, each.domain_id
    limit page_size
  ) as page
  cross join lateral (
    select count(*) from public.cohort_members as m
    where m.domain_id = page.domain_id and m.cohort_id = page.id and m.valid @> now()
  ) as held (member_count)
  order by page.priority, page.domain_id;
end;
$$;

comment on function public.list_cohorts(uuid [], text, integer) is
'Cohorts of the platforms, by priority: the lowest number first. member_count: how many users belong to it now. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs cohorts.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"page_size": 20}';
revoke all on function public.list_cohorts(uuid [], text, integer) from public, anon, service_role;
grant execute on function public.list_cohorts(uuid [], text, integer) to authenticated;
