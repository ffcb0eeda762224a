-- requires: sql/platform/environment.sql sql/identity/security_settings.sql
-- A passkey is a strong login that Supabase Auth calls aal1, so both aal and amr are asked.
-- Shapes that nobody expects (no claims, amr as bare strings) answer false, never null.
-- definer: reads security_settings past RLS.
create or replace function private.strong_auth(max_age interval default null)
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
declare
  claims jsonb := coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb;
  amr jsonb;
  proven_at double precision;
begin
  -- First what the token tells by itself: this is asked for each permission.
  if max_age is null and claims ->> 'aal' = 'aal2' then
    return true;
  end if;
  amr := case jsonb_typeof(claims -> 'amr') when 'array' then claims -> 'amr' else '[]' end;
  if max_age is null and (amr ? 'passkey' or amr @> '[{"method": "passkey"}]') then
    return true;
  end if;
  if private.environment() = 'local'
    and (select is_strong_auth_relaxed_locally from public.security_settings) then
    return true;
  end if;
  if max_age is null then
    return false;
  end if;
  -- The time of a factor counts, not that of the token: refreshing renews only the latter.
  -- What lies ahead by more than clocks may differ was not proven.
  select max(proof.at) into proven_at
  from jsonb_array_elements(amr) as entry
  cross join lateral (
    select case jsonb_typeof(entry -> 'timestamp') when 'number' then entry ->> 'timestamp' end::double precision
  ) as proof (at)
  where proof.at <= extract(epoch from now()) + 60
    and (entry ->> 'method' = 'passkey'
      or claims ->> 'aal' = 'aal2'
      and entry ->> 'method' in ('totp', 'mfa/phone', 'mfa/webauthn', 'webauthn'));
  return coalesce(proven_at > extract(epoch from now() - max_age), false);
end;
$$;

comment on function private.strong_auth(interval) is
'Whether the session is signed in with a second factor (aal2) or a passkey; with max_age, whether that was proven so recently. Never null. In the environment local, security_settings may relax it.';

revoke all on function private.strong_auth(interval) from public;
grant execute on function private.strong_auth(interval) to authenticated, service_role;
