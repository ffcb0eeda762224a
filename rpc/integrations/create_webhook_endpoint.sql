create or replace function public.create_webhook_endpoint(domain_id uuid, url text, topics text [], reason text)
returns jsonb
language plpgsql
volatile
security definer -- definer: endpoints are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  secret constant text := private.new_webhook_secret();
  made public.webhook_endpoints;
begin
  perform private.require('integrations.manage', create_webhook_endpoint.domain_id);
  perform private.begin_sensitive('create_webhook_endpoint', create_webhook_endpoint.reason);
  perform private.check_webhook(create_webhook_endpoint.url, create_webhook_endpoint.topics);
  insert into public.webhook_endpoints as e (domain_id, url, topics, secret_id, created_by)
  values (
    create_webhook_endpoint.domain_id, create_webhook_endpoint.url, create_webhook_endpoint.topics,
    private.store_secret(secret, 'webhook signing secret'), private.current_person_id()
  )
  returning e.* into made;
  return to_jsonb(made) || jsonb_build_object('secret', secret);
end;
$$;

comment on function public.create_webhook_endpoint(uuid, text, text [], text) is
'Has another program told of what happens in a domain. Returns the row and secret, by which the program knows our messages; it is shown here and never again. url: https, with a public name. topics: such as case.created and case.updated. Needs integrations.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; PT503 VAULT_MISSING.';
revoke all on function public.create_webhook_endpoint(uuid, text, text [], text) from public, anon, service_role;
grant execute on function public.create_webhook_endpoint(uuid, text, text [], text) to authenticated;
