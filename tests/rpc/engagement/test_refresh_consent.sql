-- What a person's decisions come to: her own, of all her browsers, on one site, and on what is stored. Others decide
-- later here, and so do twins there.
-- row: R27 R26
begin;
select plan(14);

create temporary table it on commit drop as select tests.domain('abtasty.com') as here, tests.domain('toto.example') as there;
create function pg_temp.at(hour integer) returns timestamptz language sql immutable as $$ select make_timestamptz(2026, 1, 1, hour, 0, 0, 'UTC') $$;
delete from private.consent_events;
delete from private.visitor_consents;
insert into private.visitor_consents (domain_id, digest, person, visitor_id, withdrawn_at)
select case c.site when 'here' then it.here else it.there end, c.digest, c.person, gen_random_uuid(), pg_temp.at(c.withdrawn)
from it cross join (values
  ('here', '\x01'::bytea, '\x01'::bytea, null), ('here', '\x02', '\x01', null), ('here', '\x03', '\x03', null), ('here', '\x04', '\x04', null),
  ('here', '\x05', '\x05', null), ('here', '\x06', '\x06', null), ('here', '\x07', '\x07', null), ('here', '\x08', '\x08', 1),
  ('there', '\x01', '\x01', null), ('there', '\x04', '\x01', null)
) as c (site, digest, person, withdrawn);
insert into private.consent_events (domain_id, id, digest, state, purposes, source, occurred_at)
select case e.site when 'here' then it.here else it.there end, gen_random_uuid(), e.digest, e.state, array[e.purpose], 'widget', pg_temp.at(e.hour)
from it cross join (values
  ('here', '\x01'::bytea, 'granted', 'analytics', 1), ('here', '\x02', 'withdrawn', 'analytics', 2), ('here', '\x01', 'granted', 'contact', 3),
  ('here', '\x01', 'granted', 'analytics', 4), ('here', '\x02', 'granted', 'analytics', 5), ('here', '\x02', 'withdrawn', 'contact', 6),
  ('there', '\x01', 'granted', 'analytics', 3), ('there', '\x01', 'withdrawn', 'analytics', 7),
  ('here', '\x03', 'granted', 'analytics', 3), ('here', '\x03', 'withdrawn', 'analytics', 8),
  ('here', '\x04', 'granted', 'analytics', 3), ('here', '\x04', 'withdrawn', 'analytics', 9),
  ('here', '\x05', 'granted', 'analytics', 1), ('here', '\x05', 'withdrawn', 'analytics', 2),
  ('here', '\x06', 'granted', 'analytics', 1), ('here', '\x07', 'granted', 'contact', 1)
) as e (site, digest, state, purpose, hour);
create function pg_temp.told(who bytea) returns text language sql as $$
  select string_agg(concat_ws(
    ' ', 'withdrawn ' || extract(hour from c.withdrawn_at at time zone 'UTC'), 'granted ' || extract(hour from c.granted_at at time zone 'UTC'),
    case when c.visitor_id is null then 'nobody' else 'known' end
  ), ', ' order by c.digest) from it inner join private.visitor_consents as c on c.domain_id = it.here and c.person = who
$$;
create function pg_temp.others() returns bigint language sql as $$
  select count(*) from private.visitor_consents as c cross join it
  where (c.domain_id <> it.here or c.person in ('\x03', '\x04')) and c.withdrawn_at is null and c.granted_at is null and c.visitor_id is not null
$$;
create function pg_temp.refresh(who bytea) returns boolean language sql as $$ select private.refresh_consent(it.here, who) from it $$;

select ok(pg_temp.refresh('\x01'), 'a withdrawal that was not known is told');
select is(
  pg_temp.told('\x01'), 'withdrawn 2 granted 4 known, withdrawn 2 granted 4 known',
  'the last withdrawal of what is stored, and the first grant after it, for both browsers; who agreed again stays known'
);
select is(pg_temp.others(), 4::bigint, 'nobody else is touched, here or there');
select ok(not pg_temp.refresh('\x01'), 'once it is known it is not told again, though others know less');
select ok(pg_temp.refresh('\x05'), 'another withdrawal');
select is(pg_temp.told('\x05'), 'withdrawn 2 nobody', 'a grant before it no longer counts, and nothing leads to her');
select ok(not pg_temp.refresh('\x06'), 'a grant alone is no withdrawal');
select is(pg_temp.told('\x06'), 'granted 1 known', 'it counts from when it was given');
select ok(not pg_temp.refresh('\x07'), 'nor is a decision on another purpose');
select is(pg_temp.told('\x07'), 'known', 'which lets nothing in and forgets nobody');
select ok(not pg_temp.refresh('\x08'), 'nothing new is told where no decision is left');
select is(pg_temp.told('\x08'), 'withdrawn 1 known', 'and the withdrawal stays');
select is(pg_temp.others(), 4::bigint, 'after all that nobody else is touched');
select ok(not private.refresh_consent(there, '\x02'), 'of whom a site knows nothing it tells nothing') from it;

select * from finish();
rollback;
