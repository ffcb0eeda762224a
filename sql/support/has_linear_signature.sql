-- requires: sql/support/webhook_secrets.sql sql/platform/extensions.sql
create or replace function private.has_linear_signature(signature text, body bytea)
returns boolean
language plpgsql
stable
security definer -- definer: nobody reads the secrets
set search_path = ''
as $$
begin
  -- Compared as digests, so that the time it takes tells nothing of the right one.
  return exists (
    select from private.webhook_secrets as s
    where s.provider = 'linear' and extensions.digest(
      encode(extensions.hmac(body, convert_to(s.secret, 'UTF8'), 'sha256'), 'hex'), 'sha256'
    ) = extensions.digest(lower(coalesce(signature, '')), 'sha256')
  );
end;
$$;

comment on function private.has_linear_signature(text, bytea) is
'Whether this is the SHA-256 HMAC, in hexadecimal, of the raw body under one of our secrets. Never null for a body.';
revoke all on function private.has_linear_signature(text, bytea) from public, anon, authenticated, service_role;
