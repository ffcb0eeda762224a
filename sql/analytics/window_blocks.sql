-- requires: sql/platform/schemas.sql
create or replace function private.window_blocks(first_day integer, end_day integer)
returns table (level smallint, block integer)
language plpgsql
immutable
parallel safe
security invoker
rows 16
set search_path = ''
as $$
declare
  highest constant smallint := 9; -- 512 days, as in private.join_blocks.
  first_block integer := first_day;
  end_block integer := end_day;
begin
  level := 0;
  while first_block < end_block loop
    if first_block & 1 = 1 or level = highest then
      block := first_block;
      first_block := first_block + 1;
      return next;
    elsif end_block & 1 = 1 then
      end_block := end_block - 1;
      block := end_block;
      return next;
    else
      first_block := first_block >> 1;
      end_block := end_block >> 1;
      level := level + 1;
    end if;
  end loop;
end;
$$;

comment on function private.window_blocks(integer, integer) is
'The fewest blocks that cover the days from first_day to before end_day (days since 2000-01-01), each day once.';

revoke all on function private.window_blocks(integer, integer) from public;
