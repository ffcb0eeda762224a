create or replace function public.receive_webhook(provider text, delivery_id text, headers jsonb, body bytea)
returns uuid
language plpgsql
volatile
security definer -- definer: nobody holds insert on the inbox, and the signature is checked against a secret
set search_path = ''
as $$
declare
  given jsonb;
  is_signed boolean;
  sent_at text;
  inbox_id uuid;
begin
  if receive_webhook.provider is distinct from 'linear' then
    perform private.bad_input('provider', 'linear');
  end if;
  if length(receive_webhook.delivery_id) between 1 and 200 is not true then
    perform private.bad_input('delivery_id', '1 to 200 characters');
  end if;
  if jsonb_typeof(receive_webhook.headers) = 'object' is not true then
    perform private.bad_input('headers', 'an object');
  end if;
  if octet_length(receive_webhook.body) between 1 and 1000000 is not true then
    perform private.bad_input('body', 'the raw bytes, at most 1 MB');
  end if;
  select jsonb_object_agg(lower(h.key), h.value) into given from jsonb_each_text(receive_webhook.headers) as h;
  is_signed := private.has_linear_signature(given ->> 'linear-signature', receive_webhook.body);
  -- The time in the body: that one is signed.
  sent_at := private.read_webhook_body(receive_webhook.body) ->> 'webhookTimestamp';
  insert into private.webhook_inbox as kept (provider, delivery_id, headers, body, signature_ok, is_fresh)
  values (
    receive_webhook.provider, receive_webhook.delivery_id, receive_webhook.headers, receive_webhook.body, is_signed,
    sent_at ~ '^[0-9]{1,15}$' is true
    and abs(extract(epoch from now()) - case when sent_at ~ '^[0-9]{1,15}$' then sent_at::numeric / 1000 end) <= 60
  )
  -- Whoever cannot sign cannot take a delivery's place either.
  on conflict on constraint webhook_inbox_delivery_id_key do update set
    headers = excluded.headers, body = excluded.body, signature_ok = true, is_fresh = excluded.is_fresh,
    received_at = clock_timestamp(), processed_at = null, error = null
    where not kept.signature_ok and excluded.signature_ok
  returning id into inbox_id;
  if inbox_id is null then
    select i.id into inbox_id from private.webhook_inbox as i
    where i.provider = receive_webhook.provider and i.delivery_id = receive_webhook.delivery_id;
  end if;
  return inbox_id;
end;
$$;

comment on function public.receive_webhook(text, text, jsonb, bytea) is
'For the endpoint that other systems call: keeps a webhook as it came, and whether it is signed and sent just now; answer 200 then. Returns its id, for the same delivery again the same. '
'provider: linear. delivery_id: the header Linear-Delivery. headers: all of them, as an object. body: the raw bytes, as \x… in hexadecimal. run_webhook_upkeep() applies it. Errors: 22023 INVALID_INPUT.';
revoke all on function public.receive_webhook(text, text, jsonb, bytea) from public, anon, authenticated;
grant execute on function public.receive_webhook(text, text, jsonb, bytea) to service_role;
