begin;
select plan(11);

select ok(private.is_time_zone(zone), zone || ' is a zone')
from unnest(array['UTC', 'Europe/Paris', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5']) as zone;

select ok(not private.is_time_zone(zone), quote_literal(zone) || ' is none')
from unnest(array['', 'Mars', 'Mars/Base', 'PST', 'FOO5', '../../etc/passwd']) as zone;

select is(private.is_time_zone(null), null, 'of nothing, nothing is said');

select * from finish();
rollback;
