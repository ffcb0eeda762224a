-- requires: sql/platform/bad_input.sql
create or replace function private.check_worker(worker text, lease interval)
returns void
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if length(btrim(worker)) between 1 and 200 is not true then
    perform private.bad_input('worker', 'name yourself');
  end if;
  if lease between '1 second' and '1 hour' is not true then
    perform private.bad_input('lease', '1 second to 1 hour');
  end if;
end;
$$;

comment on function private.check_worker(text, interval) is 'Raises 22023 INVALID_INPUT unless the worker says who it is, and takes work for 1 second to 1 hour.';
revoke all on function private.check_worker(text, interval) from public, anon, authenticated, service_role;
