-- requires: sql/analytics/drop_blocks.sql sql/analytics/join_halves.sql
create or replace function private.join_blocks(domain_id uuid, days date [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  highest constant smallint := 9; -- As in private.window_blocks.
  blocks integer [];
begin
  blocks := array(select distinct (day - date '2000-01-01') >> 1 from unnest(days) as day);
  for above in 1..highest loop
    perform private.drop_blocks(domain_id, above::smallint, blocks);
    perform private.join_halves(domain_id, above::smallint, blocks);
    blocks := array(select distinct block >> 1 from unnest(blocks) as block);
  end loop;
end;
$$;

comment on function private.join_blocks(uuid, date []) is
'Writes every longer block that holds one of these days anew, each from its two halves.';

revoke all on function private.join_blocks(uuid, date []) from public;
