-- requires: sql/integrations/integrations.sql sql/integrations/rotate_secret.sql
create or replace function private.keep_tokens(
  integration public.integrations,
  access_token text,
  refresh_token text,
  expires_in integer
)
returns void
language plpgsql
volatile
security definer -- definer: integrations and the vault are written by our own functions alone
set search_path = ''
as $$
declare
  life constant interval := make_interval(secs => expires_in);
begin
  if expires_in between 60 and 86400 * 31 is not true then
    perform private.bad_input('expires_in', 'seconds, from 60 to 31 days');
  end if;
  update public.integrations as i set
    access_secret_id = private.rotate_secret(i.access_secret_id, access_token, i.provider || ' access token'),
    -- A service that keeps its refresh token may leave it out.
    refresh_secret_id = case
      when refresh_token is null and i.refresh_secret_id is not null then i.refresh_secret_id
      else private.rotate_secret(i.refresh_secret_id, refresh_token, i.provider || ' refresh token')
    end,
    expires_at = now() + life,
    refresh_at = now() + life * 0.8
  where i.domain_id = integration.domain_id and i.id = integration.id;
end;
$$;

comment on function private.keep_tokens(public.integrations, text, text, integer) is
'Puts new tokens of a connection into the vault. refresh_token: null keeps the one there is. expires_in: seconds that the access token lives. Raises 22023 INVALID_INPUT.';
revoke all on function private.keep_tokens(public.integrations, text, text, integer)
from public, anon, authenticated, service_role;
