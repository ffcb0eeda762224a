create or replace function public.complete_outbox(message_id uuid, worker text)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds anything on the outbox
set search_path = ''
as $$
begin
  -- The payload was for the delivery: it may name people, so it does not stay.
  update private.outbox as o set state = 'done', finished_at = now(), last_error = null, payload = '{}'
  where o.id = complete_outbox.message_id and o.state = 'claimed' and o.claimed_by = complete_outbox.worker;
  if not found then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this message is not yours', 'The lease ran out, and another worker took it.'
    );
  end if;
end;
$$;

comment on function public.complete_outbox(uuid, text) is
'For workers: the message was delivered; it is never due again, and its payload is forgotten. Errors: PT409 CLAIM_LOST.';
revoke all on function public.complete_outbox(uuid, text) from public, anon, authenticated;
grant execute on function public.complete_outbox(uuid, text) to service_role;
