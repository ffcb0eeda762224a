-- requires: sql/content/config_format_fits.sql
create or replace function private.config_scalar_faults(schema jsonb, value jsonb)
returns table (keyword text, reason text)
language plpgsql
stable
security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  kind constant text := jsonb_typeof(value);
  number constant numeric := case kind when 'number' then value::numeric end;
  line constant text := case kind when 'string' then value #>> '{}' end;
begin
  -- A broken rule is true; a keyword that is missing or meant for another type leaves null.
  return query
  select rule.keyword, rule.reason
  from (
    values
      (
        'type',
        not schema -> 'type' @> to_jsonb(kind)
        and (number = trunc(number) and schema -> 'type' @> '"integer"') is not true,
        'must be of type ' || concat_ws('', schema ->> 'type')
      ),
      (
        'enum',
        not exists (select from jsonb_array_elements(schema -> 'enum') as allowed (value) where allowed.value = config_scalar_faults.value)
        and schema ? 'enum',
        'must be one of ' || concat_ws('', schema ->> 'enum')
      ),
      ('const', schema -> 'const' <> value, 'must be ' || concat_ws('', schema -> 'const')),
      ('minimum', number < (schema ->> 'minimum')::numeric, 'must be at least ' || concat_ws('', schema ->> 'minimum')),
      ('maximum', number > (schema ->> 'maximum')::numeric, 'must be at most ' || concat_ws('', schema ->> 'maximum')),
      (
        'exclusiveMinimum', number <= (schema ->> 'exclusiveMinimum')::numeric,
        'must be more than ' || concat_ws('', schema ->> 'exclusiveMinimum')
      ),
      (
        'exclusiveMaximum', number >= (schema ->> 'exclusiveMaximum')::numeric,
        'must be less than ' || concat_ws('', schema ->> 'exclusiveMaximum')
      ),
      (
        'multipleOf', number % (schema ->> 'multipleOf')::numeric <> 0,
        'must be a multiple of ' || concat_ws('', schema ->> 'multipleOf')
      ),
      (
        'minLength', char_length(line) < (schema ->> 'minLength')::numeric,
        'must have at least this many characters: ' || concat_ws('', schema ->> 'minLength')
      ),
      (
        'maxLength', char_length(line) > (schema ->> 'maxLength')::numeric,
        'must have at most this many characters: ' || concat_ws('', schema ->> 'maxLength')
      ),
      ('pattern', line !~ (schema ->> 'pattern'), 'must look like ' || concat_ws('', schema ->> 'pattern')),
      (
        'format', not private.config_format_fits(line, schema ->> 'format'),
        'must be of format ' || concat_ws('', schema ->> 'format')
      )
  ) as rule (keyword, is_broken, reason)
  where rule.is_broken;
end;
$$;

comment on function private.config_scalar_faults(jsonb, jsonb) is
'The rules of a schema that a value breaks, of those that look at the value as a whole.';
revoke all on function private.config_scalar_faults(jsonb, jsonb)
from public, anon, authenticated, service_role;
