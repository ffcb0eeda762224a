-- requires: sql/platform/default_privileges.sql
-- Programs that keep numbers as floating point send amounts as texts.
create or replace function private.is_minor_amount(value jsonb)
returns boolean
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return coalesce((value #>> '{}') ~ '^\d{1,38}$', false);
end;
$$;

comment on function private.is_minor_amount(jsonb) is
'Whether it is a whole amount from 0 of at most 38 digits, as a number or as a text. Never null.';
revoke all on function private.is_minor_amount(jsonb) from public, anon, authenticated, service_role;
