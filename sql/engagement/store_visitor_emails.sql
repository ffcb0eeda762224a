-- requires: sql/engagement/visitor_event.sql sql/engagement/visitor_emails.sql
create or replace function private.store_visitor_emails(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into private.visitor_emails (domain_id, event_id, email, occurred_at)
  select event.domain_id, event.id, lower(event.properties ->> 'email'), event.occurred_at
  from unnest(batch) as event
  where event.properties ->> 'email' <> ''
  order by event.domain_id, event.id;
end;
$$;

comment on function private.store_visitor_emails(private.visitor_event []) is
'Keeps every address that the batch gives, with the event that gave it.';

revoke all on function private.store_visitor_emails(private.visitor_event []) from public;
