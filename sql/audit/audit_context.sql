-- Everything about a request that an audit row repeats, read once a statement.
-- requires: sql/platform/default_privileges.sql
create function private.audit_context(
  out actor_person_id uuid,
  out actor_role text,
  out on_behalf_of uuid,
  out request_id text,
  out ip inet,
  out user_agent text,
  out aal text,
  out amr jsonb,
  out reason text
)
language plpgsql
stable
set search_path = ''
as $$
declare
  claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
  headers jsonb := nullif(current_setting('request.headers', true), '')::jsonb;
  address text := coalesce(
    headers ->> 'cf-connecting-ip', headers ->> 'x-real-ip', split_part(headers ->> 'x-forwarded-for', ',', 1)
  );
begin
  -- Not current_person_id(): who signs out everywhere has voided the own token when this is written.
  select p.id, p.role_key into actor_person_id, actor_role
  from public.people as p where p.auth_user_id = (claims ->> 'sub')::uuid;
  if claims ->> 'role' = 'service_role' and private.is_valid_input(headers ->> 'x-on-behalf-of', 'uuid') then
    on_behalf_of := (headers ->> 'x-on-behalf-of')::uuid;
  end if;
  actor_role := coalesce(
    actor_role, case claims ->> 'role' when 'service_role' then 'service' else claims ->> 'role' end, 'system'
  );
  request_id := left(coalesce(nullif(current_setting('app.request_id', true), ''), headers ->> 'x-request-id'), 200);
  user_agent := left(headers ->> 'user-agent', 500);
  if private.is_valid_input(address, 'inet') then
    ip := address::inet;
  end if;
  aal := claims ->> 'aal';
  amr := claims -> 'amr';
  reason := nullif(current_setting('app.audit_reason', true), '');
end;
$$;

comment on function private.audit_context() is
'The actor (token), the request (id by begin_request, user agent, client address) and the reason given to begin_sensitive.';
revoke execute on function private.audit_context() from public;
