-- requires: sql/support/ticket_comments.sql sql/support/ticket_notes.sql sql/notify/notifications.sql
-- requires: sql/notify/notification_title.sql sql/notify/outbox.sql
-- Who talks about a conversation quotes it, so all words go: which of them are a visitor's nobody can say.
create or replace function private.erase_ticket_words(domain_id uuid, ticket_ids uuid [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  links constant text [] := array(
    select '/support/tickets/' || named.id from unnest(ticket_ids) as named (id)
  );
begin
  update public.ticket_comments as said set body = '[erased]'
  where said.domain_id = erase_ticket_words.domain_id and said.ticket_id = any(ticket_ids);
  update public.ticket_notes as said set body = '[erased]'
  where said.domain_id = erase_ticket_words.domain_id and said.ticket_id = any(ticket_ids);
  update public.notifications as told set
    title = left(private.notification_title(told.event, null, person.locale, told.data || '{"title": "[erased]"}'), 200),
    body = '', data = told.data || '{"title": "[erased]"}'
  from public.people as person
  where
    told.domain_id = erase_ticket_words.domain_id and told.link = any(links)
    and person.id = told.recipient_id;
  update private.outbox as message
  set payload = message.payload || '{"title": "[erased]", "body": "[erased]"}', last_error = null
  where
    message.domain_id = erase_ticket_words.domain_id and message.topic = 'mail.notification'
    and message.payload ->> 'link' = any(links);
end;
$$;

comment on function private.erase_ticket_words(uuid, uuid []) is
'Empties comments and notes of these tickets, and the notifications and mails that repeat them.';

revoke all on function private.erase_ticket_words(uuid, uuid []) from public;
