-- requires: sql/platform/bad_input.sql
create or replace function private.check_batch(name text, batch jsonb)
returns void
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if jsonb_typeof(batch) is distinct from 'array' then
    perform private.bad_input(name, 'must be an array');
  end if;
  if jsonb_array_length(batch) > 1000 then
    perform private.fail(
      '22023', 'BATCH_TOO_LARGE',
      format('%s: %s are too many, a batch holds at most 1000', name, jsonb_array_length(batch)),
      'Split the batch; what is stored does not depend on it.'
    );
  end if;
end;
$$;

comment on function private.check_batch(text, jsonb) is
'Raises 22023 INVALID_INPUT unless the argument of that name is an array, BATCH_TOO_LARGE where it holds more than 1000.';
revoke all on function private.check_batch(text, jsonb) from public, anon, authenticated, service_role;
