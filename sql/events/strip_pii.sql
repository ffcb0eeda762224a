-- requires: sql/platform/extensions.sql
create or replace function private.strip_pii(properties jsonb, pii jsonb, secret bytea)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  kept jsonb := properties;
  personal record;
  place text [];
  given text;
begin
  for personal in select field.key, field.value from jsonb_each_text(pii) as field order by field.key loop
    place := string_to_array(personal.key, '.');
    given := kept #>> place;
    if personal.value = 'hash' and given is not null then
      -- Addresses are written in many ways: case and space around tell nobody apart.
      kept := jsonb_set(kept, place, to_jsonb(
        encode(extensions.hmac(convert_to(lower(btrim(given)), 'UTF8'), secret, 'sha256'), 'hex')
      ));
    else
      kept := kept #- place;
    end if;
  end loop;
  return kept;
end;
$$;

comment on function private.strip_pii(jsonb, jsonb, bytea) is
'The properties without what pii says to drop, and with digests in place of what it says to hash. A null is dropped.';
revoke all on function private.strip_pii(jsonb, jsonb, bytea) from public, anon, authenticated, service_role;
