create or replace function public.finish_hubspot_connect(
  state text,
  person_id uuid,
  access_token text,
  refresh_token text,
  expires_in integer,
  portal_id text,
  scopes text [] default '{}'
)
returns uuid
language plpgsql
volatile
security definer -- definer: integrations are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  begun constant private.oauth_states := private.take_oauth_state(state, finish_hubspot_connect.person_id);
  made public.integrations;
begin
  if begun.redeemed_at is null then
    perform private.fail('42501', 'OAUTH_STATE_REFUSED', 'redeem_oauth_state comes first', 'Begin again.');
  end if;
  if finish_hubspot_connect.portal_id ~ '^[A-Za-z0-9_-]{1,64}$' is not true then
    perform private.bad_input('portal_id', 'HubSpot''s hub_id');
  end if;
  -- Of two people who connect the same domain, the second finds the first one's row.
  perform from public.domains as d where d.id = begun.domain_id for no key update;
  if exists (
    select from public.integrations as i
    where i.domain_id = begun.domain_id and i.provider = begun.provider and i.status <> 'disconnected'
      and i.portal_id <> finish_hubspot_connect.portal_id
  ) then
    perform private.fail(
      'PT409', 'OTHER_PORTAL_CONNECTED', 'the domain is connected to another portal', 'Disconnect that one first.'
    );
  end if;
  insert into public.integrations as i (domain_id, provider, status, portal_id, scopes, connected_by)
  values (
    begun.domain_id, begun.provider, 'connected', finish_hubspot_connect.portal_id,
    coalesce(finish_hubspot_connect.scopes, '{}'), begun.person_id
  )
  on conflict (domain_id, provider, portal_id) do update set
    status = 'connected', scopes = excluded.scopes, connected_by = excluded.connected_by,
    connected_at = now(), disconnected_at = null, error = null, error_at = null
  returning i.* into made;
  perform private.keep_tokens(made, access_token, refresh_token, expires_in);
  update private.oauth_states as s set finished_at = clock_timestamp() where s.state_hash = begun.state_hash;
  return made.id;
end;
$$;

comment on function public.finish_hubspot_connect(text, uuid, text, text, integer, text, text []) is
'For the worker, after redeem_oauth_state: stores the tokens that HubSpot gave, and returns the integration''s id. The same portal again brings the same integration back to life, with its synchronisations. state: what the browser brought back. person_id: who brought it. '
'Errors: 42501 OAUTH_STATE_REFUSED, PERMISSION_DENIED; PT409 OAUTH_STATE_USED, OTHER_PORTAL_CONNECTED; PT410 OAUTH_STATE_EXPIRED; 22023 INVALID_INPUT; PT503 VAULT_MISSING.';
revoke all on function public.finish_hubspot_connect(text, uuid, text, text, integer, text, text [])
from public, anon, authenticated;
grant execute on function public.finish_hubspot_connect(text, uuid, text, text, integer, text, text []) to service_role;
