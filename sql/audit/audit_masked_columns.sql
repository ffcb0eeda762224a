-- The log outlives the data and cannot be edited, so what must be forgettable never enters it.
-- By name, not by table: a column with such a name in a table made tomorrow is masked too.
-- requires: sql/platform/default_privileges.sql
create function private.audit_masked_columns()
returns text[]
language sql
immutable
set search_path = ''
as $$
  select array[
    'access_token', 'api_key', 'avatar_path', 'body_raw', 'display_name', 'email', 'encrypted_password',
    'first_name', 'full_name', 'last_name', 'password', 'phone', 'refresh_token', 'secret', 'secret_hash',
    'signing_secret', 'time_zone', 'token', 'token_hash', 'webhook_secret'
  ]
$$;

comment on function private.audit_masked_columns() is
'Columns whose values never enter the audit log: secrets and personal data. Taken when audit_table attaches the triggers.';
revoke execute on function private.audit_masked_columns() from public;

create function private.audit_mask(full_row jsonb, other_row jsonb, masked text[])
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
declare
  name text;
begin
  foreach name in array masked loop
    if full_row -> name <> 'null'::jsonb then
      full_row := jsonb_set(full_row, array[name], case
        when other_row -> name is distinct from full_row -> name and other_row is not null then '"*** changed"'::jsonb
        else '"***"'::jsonb
      end);
    end if;
  end loop;
  return full_row;
end;
$$;

comment on function private.audit_mask(jsonb, jsonb, text[]) is
'full_row with the masked columns as "***", or "*** changed" where other_row (its other version) differs.';
revoke execute on function private.audit_mask(jsonb, jsonb, text[]) from public;
