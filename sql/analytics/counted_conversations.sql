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
  talk.score
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

revoke all on private.counted_conversations from public, anon, authenticated, service_role;
