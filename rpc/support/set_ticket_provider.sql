create or replace function public.set_ticket_provider(
  domain_id uuid,
  provider text,
  reason text,
  endpoint_id uuid default null
)
returns public.ticket_providers
language plpgsql
volatile
security definer -- definer: providers are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  chosen public.ticket_providers;
  is_there boolean;
begin
  perform private.require('integrations.manage', set_ticket_provider.domain_id);
  perform private.begin_sensitive('set_ticket_provider', set_ticket_provider.reason);
  if set_ticket_provider.provider = any('{none,hubspot,linear,webhook}') is not true then
    perform private.bad_input('provider', 'none, hubspot, linear or webhook');
  end if;
  if (set_ticket_provider.provider = 'webhook') <> (set_ticket_provider.endpoint_id is not null) then
    perform private.bad_input('endpoint_id', 'an endpoint of the domain for webhook, and for nothing else');
  end if;
  is_there := case set_ticket_provider.provider
    when 'hubspot' then exists (
      select from public.integrations as i
      where i.domain_id = set_ticket_provider.domain_id and i.provider = 'hubspot' and i.status = 'connected'
    )
    when 'webhook' then (private.find_endpoint(set_ticket_provider.domain_id, set_ticket_provider.endpoint_id)).is_active
    else true
  end;
  if not is_there then
    perform private.fail('PT409', 'NOT_CONNECTED', 'there is no connection to it, or it is switched off', 'Connect it first.');
  end if;
  insert into public.ticket_providers as p (domain_id, provider, endpoint_id)
  values (set_ticket_provider.domain_id, set_ticket_provider.provider, set_ticket_provider.endpoint_id)
  on conflict on constraint ticket_providers_domain_id_key do update
  set provider = excluded.provider, endpoint_id = excluded.endpoint_id
  returning p.* into chosen;
  return chosen;
end;
$$;

comment on function public.set_ticket_provider(uuid, text, text, uuid) is
'Says where a domain''s tickets are worked on besides here. New tickets go there; issues of tickets from before stay where they are and are only read. Whoever returns finds the issues that he had there open again. provider: none, hubspot, linear or webhook. endpoint_id: of webhook, the endpoint that is told of each issue, whatever its topics are. Needs integrations.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; PT409 NOT_CONNECTED.';
revoke all on function public.set_ticket_provider(uuid, text, text, uuid) from public, anon, service_role;
grant execute on function public.set_ticket_provider(uuid, text, text, uuid) to authenticated;
