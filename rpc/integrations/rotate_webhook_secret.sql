create or replace function public.rotate_webhook_secret(
  domain_id uuid,
  endpoint_id uuid,
  reason text,
  overlap interval default '1 day'
)
returns jsonb
language plpgsql
volatile
security definer -- definer: endpoints are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  secret constant text := private.new_webhook_secret();
  rotated public.webhook_endpoints;
begin
  perform private.require('integrations.manage', rotate_webhook_secret.domain_id);
  perform private.begin_sensitive('rotate_webhook_secret', rotate_webhook_secret.reason);
  if overlap between '0' and '7 days' is not true then
    perform private.bad_input('overlap', 'up to 7 days');
  end if;
  rotated := private.find_endpoint(rotate_webhook_secret.domain_id, rotate_webhook_secret.endpoint_id);
  perform private.forget_secret(rotated.old_secret_id);
  update public.webhook_endpoints as e set
    old_secret_id = rotated.secret_id,
    old_secret_ends_at = case when rotated.secret_id is not null then now() + rotate_webhook_secret.overlap end,
    secret_id = private.store_secret(secret, 'webhook signing secret')
  where e.domain_id = rotated.domain_id and e.id = rotated.id
  returning e.* into rotated;
  return to_jsonb(rotated) || jsonb_build_object('secret', secret);
end;
$$;

comment on function public.rotate_webhook_secret(uuid, uuid, text, interval) is
'Gives an endpoint a new signing secret. Returns the row and secret, which is shown here and never again. Until old_secret_ends_at messages carry signatures of both. overlap: 0 to 7 days. Needs integrations.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; PT503 VAULT_MISSING.';
revoke all on function public.rotate_webhook_secret(uuid, uuid, text, interval) from public, anon, service_role;
grant execute on function public.rotate_webhook_secret(uuid, uuid, text, interval) to authenticated;
