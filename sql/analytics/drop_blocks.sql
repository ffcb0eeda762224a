-- requires: sql/analytics/block_people.sql sql/analytics/block_counts.sql
-- requires: sql/analytics/block_scores.sql
create or replace function private.drop_blocks(domain_id uuid, level smallint, blocks integer [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  delete from private.block_people as old
  where
    old.domain_id = drop_blocks.domain_id
    and old.level = drop_blocks.level
    and old.block = any(drop_blocks.blocks);
  delete from private.block_counts as old
  where
    old.domain_id = drop_blocks.domain_id
    and old.level = drop_blocks.level
    and old.block = any(drop_blocks.blocks);
  delete from private.block_scores as old
  where
    old.domain_id = drop_blocks.domain_id
    and old.level = drop_blocks.level
    and old.block = any(drop_blocks.blocks);
end;
$$;

comment on function private.drop_blocks(uuid, smallint, integer []) is
'Removes blocks, to be written anew.';

revoke all on function private.drop_blocks(uuid, smallint, integer []) from public;
