create or replace function public.prepare_delivery(message_id uuid, worker text)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds anything on the outbox and the vault
set search_path = ''
as $$
declare
  claimed constant private.outbox := private.find_claimed(prepare_delivery.message_id, worker);
  told constant text := claimed.payload ->> 'message_id';
  body constant text := claimed.payload ->> 'body';
  endpoint constant public.webhook_endpoints :=
    private.find_endpoint(claimed.domain_id, (claimed.payload ->> 'endpoint_id')::uuid);
  signatures text;
begin
  if not endpoint.is_active then
    return null;
  end if;
  signatures := private.sign_webhook(private.read_secret(endpoint.secret_id), told, now(), body);
  if endpoint.old_secret_ends_at > now() then
    signatures := signatures || ' ' || private.sign_webhook(private.read_secret(endpoint.old_secret_id), told, now(), body);
  end if;
  return jsonb_build_object(
    'url', endpoint.url, 'body', body,
    'headers', jsonb_build_object(
      'content-type', 'application/json', 'webhook-id', told,
      'webhook-timestamp', floor(extract(epoch from now()))::bigint::text, 'webhook-signature', signatures
    )
  );
end;
$$;

comment on function public.prepare_delivery(uuid, text) is
'For workers: how the webhook that they have claimed is sent now: url, headers and body, byte for byte. null: the endpoint is switched off; complete the message. Send to no private address, wherever the name leads, and follow no redirect. '
'Errors: PT409 CLAIM_LOST; PT503 VAULT_MISSING.';
revoke all on function public.prepare_delivery(uuid, text) from public, anon, authenticated;
grant execute on function public.prepare_delivery(uuid, text) to service_role;
