-- requires: sql/platform/default_privileges.sql
-- The table keeps its own version, so no writer can forget it and no client can choose it.
create or replace function private.touch_row()
returns trigger
language plpgsql
security invoker
set search_path = ''
as $$
begin
  new.updated_at := now();
  new.version := old.version + 1;
  return new;
end;
$$;

comment on function private.touch_row() is
'Row trigger before update: sets updated_at and raises version by one.';

revoke all on function private.touch_row() from public;
