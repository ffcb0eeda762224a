-- requires: sql/platform/default_privileges.sql sql/platform/is_valid_input.sql
-- Stricter than the standards where they allow what no form should: a quoted local part, an address
-- literal, a leap second.
create or replace function private.config_format_fits(value text, format text)
returns boolean
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return case config_format_fits.format
    when 'date' then value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and private.is_valid_input(value, 'date')
    when 'date-time' then
      value ~* '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$'
      and private.is_valid_input(left(value, 10), 'date')
    when 'email' then
      length(value) <= 254 and value ~ (
        '^[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+)*'
        || '@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$'
      )
    when 'uri' then value ~ (
      '^[A-Za-z][A-Za-z0-9+.-]*:(//([A-Za-z0-9._~!$&''()*+,;=:-]|%[0-9A-Fa-f]{2})*(@([A-Za-z0-9._~!$&''()*+,;=-]|%[0-9A-Fa-f]{2})*)?'
      || '(\[[0-9A-Fa-f:.]+\])?(:[0-9]*)?(/|\?|#|$))?([A-Za-z0-9._~!$&''()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*'
      || '(#([A-Za-z0-9._~!$&''()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?$'
    )
    when 'uuid' then value ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
  end;
end;
$$;

comment on function private.config_format_fits(text, text) is
'Whether a text has a format of JSON Schema: date, date-time, email, uri or uuid. Null for another format.';
revoke all on function private.config_format_fits(text, text)
from public, anon, authenticated, service_role;
