-- requires: sql/analytics/person_fact.sql sql/analytics/widget_displays.sql
-- requires: sql/analytics/conversions.sql sql/analytics/display_bookings.sql sql/analytics/active_moments.sql
-- Several days in one question: most days of most domains have a fact or two, and starting a query over these
-- five views costs more than such a day.
create or replace function private.read_day_facts(domain_id uuid, days date [])
returns private.person_fact []
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return array(
    select row(
      fact.person_id, fact.at, fact.flags, fact.conversations, fact.involved, fact.resolved, fact.ripe_at
    )::private.person_fact
    from unnest(days) as counted (day)
    cross join lateral (
      select counted.day::timestamp at time zone 'UTC', (counted.day + 1)::timestamp at time zone 'UTC'
    ) as span (begins, ends)
    cross join lateral (
      select
        reason.person_id, reason.at,
        bit_or(reason.flags) as flags, count(reason.is_involved) as conversations,
        count(*) filter (where reason.is_involved) as involved,
        count(*) filter (where reason.resolved_at <= now()) as resolved,
        min(reason.resolved_at) filter (where reason.resolved_at > now()) as ripe_at
      from (
        select display.person_id, display.displayed_at as at, 1 + 64 as flags,
          null::boolean as is_involved, null::timestamptz as resolved_at
        from private.widget_displays as display
        where
          display.domain_id = read_day_facts.domain_id
          and display.displayed_at >= span.begins and display.displayed_at < span.ends
        union all
        select
          talk.person_id, talk.started_at,
          2 + 64 + 128
          + case when talk.demo_booked then 8 else 0 end
          + case when talk.demo_booked or talk.email_captured then 16 else 0 end,
          talk.is_involved, talk.resolved_at
        from private.counted_conversations as talk
        where
          talk.domain_id = read_day_facts.domain_id
          and talk.started_at >= span.begins and talk.started_at < span.ends
        union all
        select
          converted.person_id, converted.started_at,
          4 + case when converted.kind = 'demo_booked' then 32 else 0 end,
          null, null
        from private.conversions as converted
        where
          converted.domain_id = read_day_facts.domain_id
          and converted.started_at >= span.begins and converted.started_at < span.ends
        union all
        select booked.person_id, booked.displayed_at, 128, null, null
        from private.display_bookings as booked
        where
          booked.domain_id = read_day_facts.domain_id
          and booked.displayed_at >= span.begins and booked.displayed_at < span.ends
        union all
        select moment.person_id, moment.happened_at, 256, null, null
        from private.active_moments(read_day_facts.domain_id, span.begins, span.ends) as moment
      ) as reason
      group by reason.person_id, reason.at
    ) as fact
    order by fact.at, fact.person_id
  );
end;
$$;

comment on function private.read_day_facts(uuid, date []) is
'What each person did on some days (UTC), from the base views; empty where nobody did anything.';

revoke all on function private.read_day_facts(uuid, date []) from public;
