-- requires: sql/engagement/visitor_event.sql sql/engagement/erased_visitors.sql
-- requires: sql/engagement/visitor_digest.sql
-- Who calls it holds the lock of the domains: see private.lock_event_domains.
create or replace function private.drop_erased_events(batch private.visitor_event [])
returns private.visitor_event []
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  erased uuid [];
begin
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
'The batch without the events of visitors who were erased.';

revoke all on function private.drop_erased_events(private.visitor_event []) from public;
