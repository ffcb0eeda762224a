-- The timeline: by domain, written by no client.
-- row: R11 R25 R26
begin;
select plan(12);

select tests.ticket_part('ticket_events');

select * from finish();
rollback;
