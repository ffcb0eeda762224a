-- requires: sql/engagement/visitor_event.sql sql/engagement/visitors.sql
-- requires: sql/engagement/visitor_account_id.sql
-- A visitor who was known before may now follow from two batches together: the company of one and the
-- address of the other.
create or replace function private.link_visitor_accounts(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
set enable_hashjoin = off -- See ingest_visitor_events: look keys up, never read a whole table.
set enable_mergejoin = off
as $$
begin
  update public.visitors as visitor
  set account_id = private.visitor_account_id(
    visitor.domain_id, visitor.company_domain, visitor.email
  )
  from (
    select distinct event.domain_id, event.visitor_id
    from unnest(batch) as event
    where event.kind = 'enrichment' or event.properties ->> 'email' <> ''
  ) as touched
  where
    visitor.domain_id = touched.domain_id
    and visitor.id = touched.visitor_id
    and visitor.account_id is distinct from private.visitor_account_id(
      visitor.domain_id, visitor.company_domain, visitor.email
    );
end;
$$;

comment on function private.link_visitor_accounts(private.visitor_event []) is
'Moves the visitors that the batch tells something of to the account that now follows from all we know.';

revoke all on function private.link_visitor_accounts(private.visitor_event []) from public;
