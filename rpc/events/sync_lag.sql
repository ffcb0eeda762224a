create or replace function public.sync_lag(domain_ids uuid [] default null, span interval default '1 hour')
returns table (
  domain_id uuid, is_active boolean, error text, waiting bigint, oldest_at timestamptz,
  accepted bigint, p50 interval, p95 interval, refused bigint
)
language plpgsql
stable
security definer -- definer: the outbox is granted to nobody
rows 10
set search_path = ''
as $$
#variable_conflict use_column
declare
  mine constant uuid [] := private.permitted_domains('integrations.view', domain_ids);
begin
  if span between '1 minute' and '30 days' is not true then
    perform private.bad_input('span', '1 minute to 30 days');
  end if;
  return query
  select p.domain_id, p.is_active, p.error, w.waiting, w.oldest_at, coalesce(d.total, 0), d.p50, d.p95, r.refused
  from public.amplitude_projects as p
  cross join lateral (
    select coalesce(sum(jsonb_array_length(o.payload -> 'event_ids')), 0)::bigint as waiting, min(o.created_at) as oldest_at
    from private.outbox as o
    where o.domain_id = p.domain_id and o.topic = 'amplitude.event' and o.state in ('waiting', 'claimed')
      and o.environment = private.environment()
  ) as w
  cross join lateral (
    select
      max(a.upto) as total, min(a.lag) filter (where 2 * a.upto >= a.total) as p50,
      min(a.lag) filter (where 20 * a.upto >= 19 * a.total) as p95
    from (
      select
        e.accepted_at - e.received_at as lag, sum(e.events) over (order by e.accepted_at - e.received_at) as upto,
        sum(e.events) over () as total
      from private.event_deliveries as e
      where e.domain_id = p.domain_id and e.accepted_at >= now() - span
    ) as a
  ) as d
  cross join lateral (
    select count(*) as refused from public.event_refusals as e
    where e.domain_id = p.domain_id and e.refused_at >= now() - span
  ) as r
  where p.domain_id = any(mine)
  order by p.domain_id;
end;
$$;

comment on function public.sync_lag(uuid [], interval) is
'How far Amplitude is behind, a row a domain that has a project there: events that wait, since when the oldest does, and, of the time before now that span names, how many were accepted, in what time half of them and 95 of 100 were, from their receipt here, and how many were refused. domain_ids: null means all of the caller''s. span: 1 minute to 30 days. Needs integrations.view. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';
revoke all on function public.sync_lag(uuid [], interval) from public, anon, service_role;
grant execute on function public.sync_lag(uuid [], interval) to authenticated;
