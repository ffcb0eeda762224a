create or replace function public.push_target(message_id uuid, worker text)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds anything on the outbox
set search_path = ''
as $$
declare
  message private.outbox;
begin
  select o.* into message from private.outbox as o
  where o.id = push_target.message_id and o.state = 'claimed' and o.claimed_by = push_target.worker
    and o.topic = 'push.notification';
  if not found then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this message is not yours', 'The lease ran out, and another worker took it.'
    );
  end if;
  return (
    select jsonb_build_object('platform', d.platform, 'push_token', d.push_token)
    from public.devices as d
    where d.id = (message.payload ->> 'device_id')::uuid and d.revoked_at is null
      and private.may_be_told(d.person_id, message.domain_id)
  );
end;
$$;

comment on function public.push_target(uuid, text) is
'For workers: platform and push_token of the device that the push which they have claimed is for. null: the device was revoked, or the person may not be told any more; complete the message. Errors: PT409 CLAIM_LOST.';
revoke all on function public.push_target(uuid, text) from public, anon, authenticated;
grant execute on function public.push_target(uuid, text) to service_role;
