-- requires: sql/engagement/visitor_event.sql sql/engagement/erased_visitors.sql
-- requires: sql/engagement/visitor_digest.sql sql/engagement/merge_lock_key.sql
create or replace function private.drop_erased_events(batch private.visitor_event [])
returns private.visitor_event []
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  erased uuid [];
begin
  -- Waits for an erasure that is under way, and keeps others waiting.
  perform pg_advisory_xact_lock_shared(private.merge_lock_key(tenant.domain_id))
  from (
    select distinct event.domain_id from unnest(batch) as event order by event.domain_id
  ) as tenant;
  select array_agg(named.visitor_id) into erased
  from (select distinct event.domain_id, event.visitor_id from unnest(batch) as event) as named
  inner join private.erased_visitors as gone
    on named.domain_id = gone.domain_id
    and private.visitor_digest(named.domain_id, named.visitor_id) = gone.digest;
  if erased is null then
    return batch;
  end if;
  return array(
    select event
    from unnest(batch) as event
    where event.visitor_id <> all(erased) or not exists (
      select from private.erased_visitors as gone
      where gone.domain_id = event.domain_id
        and gone.digest = private.visitor_digest(event.domain_id, event.visitor_id)
    )
  );
end;
$$;

comment on function private.drop_erased_events(private.visitor_event []) is
'The batch without the events of visitors who were erased. Keeps merges and erasures in these domains waiting until the end of the transaction.';

revoke all on function private.drop_erased_events(private.visitor_event []) from public;
