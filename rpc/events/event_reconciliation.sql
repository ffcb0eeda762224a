create or replace function public.event_reconciliation(domain_id uuid, begins_on date, ends_on date)
returns table (day date, event_type text, ours bigint, pulled bigint, difference bigint)
language plpgsql
stable
security definer -- definer: it shows counts, for which the log itself need not be seen
rows 50
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform private.require('integrations.view', event_reconciliation.domain_id);
  if (ends_on - begins_on between 1 and 92) is not true then
    perform private.bad_input('ends_on', '1 to 92 days after begins_on');
  end if;
  return query
  with stored as (
    select (e.occurred_at at time zone 'UTC')::date as day, e.name as event_type, sum(e.events)::bigint as events
    from private.counted_events as e
    where e.domain_id = event_reconciliation.domain_id and e.actor_kind = 'user'
      and e.occurred_at >= begins_on::timestamp at time zone 'UTC' and e.occurred_at < ends_on::timestamp at time zone 'UTC'
    group by 1, 2
  ), told as (
    select c.day, c.event_type, sum(c.events)::bigint as events
    from public.event_exports as x
    cross join lateral jsonb_to_recordset(x.counts) as c (day date, event_type text, events bigint)
    where x.domain_id = event_reconciliation.domain_id and c.day >= begins_on and c.day < ends_on
    group by 1, 2
  )
  select d.day, d.event_type, d.ours, d.pulled, d.pulled - d.ours
  from (
    select day, event_type, coalesce(s.events, 0) as ours, coalesce(t.events, 0) as pulled
    from stored as s full join told as t using (day, event_type)
  ) as d
  where d.ours <> d.pulled
    -- A day whose export was not pulled yet tells nothing.
    and exists (
      select from public.event_exports as x
      where x.domain_id = event_reconciliation.domain_id and x.uploaded_on >= d.day
    )
  order by d.day, d.event_type;
end;
$$;

comment on function public.event_reconciliation(uuid, date, date) is
'Where the events of users that count here and those that Amplitude has differ: a row a day (UTC, by when they happened) and kind, with both counts and difference (pulled less ours). Days of which no export was pulled since are left out. begins_on, ends_on: half-open, at most 92 days. Needs integrations.view. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';
revoke all on function public.event_reconciliation(uuid, date, date) from public, anon, service_role;
grant execute on function public.event_reconciliation(uuid, date, date) to authenticated;
