-- requires: sql/analytics/real_visitors.sql sql/engagement/conversations.sql
create or replace view private.counted_conversations
with (security_invoker = on) as
select
  talk.domain_id,
  talk.id,
  person.person_id,
  talk.started_at,
  talk.email_captured,
  talk.demo_booked,
  talk.score,
  talk.agent_turns > 0 as is_involved,
  case
    when talk.agent_turns = 0 or talk.human_turns > 0 or talk.status = 'handed_over' then null
    when talk.status = 'closed' and talk.status_at >= talk.last_message_at then talk.status_at
    when talk.last_role = 'assistant' then talk.last_message_at + interval '24 hours'
  end as resolved_at
from public.conversations as talk
cross join lateral (
  select real.person_id from private.real_visitors as real
  where real.domain_id = talk.domain_id and real.visitor_id = talk.visitor_id
  order by real.visitor_id
  limit 1
) as person
where not talk.is_test;

comment on view private.counted_conversations is
'The fact "had a conversation": by widget, in production, with a real person. Metrics read it and no other.';

comment on column private.counted_conversations.is_involved is 'Whether the agent said anything.';
comment on column private.counted_conversations.resolved_at is
'Since when it counts as resolved by the agent alone: since the visitor closed it, or 24 hours after the agent''s answer, where nobody wrote after that; may be in the future. Null: a colleague took over, or the visitor waits for an answer.';

revoke all on private.counted_conversations from public, anon, authenticated, service_role;
