-- requires: sql/analytics/count_domains.sql sql/analytics/is_narrowed.sql
-- requires: sql/analytics/found_conversations.sql sql/analytics/conversions.sql
create or replace function private.count_report(
  wanted private.engagement_filter,
  domain_ids uuid [],
  from_at timestamptz,
  to_at timestamptz
)
returns private.window_counts
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  counts private.window_counts;
begin
  if not private.is_narrowed(wanted) then
    return private.count_domains(domain_ids, from_at, to_at);
  end if;
  -- Who only saw the widget has no language, outcome or topic: those numbers stay null.
  select
    null, count(distinct talk.person),
    count(distinct talk.person) filter (where reason.is_converted),
    count(distinct talk.person) filter (where talk.demo_booked),
    count(distinct talk.person) filter (where talk.demo_booked or talk.email_captured),
    count(distinct talk.person) filter (where reason.is_booked),
    null, null, count(*),
    count(*) filter (where talk.is_involved), count(*) filter (where talk.resolved_at <= now())
  into counts
  from (
    select found.*, (found.domain_id, found.person_id) as person
    from private.found_conversations(wanted, domain_ids, from_at, to_at) as found
  ) as talk
  cross join lateral (
    select count(*) > 0 as is_converted, bool_or(led.kind = 'demo_booked') as is_booked
    from private.conversions as led
    where led.domain_id = talk.domain_id and led.conversation_id = talk.id
  ) as reason;
  return counts;
end;
$$;

comment on function private.count_report(private.engagement_filter, uuid [], timestamptz, timestamptz) is
'The counts of a window: from the rollups, or from the conversations themselves where the filter asks for some of them only.';

revoke all on function private.count_report(private.engagement_filter, uuid [], timestamptz, timestamptz)
from public;
