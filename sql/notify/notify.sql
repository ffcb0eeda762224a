-- requires: sql/notify/notifications.sql sql/notify/may_be_told.sql sql/platform/bad_input.sql
create or replace function private.notify(
  event text,
  recipient_ids uuid [],
  title text,
  body text,
  link text,
  data jsonb default '{}',
  dedupe_key text default null,
  domain_id uuid default null
)
returns integer
language plpgsql
volatile
security definer -- definer: nobody holds insert on notifications
set search_path = ''
as $$
declare
  kind public.notification_events;
  written integer;
begin
  select e.* into kind from public.notification_events as e where e.event = notify.event;
  if not found then
    perform private.bad_input('event', format('%s is not in notification_events', coalesce(notify.event, 'null')));
  end if;
  insert into public.notifications
  (recipient_id, domain_id, event, type, severity, title, body, link, data, dedupe_key)
  select
    p.id, notify.domain_id, kind.event, kind.type, kind.severity, left(btrim(notify.title), 200),
    left(coalesce(notify.body, ''), 4000), notify.link, coalesce(notify.data, '{}'), notify.dedupe_key
  from public.people as p
  where p.id = any(notify.recipient_ids) and private.may_be_told(p.id, notify.domain_id)
  order by p.id -- In the same order everywhere, so that two calls never wait for each other.
  on conflict on constraint notifications_dedupe_key_key do nothing;
  get diagnostics written = row_count;
  return written;
end;
$$;

comment on function private.notify(text, uuid [], text, text, text, jsonb, text, uuid) is
'Tells people about an event of notification_events; call it in the transaction in which it happens. Returns how many were written. '
'recipient_ids: whoever is not active, or does not work in domain_id, is left out without a word. link: a path of the back office. '
'dedupe_key: the same key again writes nothing. domain_id: give it whenever the text tells something of a domain. Raises 22023 INVALID_INPUT for an unknown event.';
-- For definer functions only: whoever calls it could tell anybody anything.
revoke all on function private.notify(text, uuid [], text, text, text, jsonb, text, uuid)
from public, anon, authenticated, service_role;
