-- requires: sql/engagement/visitor_event.sql sql/engagement/visitors.sql
-- Who calls it holds the lock of the domains: see private.lock_event_domains.
create or replace function private.follow_merges(batch private.visitor_event [])
returns private.visitor_event []
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  survivors jsonb;
begin
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
'The batch with the survivor in place of each visitor who was merged.';

revoke all on function private.follow_merges(private.visitor_event []) from public;
