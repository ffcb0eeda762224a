-- requires: sql/notify/notifications.sql sql/notify/notification_audience.sql sql/notify/queue_mails.sql sql/notify/notification_title.sql
-- requires: sql/notify/queue_pushes.sql
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
  select e.* into kind from public.notification_events as e
  where e.event = notify.event
    and exists (select from public.notification_rules as r where r.event = e.event);
  if not found then
    perform private.bad_input(
      'event', format('%s is not in notification_events, or has no notification_rules', coalesce(notify.event, 'null'))
    );
  end if;
  insert into public.notifications
  (recipient_id, domain_id, event, type, severity, title, body, link, data, dedupe_key)
  select
    told.person_id, notify.domain_id, kind.event, kind.type, kind.severity,
    left(private.notification_title(kind.event, btrim(notify.title), p.locale, notify.data), 200),
    left(coalesce(notify.body, ''), 4000), notify.link, coalesce(notify.data, '{}'), notify.dedupe_key
  from private.notification_audience(notify.event, 'in_app', notify.recipient_ids, notify.domain_id) as told
  inner join public.people as p on p.id = told.person_id
  order by told.person_id -- In the same order everywhere, so that two calls never wait for each other.
  on conflict on constraint notifications_dedupe_key_key do nothing;
  get diagnostics written = row_count;
  perform private.queue_mails(kind, recipient_ids, title, body, link, data, dedupe_key, domain_id);
  perform private.queue_pushes(kind, recipient_ids, title, link, data, dedupe_key, domain_id);
  return written;
end;
$$;

comment on function private.notify(text, uuid [], text, text, text, jsonb, text, uuid) is
'Tells people about an event of notification_events, over the channels of its notification_rules; call it in the transaction in which it happens. Returns how many notifications were written. '
'recipient_ids: whoever is not active, does not work in domain_id, or does not want it, is left out without a word. link: a path of the back office. '
'title: null takes the text notification.<event>.title of i18n_texts, in the recipient''s language, with {words} from data. dedupe_key: the same key again tells nobody twice. domain_id: give it whenever the text tells something of a domain. Raises 22023 INVALID_INPUT for an unknown event.';
-- For definer functions only: whoever calls it could tell anybody anything.
revoke all on function private.notify(text, uuid [], text, text, text, jsonb, text, uuid)
from public, anon, authenticated, service_role;
