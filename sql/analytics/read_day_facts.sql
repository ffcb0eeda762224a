-- requires: sql/analytics/person_fact.sql sql/analytics/widget_displays.sql
-- requires: sql/analytics/conversions.sql sql/analytics/display_bookings.sql
create or replace function private.read_day_facts(domain_id uuid, day date)
returns private.person_fact []
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  begins constant timestamptz := day::timestamp at time zone 'UTC';
  ends constant timestamptz := (day + 1)::timestamp at time zone 'UTC';
begin
  return (
    select
      array_agg(
        row(
          fact.person_id, fact.at, fact.flags, fact.conversations, fact.involved, fact.resolved, fact.ripe_at
        )::private.person_fact
        order by fact.at, fact.person_id
      )
    from (
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
          and display.displayed_at >= begins and display.displayed_at < ends
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
          and talk.started_at >= begins and talk.started_at < ends
        union all
        select
          converted.person_id, converted.started_at,
          4 + case when converted.kind = 'demo_booked' then 32 else 0 end,
          null, null
        from private.conversions as converted
        where
          converted.domain_id = read_day_facts.domain_id
          and converted.started_at >= begins and converted.started_at < ends
        union all
        select booked.person_id, booked.displayed_at, 128, null, null
        from private.display_bookings as booked
        where
          booked.domain_id = read_day_facts.domain_id
          and booked.displayed_at >= begins and booked.displayed_at < ends
      ) as reason
      group by reason.person_id, reason.at
    ) as fact
  );
end;
$$;

comment on function private.read_day_facts(uuid, date) is
'What each person did on a day (UTC), from the base views; null where nobody did anything.';

revoke all on function private.read_day_facts(uuid, date) from public;
