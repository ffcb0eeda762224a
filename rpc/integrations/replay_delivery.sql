create or replace function public.replay_delivery(domain_id uuid, delivery_id uuid)
returns uuid
language plpgsql
volatile
security definer -- definer: nobody holds insert on the outbox
set search_path = ''
as $$
declare
  sent public.webhook_deliveries;
begin
  perform private.require('integrations.manage', replay_delivery.domain_id);
  select d.* into sent from public.webhook_deliveries as d
  where d.domain_id = replay_delivery.domain_id and d.id = replay_delivery.delivery_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such delivery');
  end if;
  perform private.audit_event(
    'replay', 'webhook_deliveries', sent.id::text, sent.domain_id, jsonb_build_object('message_id', sent.message_id)
  );
  return private.enqueue(
    'webhook.deliver', 'webhook.deliver:' || private.new_id(),
    jsonb_build_object(
      'endpoint_id', sent.endpoint_id, 'message_id', sent.message_id, 'topic', sent.topic, 'body', sent.body
    ), sent.domain_id
  );
end;
$$;

comment on function public.replay_delivery(uuid, uuid) is
'Sends a webhook again, with the same webhook-id, so that a receiver that has it already can tell. Returns the id of the message in the outbox. Needs integrations.manage. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND.';
revoke all on function public.replay_delivery(uuid, uuid) from public, anon, service_role;
grant execute on function public.replay_delivery(uuid, uuid) to authenticated;
