create or replace function public.list_events(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, name text, schema_version integer, actor_kind text, actor_id text, object text,
  properties jsonb, occurred_at timestamptz, received_at timestamptz, source text, trace_id text, is_test boolean,
  has_clock_skew boolean, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops what the filter does not use, and the months that it leaves out.
set jit = off
as $$
declare
  wanted constant private.event_filter := private.read_event_filter(filter);
  mine constant uuid [] := private.permitted_domains('events.view', (wanted).domain_ids);
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('events', after);
  return query
  select
    page.domain_id, page.id, page.name, page.schema_version, page.actor_kind, page.actor_id, page.object,
    page.properties, page.occurred_at, page.received_at, page.source, page.trace_id, page.is_test,
    page.has_clock_skew, private.make_time_cursor('events', page.occurred_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select e.* from public.event_log as e
    where
      e.domain_id = tenant.id
      and ((wanted).name is null or e.name = (wanted).name)
      and ((wanted).actor_kind is null or e.actor_kind = (wanted).actor_kind)
      and ((wanted).actor_id is null or e.actor_id = (wanted).actor_id)
      and ((wanted).object is null or e.object = (wanted).object)
      and ((wanted)."from" is null or e.occurred_at >= (wanted)."from")
      and ((wanted)."to" is null or e.occurred_at < (wanted)."to")
      and (coalesce((wanted).include_test, false) or not e.is_test)
      -- The time by itself too: it tells which months to leave out.
      and (after is null or e.occurred_at <= place.at
        and (e.occurred_at, e.id, e.domain_id) < (place.at, place.id, place.domain_id))
    order by e.occurred_at desc, e.id desc
    limit page_size
  ) as page
  order by page.occurred_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_events(jsonb, text, integer) is
'Events of the log, newest first. filter: domain_ids (null: all mine), name, actor_kind, actor_id, object, from and to (times; from is included, to is not), include_test. Needs events.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. '
'Example: {"filter": {"name": "order_placed", "from": "2026-11-01T00:00:00Z"}, "page_size": 20}';
revoke all on function public.list_events(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_events(jsonb, text, integer) to authenticated;
