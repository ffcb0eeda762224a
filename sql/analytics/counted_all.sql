-- requires: sql/analytics/dirty_days.sql sql/analytics/day_facts.sql
create or replace function private.counted_all(domain_ids uuid [])
returns boolean
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return not exists (
    select from private.dirty_days as noted where noted.domain_id = any(domain_ids)
  ) and not exists (
    select from private.day_facts as stored
    where stored.ripe_at <= now() and stored.domain_id = any(domain_ids)
  );
end;
$$;

comment on function private.counted_all(uuid []) is
'Whether the numbers of these domains hold everything that is stored.';

revoke all on function private.counted_all(uuid []) from public;
