-- requires: sql/commerce/user_moment.sql sql/support/tickets.sql sql/support/ticket_notes.sql sql/events/event_log.sql
create or replace function private.contact_moments(
  trader public.platform_users,
  held text [],
  place_at timestamptz,
  place_id uuid,
  page_size integer
)
returns setof private.user_moment
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_generic_plan -- It looks up by keys alone.
as $$
begin
  return query
  select 'ticket', t.id, t.created_at, jsonb_build_object(
    'number', t.number, 'title', t.title, 'status', t.status, 'priority', t.priority, 'order_id', t.order_id
  )
  from public.tickets as t
  where 'tickets.view' = any(held) and t.domain_id = trader.domain_id and t.platform_user_id = trader.id
    and (t.created_at, t.id) < (place_at, place_id)
  union all
  select 'note', n.id, n.created_at, jsonb_build_object('ticket_id', n.ticket_id, 'author_id', n.author_id, 'body', n.body)
  from public.tickets as t
  inner join public.ticket_notes as n on t.domain_id = n.domain_id and t.id = n.ticket_id
  where 'support.view' = any(held) and t.domain_id = trader.domain_id and t.platform_user_id = trader.id
    and (n.created_at, n.id) < (place_at, place_id)
  union all
  (
    select 'event', e.id, e.occurred_at, jsonb_build_object('name', e.name, 'object', e.object, 'properties', e.properties)
    from public.event_log as e
    where 'events.view' = any(held) and e.domain_id = trader.domain_id
      and e.actor_id = trader.external_id and e.actor_kind = 'user' and not e.is_test
      -- The time by itself too: it tells which months to leave out.
      and e.occurred_at <= place_at and (e.occurred_at, e.id) < (place_at, place_id)
    order by e.occurred_at desc, e.id desc
    limit page_size
  );
end;
$$;

comment on function private.contact_moments(public.platform_users, text [], timestamptz, uuid, integer) is
'Tickets about a user, what support said to itself about them, and what the log has of him, before a place. held: the permissions of the caller in the domain.';
revoke all on function private.contact_moments(public.platform_users, text [], timestamptz, uuid, integer)
from public, anon, authenticated, service_role;
