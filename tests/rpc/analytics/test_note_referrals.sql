-- Who is brought, by whom and when, is noted where that changes, and then the hours whose numbers of referrals do. In the other domain
-- the same ids were brought by others at other hours.
-- row: C26 C27 R26
begin;
select plan(22);

create temporary table sites as select tests.domain('abtasty.com') as here, tests.domain('cooking.example') as there;
create function pg_temp.at(hour numeric) returns timestamptz language sql as $$ select '2000-01-01Z'::timestamptz + hour * interval '1 hour' $$;
create function pg_temp.who(name text) returns uuid language sql as $$ select md5('lines ' || name)::uuid $$;
-- top brought mid and side, mid brought low, low brought late.
insert into public.platform_users (domain_id, id, external_id, referrer_id, referred_at, joined_at)
select d.id, pg_temp.who(u.name), 'lines ' || u.name, pg_temp.who(case when d.hours = 0 then u.host else u.host_there end), pg_temp.at(d.hours + u.hour), pg_temp.at(1)
from sites as s cross join lateral (values (s.here, 0), (s.there, 100)) as d (id, hours)
cross join (values
  ('top', null, null, null), ('mid', 'top', null, 10.5), ('side', 'top', 'mid', 15.5), ('low', 'mid', 'top', 20.5), ('late', 'low', 'top', 30.5),
  ('free', null, 'low', 12.5)
) as u (name, host, host_there, hour);

create function pg_temp.hours(name text, host text, hour numeric) returns text language sql as $$
  select string_agg(h::text, ' ' order by h) from sites as s cross join lateral private.referral_hours(s.here, pg_temp.who(name), pg_temp.who(host), pg_temp.at(hour)) as h
$$;
select is(pg_temp.hours('mid', 'top', 10.5), '10 15 20 30', 'the own hour, those of who was brought by him and by these, and of who was brought next');
select is(pg_temp.hours('mid', 'top', 18.5), '18 20 30', 'what is before that changes nothing');
select is(pg_temp.hours('mid', 'top', 25.5), '25 30', 'neither beside him nor below');
select is(pg_temp.hours('late', 'low', 30.5), '30', 'of the last one, the own alone');
select is(pg_temp.hours('late', 'low', 5.5), '5 20 30', 'and those of who stands above, where they came there later');
select is(pg_temp.hours('free', 'top', 12.5), '12 15', 'of those who were brought next the first alone');
select is(pg_temp.hours('top', 'free', 5.5), '5 10 15 20 30', 'whoever is brought before brings all of them further');
select is(pg_temp.hours('free', 'late', 40.5), '40', 'nobody later');
select is(pg_temp.hours('free', 'top', 16.5), '16', 'and not of whom those brought who were brought next');

create function pg_temp.noted() returns text language sql as $$
  select string_agg(concat_ws(' ', u.name, 'by', h.name, (private.hour_number(d.referred_at) * 2)::integer), ', ' order by d.id)
  from private.dirty_deals as d
  left join unnest('{top,mid,side,low,late,free,new}'::text []) as u (name) on d.platform_user_id = pg_temp.who(u.name)
  left join unnest('{top,mid,side,low,late,free,new}'::text []) as h (name) on d.referrer_id = pg_temp.who(h.name)
$$;
create function pg_temp.change(name text, told text) returns text language plpgsql as $$
begin
  delete from private.dirty_deals;
  execute format('update public.platform_users as u set %s from sites as s where u.domain_id = s.here and u.id = pg_temp.who(%L)', told, name);
  return pg_temp.noted();
end;
$$;
delete from private.dirty_deals;
insert into public.platform_users (domain_id, id, external_id, referrer_id, joined_at)
select s.here, pg_temp.who(u.name), 'lines ' || u.name, pg_temp.who(u.host), pg_temp.at(7.5) from sites as s cross join (values ('new', 'top'), ('alone', null)) as u (name, host);
select is(pg_temp.noted(), 'new by top 15', 'whoever comes and was brought is noted, and nobody else');
select is(pg_temp.change('mid', $$email = 'a@b.example'$$), null, 'not who is called otherwise');
select is(pg_temp.change('mid', 'joined_at = pg_temp.at(2.5)'), null, 'nor who joined at another time than he was brought');
select is(pg_temp.change('new', 'joined_at = pg_temp.at(2.5)'), 'new by top 15, new by top 5', 'as long as the two are told apart');
select is(pg_temp.change('alone', 'joined_at = pg_temp.at(2.5)'), null, 'nor whom nobody brought');
select is(pg_temp.change('side', 'referred_at = pg_temp.at(16.5)'), 'side by top 31, side by top 33', 'another time is noted with the one before');
select is(pg_temp.change('side', 'referrer_id = pg_temp.who(''low'')'), 'side by top 33, side by low 33', 'and so is somebody else');
select is(pg_temp.change('side', 'referrer_id = null'), 'side by low 33', 'and that it was nobody');
select is(pg_temp.change('side', 'referrer_id = pg_temp.who(''top'')'), 'side by top 33', 'and that it was somebody after all');
delete from private.dirty_deals;
delete from public.platform_users as u using sites as s where u.domain_id = s.here and u.id in (pg_temp.who('late'), pg_temp.who('alone'));
select is(pg_temp.noted(), 'late by low 61', 'and whoever goes');

-- The worker looks for the hours.
delete from private.dirty_trades;
select private.take_dirty_deals();
select is((select string_agg(d.hour::text || ' ' || d.cause, ', ' order by d.hour) from private.dirty_trades as d), '30 deals', 'the hours are those of the domain');
insert into private.dirty_deals (domain_id, platform_user_id) select s.here, pg_temp.who('mid') from sites as s;
delete from private.dirty_trades;
select private.take_dirty_deals();
select is((select count(*) from private.dirty_trades), 0::bigint, 'who is noted for the trades alone moves no referral');
insert into private.dirty_deals (domain_id, platform_user_id, referrer_id, referred_at)
select s.here, pg_temp.who('mid'), pg_temp.who('top'), pg_temp.at(n.hour) from sites as s cross join (values (10.5), (10.6)) as n (hour);
select private.take_dirty_deals();
select is((select string_agg(d.hour::text, ' ' order by d.hour) from private.dirty_trades as d), '10 16 20', 'each once');

select * from finish();
rollback;
