create or replace function public.list_alerts(
  domain_ids uuid [] default null,
  state text default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, rule_id uuid, title text, day date, value numeric, expected numeric, score numeric,
  is_provisional boolean, alert_state text, version integer, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops what the filter does not use.
as $$
declare
  mine constant uuid [] := private.permitted_domains('events.view', domain_ids);
  place record;
begin
  if list_alerts.state not in ('open', 'ack', 'resolved') then
    perform private.bad_input('state', 'must be open, ack or resolved');
  end if;
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('alerts', after);
  return query
  select
    page.domain_id, page.id, page.rule_id, r.title, page.day, page.value, page.expected, page.score,
    page.is_provisional, page.state, page.version,
    private.make_time_cursor('alerts', page.day::timestamp at time zone 'UTC', page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select a.* from public.alerts as a
    where
      a.domain_id = tenant.id
      and (list_alerts.state is null or a.state = list_alerts.state)
      and (after is null
        or (a.day, a.id, a.domain_id) < ((place.at at time zone 'UTC')::date, place.id, place.domain_id))
    order by a.day desc, a.id desc
    limit page_size
  ) as page
  inner join public.alert_rules as r on r.domain_id = page.domain_id and r.id = page.rule_id
  order by page.day desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_alerts(uuid [], text, text, integer) is
'Alerts on the numbers of the event log, latest day first, with the title of the rule that made each. state: open, ack or resolved alone; null: all. Needs events.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"state": "open", "page_size": 20}';
revoke all on function public.list_alerts(uuid [], text, text, integer) from public, anon, service_role;
grant execute on function public.list_alerts(uuid [], text, text, integer) to authenticated;
