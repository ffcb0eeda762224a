-- requires: sql/engagement/enrichment_fields.sql
create or replace function private.client_fields(data jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_object_agg(given.key, given.value), '{}')
    from jsonb_each(coalesce(nullif(data, 'null'), '{}')) as given
    inner join private.enrichment_fields as field
      on given.key = field.name and field.access = 'client'
  );
end;
$$;

comment on function private.client_fields(jsonb) is
'The fields of an enrichment result that clients may see.';

revoke all on function private.client_fields(jsonb) from public;
