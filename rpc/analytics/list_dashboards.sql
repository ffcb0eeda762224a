create or replace function public.list_dashboards(
  domain_ids uuid [] default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, title text, visibility text, role_key text, owner_id uuid, is_mine boolean,
  widgets bigint, updated_at timestamptz, version integer, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
as $$
declare
  mine constant uuid [] := private.permitted_domains('analytics.view', domain_ids);
  seen constant uuid [] := private.dashboards_seen();
  me constant uuid := private.current_person_id();
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('dashboards', after);
  return query
  select
    page.domain_id, page.id, page.title, page.visibility, page.role_key, page.owner_id, page.owner_id = me,
    (
      select count(*) from public.dashboard_widgets as w
      where w.domain_id = page.domain_id and w.dashboard_id = page.id
    ),
    page.updated_at, page.version, private.make_time_cursor('dashboards', page.created_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select d.* from public.dashboards as d
    where
      d.domain_id = tenant.id and d.id = any(seen)
      and (after is null or (d.created_at, d.id, d.domain_id) < (place.at, place.id, place.domain_id))
    order by d.created_at desc, d.id desc
    limit page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_dashboards(uuid [], text, integer) is
'The caller''s own dashboards and those that are shared with the caller, newest first; widgets is how many each has. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT.';
revoke all on function public.list_dashboards(uuid [], text, integer) from public, anon, service_role;
grant execute on function public.list_dashboards(uuid [], text, integer) to authenticated;
