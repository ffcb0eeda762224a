-- requires: sql/platform/default_privileges.sql
create or replace function private.sign_webhook(secret text, message_id text, sent_at timestamptz, body text)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return 'v1,' || encode(
    extensions.hmac(
      convert_to(format('%s.%s.%s', message_id, floor(extract(epoch from sent_at))::bigint, body), 'UTF8'),
      decode(substr(secret, length('whsec_') + 1), 'base64'), 'sha256'
    ), 'base64'
  );
end;
$$;

comment on function private.sign_webhook(text, text, timestamptz, text) is
'A signature as Standard Webhooks has it: v1, and the base64 of HMAC-SHA256 over id.timestamp.body. secret: whsec_ and base64.';
revoke all on function private.sign_webhook(text, text, timestamptz, text)
from public, anon, authenticated, service_role;
