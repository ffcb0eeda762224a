-- What is forgotten with a visitor is of that person and site: digests are made up here, so that a twin and
-- somebody else may have them, too.
-- row: R27 R26
begin;
select plan(5);

create temporary table it on commit drop as
select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there, md5('she')::uuid as she, md5('he')::uuid as he,
  private.visitor_digest(tests.domain('abtasty.com'), md5('she')::uuid) as digest;
create temporary view sites as select unnest(array[here, there]) as domain_id, it.* from it;
delete from private.erased_visitors;
delete from private.held_events;
delete from private.visitor_consents;
delete from private.visitor_emails;
-- She; a phone of hers of which nothing is left; a tablet that is still known; somebody else of whom nothing is left, and
-- one more; all of them there, too, with another phone.
insert into private.visitor_consents (domain_id, digest, person, visitor_id)
select s.domain_id, made.digest, made.person, made.visitor_id
from sites as s
cross join lateral (values
  (s.digest, s.digest, s.she), ('\x01'::bytea, s.digest, null), ('\x02', s.digest, md5('tablet')::uuid), ('\x03', '\x03', null), ('\x05', '\x05', s.he)
) as made (digest, person, visitor_id)
union all
select there, '\x04', digest, null from it;
insert into private.held_events (domain_id, id, digest, occurred_at, event)
select c.domain_id, gen_random_uuid(), c.digest, now(), '{}' from private.visitor_consents as c;
-- Two events that gave an address; there, each is the other one's.
insert into public.session_events (
  domain_id, id, visitor_id, session_id, kind, environment, deployment_target, occurred_at, received_at, has_clock_skew
)
select s.domain_id, md5(e.name)::uuid, case when (s.domain_id = s.here) = (e.name = 'a') then s.she else s.he end, s.she, 'identify', 'production', 'widget', now(), now(), false
from sites as s cross join unnest('{a,b}'::text []) as e (name);
insert into private.visitor_emails (domain_id, event_id, email, occurred_at)
select s.domain_id, md5(e.name)::uuid, 'x@mail.example', now() from sites as s cross join unnest('{a,b}'::text []) as e (name);

select lives_ok('select private.erase_consents(here, array[she]) from it', 'she is forgotten');
select set_eq(
  'select domain_id, digest from private.erased_visitors',
  $$select here, unnest(array[digest, '\x01']) from it$$, 'nothing brings her back, nor her phone: the tablet may come'
);
select set_eq(
  'select domain_id, digest from private.held_events',
  $$select there, unnest(array[digest, '\x01', '\x02', '\x03', '\x04', '\x05']) from it union all select here, unnest(array['\x02', '\x03', '\x05']::bytea []) from it$$,
  'nothing of hers waits any more'
);
select set_eq(
  'select domain_id, visitor_id from private.visitor_consents where visitor_id is not null',
  $$select there, unnest(array[she, he, md5('tablet')::uuid]) from it union all select here, unnest(array[he, md5('tablet')::uuid]) from it$$,
  'what she decided leads to nobody'
);
select set_eq(
  'select domain_id, event_id from private.visitor_emails',
  $$select there, unnest(array[md5('a'), md5('b')]::uuid []) from it union all select here, md5('b')::uuid from it$$, 'and her address is gone'
);

select * from finish();
rollback;
