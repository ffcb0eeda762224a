-- What is highlighted is of the domains asked for, where the person may read it; conversations under the newest rubric, movers where periods compare.
-- row: R02 R25 R26
begin;
select plan(17);

-- Who may read conversations and see topics here, and neither transactions nor anything of the other domain; and who may everywhere.
insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', true), ('warden', 'Warden', 1, '/', false);
insert into public.role_permissions (role_key, resource, action)
select r.key, p.resource, p.action from unnest('{probe,warden}'::text []) as r (key)
cross join (values ('conversations', 'view'), ('topics', 'view')) as p (resource, action);
delete from public.memberships as m where m.person_id in (tests.person('user@user.com'), tests.person('staff@demo.example'));
insert into public.memberships (person_id, role_key, domain_id) values (tests.person('user@user.com'), 'probe', tests.domain('abtasty.com'));
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('staff@demo.example'), 'warden', true);

-- Hour by hour, 100 are classified. Here a is steady and b comes up; there c is far larger, and goes away.
create function pg_temp.hour(number integer) returns timestamptz language sql as $$ select '2026-03-02Z'::timestamptz + number * interval '1 hour' $$;
insert into public.topics (domain_id, id, label, name)
select tests.domain(t.site), md5('high ' || t.name)::uuid, 'high ' || t.name, t.name
from (values ('abtasty.com', 'a'), ('abtasty.com', 'b'), ('cooking.example', 'c')) as t (site, name);
delete from private.topic_blocks;
delete from private.dirty_topics;
insert into private.topic_blocks (domain_id, level, block, topic_id, conversations, classified)
select tests.domain(t.site), 0, private.hour_number(pg_temp.hour(t.hour)), coalesce(md5('high ' || t.name)::uuid, '00000000-0000-0000-0000-000000000000'),
  t.talks, case when t.name is null then 100 else 0 end
from (
  values ('abtasty.com', 'a', 0, 50), ('abtasty.com', 'a', 1, 56), ('abtasty.com', 'a', 2, 55), ('abtasty.com', 'b', 1, 1), ('abtasty.com', 'b', 2, 40),
  ('cooking.example', 'c', 0, 5), ('cooking.example', 'c', 1, 90), ('cooking.example', 'c', 2, 20),
  ('abtasty.com', null, 0, 99), ('abtasty.com', null, 1, 99), ('abtasty.com', null, 2, 99),
  ('cooking.example', null, 0, 99), ('cooking.example', null, 1, 99), ('cooking.example', null, 2, 99)
) as t (site, name, hour, talks);
-- What is told of an hour and the one before, to whom, of which domains.
create function pg_temp.topics(who text, hour integer, sites text [], is_comparable boolean default true) returns text language plpgsql as $$
begin
  perform set_config('request.jwt.claims', tests.claims(who, 'aal2', '{}')::text, true);
  return (
    select concat_ws(' ', coalesce(told #>> '{top_topic,topic_name}', 'none'), coalesce(told #>> '{biggest_mover,topic_name}', 'none'))
    from private.topic_highlights(
      null, array(select tests.domain(site) from unnest(sites) as site),
      row('UTC', pg_temp.hour(hour), pg_temp.hour(hour + 1), pg_temp.hour(hour - 1), 'final'), is_comparable
    ) as told
  );
end;
$$;
select is(pg_temp.topics('staff@demo.example', 2, '{abtasty.com,cooking.example}'), 'a c', 'of all domains that were asked for');
select is(pg_temp.topics('staff@demo.example', 2, '{abtasty.com}'), 'a b', 'and of no other');
select is(pg_temp.topics('staff@demo.example', 1, '{abtasty.com,cooking.example}'), 'c c', 'the topic of most conversations');
select is(pg_temp.topics('user@user.com', 1, '{abtasty.com,cooking.example}'), 'a none', 'where the person may view topics; what is steady moves nobody');
select is(pg_temp.topics('user@user.com', 2, '{abtasty.com}', false), 'a none', 'periods that cannot be compared have no mover');
update public.domains as d set stats_valid_from = 'infinity' where d.id = tests.domain('cooking.example');
select is(pg_temp.topics('staff@demo.example', 1, '{abtasty.com,cooking.example}'), 'a none', 'a domain whose numbers never begin has none');

-- Rubric 2 is the newest. There scores are better and worse; under rubric 1, too.
create function pg_temp.scores(site text, rubric integer, worst integer, best integer) returns private.block_scores language sql as $$
  select row(
    tests.domain(site), 0, 1, rubric, 2, worst + best, array[rubric, 0, 0, 0, 0, 0, 0, 0, 0, 1]::bigint [], best, md5(site || rubric || ' best')::uuid, worst,
    md5(site || rubric || ' worst')::uuid
  )::private.block_scores
$$;
create temporary table scored as select array[
  pg_temp.scores('abtasty.com', 1, 10, 90), pg_temp.scores('abtasty.com', 2, 40, 60), pg_temp.scores('cooking.example', 2, 20, 80)
] as scores;
create function pg_temp.talks(who text) returns text language plpgsql as $$
begin
  perform set_config('request.jwt.claims', tests.claims(who, 'aal2', '{}')::text, true);
  return (
    select string_agg(concat_ws(' ', d.site_domain, told #>> array[k.name, 'score'], (told #>> array[k.name, 'id'])::uuid = md5(d.site_domain || '2 ' || k.word)::uuid), ', ' order by k.word)
    from scored cross join lateral private.scored_highlights(scored.scores) as told
    cross join (values ('best_conversation', 'best'), ('worst_conversation', 'worst')) as k (name, word)
    inner join public.domains as d on d.id = (told #>> array[k.name, 'domain_id'])::uuid
  );
end;
$$;
select is(pg_temp.talks('staff@demo.example'), 'cooking.example 80 t, cooking.example 20 t', 'the best and the worst under the newest rubric');
select is(pg_temp.talks('user@user.com'), 'abtasty.com 60 t, abtasty.com 40 t', 'where the person may read conversations');
select is(pg_temp.talks('business@demo.example'), null, 'and nowhere else');

create function pg_temp.quality(before integer) returns jsonb language sql as $$
  select private.dashboard_quality(
    scored.scores, array[pg_temp.scores('abtasty.com', 1, 0, 100), pg_temp.scores('abtasty.com', before, 10, 20)],
    row(0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0), row(0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0), true
  ) from scored
$$;
select is(pg_temp.quality(2) ->> 'rubric_version', '2', 'quality is told under the newest rubric');
select is((pg_temp.quality(2) #>> '{mean,value}')::numeric, 50::numeric, 'its mean');
select is((pg_temp.quality(2) #>> '{mean,previous}')::numeric, 15::numeric, 'before, too');
select is(pg_temp.quality(2) #>> '{coverage,numerator}', '4', 'how many were scored under it');
select is(pg_temp.quality(2) #>> '{coverage,previous_numerator}', '2', 'and before');
select is(pg_temp.quality(2) ->> 'deciles', '[4, 0, 0, 0, 0, 0, 0, 0, 0, 2]', 'and where between 0 and 100');
select is(
  (select string_agg(concat_ws(' ', o ->> 'rubric_version', o ->> 'scored', round((o ->> 'mean')::numeric)), ', ') from jsonb_array_elements(pg_temp.quality(2) -> 'other_rubrics') as o),
  '1 2 50', 'other rubrics are told apart'
);
select is(pg_temp.quality(1) #> '{mean,previous}', 'null', 'and are no period before');

select * from finish();
rollback;
