-- requires: sql/platform/default_privileges.sql
create or replace function private.new_webhook_secret()
returns text
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return 'whsec_' || encode(extensions.gen_random_bytes(32), 'base64');
end;
$$;

comment on function private.new_webhook_secret() is 'A new signing secret, as Standard Webhooks writes it: whsec_ and the base64 of 32 random bytes.';
revoke all on function private.new_webhook_secret() from public, anon, authenticated, service_role;
