-- requires: sql/support/ticket_events.sql sql/support/ticket_comments.sql sql/identity/people.sql
-- A view, so that a detail asks for it in the statement that it makes anyway.
create or replace view private.ticket_entries
with (security_invoker = on) as
select
  entry.domain_id,
  entry.ticket_id,
  entry.at,
  entry.id,
  jsonb_build_object(
    'kind', entry.kind, 'id', entry.id, 'at', entry.at, 'actor', entry.actor, 'person_id', entry.person_id,
    'person_name', p.display_name, 'body', entry.body, 'from', entry.from_value, 'to', entry.to_value
  ) as shown
from (
  select
    e.domain_id,
    e.ticket_id,
    e.kind,
    e.id,
    e.created_at as at,
    e.actor,
    e.actor_id as person_id,
    null as body,
    e.from_value,
    e.to_value
  from public.ticket_events as e
  union all
  select
    c.domain_id,
    c.ticket_id,
    'comment' as kind,
    c.id,
    c.created_at as at,
    null as actor,
    c.author_id as person_id,
    c.body,
    null as from_value,
    null as to_value
  from public.ticket_comments as c
) as entry
left join public.people as p on entry.person_id = p.id;

comment on view private.ticket_entries is
'What happened with tickets and what was said, as ticket_detail shows it in its timeline.';

revoke all on private.ticket_entries from public, anon, authenticated, service_role;
