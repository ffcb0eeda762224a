-- Who may see the numbers of which domains, which window is meant, and what is refused.
-- row: R02 R25 R26
begin;
select plan(32);

create temporary table sites on commit drop as select id, site_domain from public.domains;
grant select on sites to public;
create function pg_temp.ids(filter jsonb default '{}') returns text [] language sql as $$
  select coalesce(array_agg(d.site_domain order by d.site_domain), '{}')
  from jsonb_array_elements_text(public.client_dashboard(filter) -> 'domain_ids') as one (id)
  inner join lateral (select s.site_domain from pg_temp.sites as s where s.id = one.id::uuid) as d on true
$$;
create function pg_temp.only(site text) returns jsonb language sql as $$
  select jsonb_build_object('domain_ids', jsonb_build_array(tests.domain(site)))
$$;
grant execute on function pg_temp.ids, pg_temp.only to public;

select tests.as('user@user.com');
select is(pg_temp.ids(), '{abtasty.com}', 'a client user sees the own domain and no look-alike');
select is(pg_temp.ids(pg_temp.only('abtasty.com')), '{abtasty.com}', 'also by name');
select is(pg_temp.ids('{"domain_ids": []}'), '{}', 'no domain is none, not all');
select is(
  public.client_dashboard('{"domain_ids": []}') #>> '{metrics,displayed,value}', '0', 'whose numbers are 0'
);
select is(
  public.client_dashboard('{"domain_ids": []}') #> '{metrics,engagement_rate,value}', 'null', 'and ratios null'
);
select cmp_ok(
  (public.client_dashboard() #>> '{metrics,displayed,value}')::integer, '>', 20, 'there is something to see'
);
select is(
  tests.refusal(format($$select public.client_dashboard('{"domain_ids": ["%s"]}')$$, tests.domain('notabtasty.com'))),
  '42501 PERMISSION_DENIED', 'another domain is refused'
);
select is(
  tests.refusal(format($$select from public.dashboard_series('{"domain_ids": ["%s"]}')$$, tests.domain('notabtasty.com'))),
  '42501 PERMISSION_DENIED', 'its series too'
);
select is(
  tests.refusal($$select public.client_dashboard('{"domain_ids": ["00000000-0000-4000-8000-0000000000ff"]}')$$),
  '42501 PERMISSION_DENIED', 'as is one that is not there'
);
select isnt(public.client_dashboard() #> '{highlights,best_conversation}', 'null', 'he may read the best conversation');
select ok(
  (public.client_dashboard() #>> '{highlights,best_conversation,score}')::numeric
  > (public.client_dashboard() #>> '{highlights,worst_conversation,score}')::numeric, 'it is better than the worst'
);

select is(tests.refusal($$select public.client_dashboard('{"colour": "red"}')$$), '22023 INVALID_INPUT', 'an unknown filter');
select is(
  tests.refusal($$select public.client_dashboard('{"from": "2026-03-02T00:00:00Z", "to": "2026-03-02T00:00:00Z"}')$$),
  '22023 INVALID_INPUT', 'a window of no length'
);
select is(
  tests.refusal($$select public.client_dashboard('{"from": "1999-12-31T00:00:00Z"}')$$),
  '22023 INVALID_INPUT', 'a window of another century'
);
select is(
  tests.refusal($$select public.client_dashboard('{"to": "2150-01-01T00:00:00Z"}')$$), '22023 INVALID_INPUT', 'or of the next one'
);
select is(tests.refusal($$select public.client_dashboard(time_zone => 'PST')$$), '22023 INVALID_INPUT', 'no zone');
select is(
  tests.refusal($$select public.client_dashboard(time_zone => 'Mars/Olympus')$$), '22023 INVALID_INPUT', 'nor on earth'
);
select is(tests.refusal('select public.run_rollup_upkeep()'), '42501', 'he does not run the worker');

-- Without from and to: the last 30 whole days, in the zone that holds for the person.
select is(public.client_dashboard() ->> 'time_zone', 'UTC', 'UTC where nobody has said anything');
select tests.back();
insert into public.org_prefs (org_id, key, value)
select p.org_id, 'report_time_zone', '"Asia/Kolkata"' from public.people as p where p.email = 'user@user.com';
select tests.as('user@user.com');
select is(public.client_dashboard() ->> 'time_zone', 'Asia/Kolkata', 'what the organization has said');
select is(
  (public.client_dashboard() ->> 'to')::timestamptz, date_trunc('day', now(), 'Asia/Kolkata'), 'until the midnight there'
);
select is(
  (public.client_dashboard() ->> 'from')::timestamptz,
  date_trunc('day', now(), 'Asia/Kolkata') - interval '30 days', 'since 30 days before'
);
select tests.back();
insert into public.person_prefs (person_id, key, value)
values (tests.person('user@user.com'), 'report_time_zone', '"Europe/Paris"');
select tests.as('user@user.com');
select is(public.client_dashboard() ->> 'time_zone', 'Europe/Paris', 'or the person');
select is(public.client_dashboard(time_zone => 'UTC') ->> 'time_zone', 'UTC', 'or the request');

select tests.as('partner@demo.example');
select is(pg_temp.ids(), '{toto.example}', 'a partner sees the numbers of the own domain');
select is(public.client_dashboard() #> '{highlights,best_conversation}', 'null', 'but no conversation of it');

select tests.as('admin@admin.com');
select is(cardinality(pg_temp.ids()), 6, 'admin sees all domains that are open');
select tests.back();
update public.domains set environment = 'staging' where site_domain = 'toto.example';
select tests.as('admin@admin.com');
select is(cardinality(pg_temp.ids()), 5, 'a staging site stays out of the totals');
select is(pg_temp.ids(pg_temp.only('toto.example')), '{toto.example}', 'unless it is asked for');

select tests.back();
delete from public.role_permissions where role_key = 'client_user' and resource = 'analytics';
select tests.as('user@user.com');
select is(
  tests.refusal('select public.client_dashboard()'), '42501 PERMISSION_DENIED', 'nothing without analytics.view'
);
select tests.as_anon();
select is(tests.refusal('select public.client_dashboard()'), '42501', 'anon is refused');
select is(tests.refusal('select from public.dashboard_series()'), '42501', 'here too');

select * from finish();
rollback;
