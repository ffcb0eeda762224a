create or replace function public.update_webhook_endpoint(
  domain_id uuid,
  endpoint_id uuid,
  expected_version integer,
  reason text,
  url text default null,
  topics text [] default null,
  is_active boolean default null
)
returns public.webhook_endpoints
language plpgsql
volatile
security definer -- definer: endpoints are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  changed public.webhook_endpoints;
begin
  perform private.require('integrations.manage', update_webhook_endpoint.domain_id);
  perform private.begin_sensitive('update_webhook_endpoint', update_webhook_endpoint.reason);
  changed := private.find_endpoint(update_webhook_endpoint.domain_id, update_webhook_endpoint.endpoint_id);
  perform private.require_version(expected_version, changed.version);
  changed.url := coalesce(update_webhook_endpoint.url, changed.url);
  changed.topics := coalesce(update_webhook_endpoint.topics, changed.topics);
  changed.is_active := coalesce(update_webhook_endpoint.is_active, changed.is_active);
  perform private.check_webhook(changed.url, changed.topics);
  if changed.is_active and changed.secret_id is null then
    perform private.fail('PT409', 'NOT_CONFIGURED', 'this endpoint has no secret', 'Give it one: rotate_webhook_secret.');
  end if;
  update public.webhook_endpoints as e set url = changed.url, topics = changed.topics, is_active = changed.is_active
  where e.domain_id = changed.domain_id and e.id = changed.id
  returning e.* into changed;
  return changed;
end;
$$;

comment on function public.update_webhook_endpoint(uuid, uuid, integer, text, text, text [], boolean) is
'Changes where and of what another program is told, or switches it off and on; null leaves as it is. What waits to be sent goes to the new address. Needs integrations.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; PT409 NOT_CONFIGURED.';
revoke all on function public.update_webhook_endpoint(uuid, uuid, integer, text, text, text [], boolean)
from public, anon, service_role;
grant execute on function public.update_webhook_endpoint(uuid, uuid, integer, text, text, text [], boolean)
to authenticated;
