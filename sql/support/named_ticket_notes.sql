-- requires: sql/support/ticket_notes.sql sql/identity/people.sql
-- A view, so that a detail asks for it in the statement that it makes anyway.
create or replace view private.named_ticket_notes
with (security_invoker = on) as
select
  n.domain_id,
  n.ticket_id,
  n.created_at as at,
  n.id,
  jsonb_build_object(
    'id', n.id, 'at', n.created_at, 'person_id', n.author_id, 'person_name', p.display_name, 'body', n.body
  ) as shown
from public.ticket_notes as n
inner join public.people as p on n.author_id = p.id;

comment on view private.named_ticket_notes is 'Internal notes of tickets with their writers, as ticket_detail shows them.';

revoke all on private.named_ticket_notes from public, anon, authenticated, service_role;
