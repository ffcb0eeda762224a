create or replace function public.list_alert_rules(
  domain_ids uuid [] default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, title text, metric text, event_name text, method text, direction text, limit_value numeric,
  min_volume numeric, cooldown_days integer, time_zone text, is_active boolean, alerted_on date,
  created_at timestamptz, version integer, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
as $$
declare
  mine constant uuid [] := private.permitted_domains('events.view', domain_ids);
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('alert_rules', after);
  return query
  select
    page.domain_id, page.id, page.title, page.metric, page.event_name, page.method, page.direction, page.limit_value,
    page.min_volume, page.cooldown_days, page.time_zone, page.is_active,
    (select max(a.day) from public.alerts as a where a.domain_id = page.domain_id and a.rule_id = page.id),
    page.created_at, page.version,
    private.make_time_cursor('alert_rules', page.created_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select r.* from public.alert_rules as r
    where
      r.domain_id = tenant.id
      and (after is null or (r.created_at, r.id, r.domain_id) < (place.at, place.id, place.domain_id))
    order by r.created_at desc, r.id desc
    limit page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_alert_rules(uuid [], text, integer) is
'Rules of alerts, newest first, with the last day that each made an alert of. Needs events.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT.';
revoke all on function public.list_alert_rules(uuid [], text, integer) from public, anon, service_role;
grant execute on function public.list_alert_rules(uuid [], text, integer) to authenticated;
