-- requires: sql/content/config_part.sql
create or replace function private.config_rejoin(schema jsonb, root jsonb, earlier jsonb, shown jsonb, access text)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  known constant jsonb := private.config_deref(schema, root);
  own constant text := case when schema = 'false' then 'staff' else coalesce(known ->> 'x-access', access) end;
  joined jsonb;
begin
  if earlier is null then
    return shown;
  end if;
  if jsonb_typeof(earlier) = 'object' and coalesce(jsonb_typeof(shown), 'object') = 'object' then
    select jsonb_object_agg(part.key, part.value) filter (where part.value is not null) into joined
    from (
      select name.key, private.config_rejoin(
        coalesce(known -> 'properties' -> name.key, known -> 'additionalProperties', 'true'),
        root, earlier -> name.key, shown -> name.key, own
      ) as value
      from (
        select jsonb_object_keys(earlier) as key
        union
        select jsonb_object_keys(coalesce(shown, '{}'))
      ) as name
    ) as part;
    return coalesce(joined, case when shown is not null then jsonb '{}' end);
  end if;
  -- What a client did not touch, or never saw, is as it was.
  if private.config_part(schema, root, earlier, access, 'client') is not distinct from shown then
    return earlier;
  end if;
  return shown;
end;
$$;

comment on function private.config_rejoin(jsonb, jsonb, jsonb, jsonb, text) is
'What a client made of the part that was shown, with what was not shown of earlier put back.';
revoke all on function private.config_rejoin(jsonb, jsonb, jsonb, jsonb, text)
from public, anon, authenticated, service_role;
