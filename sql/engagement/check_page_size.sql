-- requires: sql/platform/bad_input.sql
create or replace function private.check_page_size(page_size integer)
returns integer
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if page_size between 1 and 500 is not true then
    perform private.bad_input('page_size', 'must be from 1 to 500');
  end if;
  return page_size;
end;
$$;

comment on function private.check_page_size(integer) is 'Raises 22023 unless 1 to 500.';

revoke all on function private.check_page_size(integer) from public;
grant execute on function private.check_page_size(integer) to authenticated, service_role;
