-- requires: sql/notify/enqueue.sql sql/notify/mail_time.sql sql/notify/notification_audience.sql sql/notify/notification_title.sql
create or replace function private.queue_mails(
  kind public.notification_events,
  recipient_ids uuid [],
  title text,
  body text,
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
declare
  told record;
  due record;
begin
  for told in
    select a.person_id, a.is_mandatory, p.locale
    from private.notification_audience(kind.event, 'email', recipient_ids, domain_id) as a
    inner join public.people as p on p.id = a.person_id
    order by a.person_id
  loop
    due := private.mail_time(told.person_id, now());
    if told.is_mandatory or kind.severity = 'urgent' then
      due.not_before := now();
      due.digest := null;
    end if;
    -- No address: the worker looks it up when it sends, and asks may_be_told once more.
    perform private.enqueue(
      'mail.notification',
      format('mail.notification:%s:%s:%s', kind.event, told.person_id, coalesce(dedupe_key, private.new_id()::text)),
      jsonb_build_object(
        'person_id', told.person_id, 'event', kind.event, 'severity', kind.severity,
        'title', private.notification_title(kind.event, title, told.locale, data), 'body', body, 'link', link, 'digest', due.digest
      ),
      queue_mails.domain_id, due.not_before
    );
  end loop;
end;
$$;

comment on function private.queue_mails(public.notification_events, uuid [], text, text, text, jsonb, text, uuid) is
'One message mail.notification in the outbox for each whom the event reaches by e-mail, when the person wants mail; urgent and mandatory ones at once.';
revoke all on function private.queue_mails(public.notification_events, uuid [], text, text, text, jsonb, text, uuid)
from public, anon, authenticated, service_role;
