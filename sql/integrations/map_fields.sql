-- requires: sql/platform/default_privileges.sql
create or replace function private.map_fields(field_map jsonb, facts jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select jsonb_object_agg(
      m.property,
      -- An empty text empties the property; one that is left out would keep what it was.
      coalesce(
        case
          when m.field like 'enrichment.%' then facts -> 'enrichment_data' ->> substr(m.field, 12)
          when m.field like '%\_at' then
            to_char((facts ->> m.field)::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
          else facts ->> m.field
        end, ''
      )
    )
    from jsonb_each_text(field_map) as m (property, field)
  );
end;
$$;

comment on function private.map_fields(jsonb, jsonb) is
'The properties of one row: {property: text}. field_map: {property: field}; facts: the row as an object. Times in UTC, whatever the session''s zone.';
revoke all on function private.map_fields(jsonb, jsonb) from public, anon, authenticated, service_role;
