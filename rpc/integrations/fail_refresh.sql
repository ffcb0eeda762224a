create or replace function public.fail_refresh(domain_id uuid, integration_id uuid, worker text, error text)
returns timestamptz
language plpgsql
volatile
security definer -- definer: integrations are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  most_attempts constant integer := 10;
  integration constant public.integrations := private.end_refresh(
    fail_refresh.domain_id, fail_refresh.integration_id, fail_refresh.worker
  );
  claim private.token_refreshes;
begin
  if error ~ '^[A-Za-z][A-Za-z0-9_]{0,63}$' is not true then
    perform private.bad_input('error', 'a code such as invalid_grant: what the service wrote may quote a token');
  end if;
  update private.token_refreshes as r set
    not_before = now() + least('15 minutes', interval '2 s' * 2 ^ r.attempts) * (0.5 + random() / 2)
  where r.domain_id = integration.domain_id and r.integration_id = integration.id
  returning r.* into claim;
  if error in ('invalid_grant', 'invalid_client', 'unauthorized_client') or claim.attempts >= most_attempts then
    perform private.break_integration(integration, error, error = 'invalid_grant');
    return null;
  end if;
  -- Nobody's claim from now on: the worker that failed waits like any other.
  update private.token_refreshes as r set worker = ''
  where r.domain_id = integration.domain_id and r.integration_id = integration.id;
  return claim.not_before;
end;
$$;

comment on function public.fail_refresh(uuid, uuid, text, text) is
'For workers: no new tokens. error: the service''s code. invalid_grant, invalid_client, unauthorized_client, and anything the tenth time, set the integration to status error, forget its tokens and tell whoever manages it; otherwise it is tried again. '
'Returns when, or null. Errors: P0002 NOT_FOUND; PT409 CLAIM_LOST; 22023 INVALID_INPUT.';
revoke all on function public.fail_refresh(uuid, uuid, text, text) from public, anon, authenticated;
grant execute on function public.fail_refresh(uuid, uuid, text, text) to service_role;
