-- requires: sql/support/ticket_links.sql sql/integrations/queue_webhook.sql
-- HubSpot's messages have the same content as Linear's: the worker knows the stages and properties of the portal.
-- A webhook has no words, like all of ours: the program asks for the ticket, with a key that is looked at then.
create or replace function private.tell_provider(link public.ticket_links, action text, key text, told jsonb)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds insert on the outbox
set search_path = ''
as $$
declare
  topic constant text := link.provider || case
    when link.provider = 'webhook' then '.deliver'
    when action = 'comment' then case link.provider when 'linear' then '.comment.create' else '.note.create' end
    else case link.provider when 'linear' then '.issue.' else '.ticket.' end || action
  end;
begin
  if link.provider = 'webhook' then
    perform private.queue_webhook(
      link.domain_id, link.endpoint_id,
      'issue.' || case action when 'create' then 'created' when 'update' then 'updated' when 'comment' then 'commented' else 'erased' end,
      json_build_object('domain_id', link.domain_id, 'id', link.id, 'ticket_id', link.ticket_id)
    );
  else
    perform private.enqueue(topic, topic || ':' || key, told, link.domain_id);
  end if;
end;
$$;

comment on function private.tell_provider(public.ticket_links, text, text, jsonb) is
'Queues what an issue''s provider is to do. action: create, update, comment or erase. key: the same again, of the action, is queued once. told: what the message says.';
revoke all on function private.tell_provider(public.ticket_links, text, text, jsonb)
from public, anon, authenticated, service_role;
