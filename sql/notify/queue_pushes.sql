-- requires: sql/notify/enqueue.sql sql/notify/devices.sql sql/notify/notification_audience.sql sql/notify/notification_title.sql
create or replace function private.queue_pushes(
  kind public.notification_events,
  recipient_ids uuid [],
  title text,
  link text,
  data jsonb,
  dedupe_key text,
  domain_id uuid
)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds insert on the outbox
set search_path = ''
as $$
begin
  -- No token and no text but the title: a lock screen is read by anybody, and push services are not ours.
  perform private.enqueue(
    'push.notification',
    format('push.notification:%s:%s:%s', kind.event, d.id, coalesce(dedupe_key, private.new_id()::text)),
    jsonb_build_object(
      'device_id', d.id, 'event', kind.event, 'link', link,
      'title', private.notification_title(kind.event, title, p.locale, data)
    ),
    queue_pushes.domain_id
  )
  from private.notification_audience(kind.event, 'push', recipient_ids, domain_id) as told
  inner join public.people as p on p.id = told.person_id
  inner join public.devices as d on d.person_id = told.person_id
  where d.revoked_at is null;
end;
$$;

comment on function private.queue_pushes(public.notification_events, uuid [], text, text, jsonb, text, uuid) is
'One message push.notification in the outbox for each device of those whom the event reaches by push; the worker asks push_target() for its token.';
revoke all on function private.queue_pushes(public.notification_events, uuid [], text, text, jsonb, text, uuid)
from public, anon, authenticated, service_role;
