-- The demo has people who book on the website without a word to the agent: the lift compares with them.
-- row: R02
begin;
select plan(2);
select results_eq(
  $$select d.site_domain::text from public.domains as d
    where exists (select from public.session_events as e where e.domain_id = d.id)
      and not exists (
        select from public.session_events as e where e.domain_id = d.id and e.kind = 'demo_booked' and e.conversation_id is null
      )$$,
  array[]::text [], 'on every site that has visits'
);
select isnt(
  (
    select count(*) from private.display_bookings as booked
    where not exists (
      select from public.conversations as talk
      inner join public.session_events as e on e.domain_id = talk.domain_id and e.conversation_id = talk.id
      where e.domain_id = booked.domain_id and e.kind = 'demo_booked' and e.occurred_at = booked.booked_at
    )
  ), 0::bigint, 'and they had seen the widget'
);
select * from finish();
rollback;
