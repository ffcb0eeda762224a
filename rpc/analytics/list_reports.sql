create or replace function public.list_reports(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, title text, visibility text, role_key text, owner_id uuid, is_mine boolean, params jsonb,
  schedule jsonb, updated_at timestamptz, version integer, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
as $$
declare
  given constant jsonb := private.read_filter(filter, '{"domain_ids": "uuids", "is_mine": "boolean"}');
  mine constant uuid [] := private.permitted_domains('analytics.view', case
    when given ? 'domain_ids' then array(select jsonb_array_elements_text(given -> 'domain_ids')::uuid)
  end);
  seen constant uuid [] := private.reports_seen();
  me constant uuid := private.current_person_id();
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('saved_reports', after);
  return query
  select
    page.domain_id, page.id, page.title, page.visibility, page.role_key, page.owner_id, page.owner_id = me, page.params,
    (
      select to_jsonb(s) - '{domain_id,report_id}'::text [] from public.report_schedules as s
      where s.domain_id = page.domain_id and s.report_id = page.id and page.owner_id = me
    ),
    page.updated_at, page.version, private.make_time_cursor('saved_reports', page.created_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select r.* from public.saved_reports as r
    where
      r.domain_id = tenant.id and r.id = any(seen)
      and (not given ? 'is_mine' or (given -> 'is_mine')::boolean = (r.owner_id = me))
      and (after is null or (r.created_at, r.id, r.domain_id) < (place.at, place.id, place.domain_id))
    order by r.created_at desc, r.id desc
    limit page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_reports(jsonb, text, integer) is
'The caller''s own saved reports and those that are shared with the caller, newest first; schedule (of own ones) is when each is sent, and to whom. filter: domain_ids, is_mine. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"filter": {"is_mine": true}, "page_size": 20}';
revoke all on function public.list_reports(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_reports(jsonb, text, integer) to authenticated;
