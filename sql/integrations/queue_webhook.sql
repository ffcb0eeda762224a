-- requires: sql/notify/enqueue.sql
create or replace function private.queue_webhook(domain_id uuid, endpoint_id uuid, topic text, about json)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds insert on the outbox
set search_path = ''
as $$
declare
  message_id constant uuid := private.new_id();
begin
  perform private.enqueue(
    'webhook.deliver', 'webhook.deliver:' || message_id,
    jsonb_build_object(
      'endpoint_id', endpoint_id, 'message_id', message_id, 'topic', topic,
      'body', json_build_object('type', topic, 'timestamp', now(), 'data', about)::text
    ), domain_id
  );
end;
$$;

comment on function private.queue_webhook(uuid, uuid, text, json) is
'Writes a message for an endpoint to the outbox. It names the row and says nothing of it.';
revoke all on function private.queue_webhook(uuid, uuid, text, json) from public, anon, authenticated, service_role;
