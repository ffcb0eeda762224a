create or replace function public.store_refreshed_tokens(
  domain_id uuid,
  integration_id uuid,
  worker text,
  access_token text,
  expires_in integer,
  refresh_token text default null
)
returns timestamptz
language plpgsql
volatile
security definer -- definer: integrations are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  integration constant public.integrations := private.end_refresh(
    store_refreshed_tokens.domain_id, store_refreshed_tokens.integration_id, store_refreshed_tokens.worker
  );
begin
  perform private.keep_tokens(integration, access_token, refresh_token, expires_in);
  delete from private.token_refreshes as r
  where r.domain_id = integration.domain_id and r.integration_id = integration.id;
  return now() + make_interval(secs => expires_in) * 0.8;
end;
$$;

comment on function public.store_refreshed_tokens(uuid, uuid, text, text, integer, text) is
'For workers: the new tokens of a claimed connection. refresh_token: null where the service keeps the old one. Returns when the next refresh is due. '
'Errors: P0002 NOT_FOUND; PT409 CLAIM_LOST; 22023 INVALID_INPUT.';
revoke all on function public.store_refreshed_tokens(uuid, uuid, text, text, integer, text)
from public, anon, authenticated;
grant execute on function public.store_refreshed_tokens(uuid, uuid, text, text, integer, text) to service_role;
