-- requires: sql/platform/default_privileges.sql
create or replace function private.switch_word(is_enabled boolean)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case when is_enabled then 'on' when not is_enabled then 'off' else 'inherit' end;
end;
$$;

comment on function private.switch_word(boolean) is 'on, off, or inherit for null: as agent_events has it.';
revoke all on function private.switch_word(boolean) from public;
