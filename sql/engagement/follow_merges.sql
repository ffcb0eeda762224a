-- requires: sql/engagement/visitor_event.sql sql/engagement/visitors.sql
-- requires: sql/engagement/merge_lock_key.sql
create or replace function private.follow_merges(batch private.visitor_event [])
returns private.visitor_event []
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  survivors jsonb;
begin
  perform pg_advisory_xact_lock_shared(private.merge_lock_key(tenant.domain_id))
  from (
    select distinct event.domain_id from unnest(batch) as event order by event.domain_id
  ) as tenant;
  select jsonb_object_agg(visitor.domain_id || '/' || visitor.id, visitor.merged_into_id)
  into survivors
  from (select distinct event.domain_id, event.visitor_id from unnest(batch) as event) as named
  cross join lateral (
    select known.* from public.visitors as known
    where known.domain_id = named.domain_id and known.id = named.visitor_id
    limit 1 -- At most one; said so, each is looked up, instead of all merged visitors being read.
  ) as visitor
  where visitor.merged_into_id is not null;

  if survivors is null then
    return batch;
  end if;
  return array(
    select
      jsonb_populate_record(event, jsonb_strip_nulls(jsonb_build_object(
        'visitor_id', survivors -> (event.domain_id || '/' || event.visitor_id)
      )))
    from unnest(batch) as event
  );
end;
$$;

comment on function private.follow_merges(private.visitor_event []) is
'The batch with the survivor in place of each visitor who was merged. Keeps merges in these domains waiting until the end of the transaction.';

revoke all on function private.follow_merges(private.visitor_event []) from public;
