-- Finds out which canaries a call has changed: first which tables, by the transaction's counters, then
-- which rows of those.
--
-- oids: of the table and its partitions. query: returns an object, with a text for each canary, by its
-- key, and a count for each tenant, by its name. before: what it returned at first.
create temporary table if not exists bo_watch (
  place integer primary key,
  relation text not null,
  oids oid[] not null,
  query text not null,
  before jsonb
);

create or replace function pg_temp.bo_counters()
returns bigint[]
language sql
as $$
  select array_agg(
    (
      select sum(
        pg_stat_get_xact_tuples_inserted(part.oid) + pg_stat_get_xact_tuples_updated(part.oid)
        + pg_stat_get_xact_tuples_deleted(part.oid)
      )
      from unnest(watch.oids) as part (oid)
    )
    order by watch.place
  )
  from pg_temp.bo_watch as watch
$$;

create or replace function pg_temp.bo_written(counters bigint[])
returns jsonb
language plpgsql
as $$
declare
  now_there constant bigint[] := pg_temp.bo_counters();
  watch record;
  after jsonb;
  found jsonb := '[]';
begin
  for watch in
    select bo_watch.* from pg_temp.bo_watch
    where now_there[bo_watch.place] is distinct from counters[bo_watch.place]
  loop
    execute watch.query into after;
    select found || coalesce(jsonb_agg(jsonb_build_array(watch.relation, each.key)), '[]') into found
    from jsonb_each_text(watch.before || after) as each
    where after->>each.key is distinct from watch.before->>each.key;
  end loop;
  return found;
end;
$$;
