-- What is filled in, told and counted of one domain is of that alone: not of its twin, which has the same ids.
-- row: R25 R31 C47
begin;
select plan(18);

create function pg_temp.id(n integer) returns uuid language sql immutable as $$
  select ('00000000-0000-4000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid
$$;
create function pg_temp.of(site text) returns uuid language sql stable as $$ select tests.domain(site || '.example') $$;
create function pg_temp.be(email text) returns void language sql as $$ select tests.become('none', tests.claims(email, 'aal2', '{}')) $$;
-- The others first, so that whoever takes any takes them.
insert into public.domains (client_id, site_domain) select tests.client('AB Tasty'), site from unnest('{theirs.example,ours.example}'::text []) as site;
insert into public.amplitude_projects (domain_id, copied_from) select pg_temp.of(site), '2026-06-01Z' from unnest('{theirs,ours}'::text []) as site;
insert into public.event_catalog (domain_id, name, schema_version, description, json_schema, actor_kinds, is_active)
select pg_temp.of(site), name, 1, 'x', '{}', '{user}', name = 'known' from unnest('{theirs,ours}'::text []) as site, unnest('{known,ended}'::text []) as name;
-- 1 to 4 in their order; 5 of somebody here, 6 of what is not told any more, 7 to 9 theirs.
insert into public.event_log (domain_id, id, name, schema_version, actor_kind, actor_id, properties, occurred_at, received_at, source, is_test, has_clock_skew)
select pg_temp.of(site), pg_temp.id(n), name, 1, kind, 'user-1', '{}', timestamptz '2026-03-01Z' + n * interval '1 minute', '2026-03-02Z', 'x', false, false
from (values
  ('theirs', 7, 'known', 'user'), ('theirs', 8, 'known', 'user'), ('theirs', 9, 'known', 'user'), ('ours', 1, 'known', 'user'), ('ours', 2, 'known', 'user'),
  ('ours', 3, 'known', 'user'), ('ours', 4, 'known', 'user'), ('ours', 5, 'known', 'bo_user'), ('ours', 6, 'ended', 'user')
) as e (site, n, name, kind);
insert into public.event_backfills (domain_id, id, begins_at, ends_at, requested_by)
select pg_temp.of(site), pg_temp.id(n), begins_at, begins_at + interval '1 day', tests.person('admin@admin.com')
from (values ('theirs', 20, timestamptz '2026-03-01Z'), ('ours', 21, '2026-04-01Z'), ('ours', 20, '2026-03-01Z')) as b (site, n, begins_at);
-- What a query returns after what came before it; then all is as it was.
create function pg_temp.answer(query text, before text default 'select') returns text language plpgsql as $$
declare told text;
begin
  execute before;
  execute format('select string_agg(a::text, '', '' order by a::text) from (%s) as a', query) into told;
  raise exception using errcode = 'TT000', message = coalesce(told, '-');
exception when sqlstate 'TT000' then return sqlerrm;
end $$;
create function pg_temp.said(statement text, before text default 'select') returns text language plpgsql as $$
begin
  execute before;
  execute statement;
  return null;
exception when others then return sqlerrm;
end $$;

create function pg_temp.filled(site text, before text default 'select') returns text language sql as $$
  select pg_temp.answer($q$
    select domain_id = pg_temp.of('ours'), (select string_agg(right(e, 1), '') from jsonb_array_elements_text(payload -> 'event_ids') as e) from private.outbox where topic = 'amplitude.backfill'
  $q$, before || format('; select private.queue_backfill(pg_temp.of(%L), pg_temp.id(20))', site))
$$;
select is(pg_temp.filled('ours'), '(t,1234)', 'what users did is filled in, of kinds that are told');
select is(pg_temp.filled('theirs'), '(f,789)', 'in each domain');
select is(
  pg_temp.filled('ours', $$update public.event_backfills set reached_at = '2026-03-01 00:02Z', reached_id = pg_temp.id(2)$$), '(t,34)', 'from where it had come to'
);
create function pg_temp.counted(topic text, accepted integer) returns text language sql as $$
  select pg_temp.answer($q$
    select domain_id = pg_temp.of('ours'), right(id::text, 2), accepted from public.event_backfills where id in (pg_temp.id(20), pg_temp.id(21))
    union all select domain_id = pg_temp.of('ours'), 'told', events from private.event_deliveries where domain_id in (pg_temp.of('ours'), pg_temp.of('theirs'))
  $q$, format($b$
    delete from private.event_deliveries;
    insert into private.outbox (topic, dedupe_key, payload, domain_id) values (%1$L, %2$L, '{}', pg_temp.of('ours'));
    select private.count_accepted(o, %3$s, now()) from private.outbox as o where o.dedupe_key = %2$L
  $b$, topic, topic || ':' || pg_temp.id(20) || ':0', accepted))
$$;
select is(pg_temp.counted('amplitude.backfill', 3), '(f,20,0), (t,20,3), (t,21,0)', 'what was accepted is counted to its own back-fill');
select is(pg_temp.counted('amplitude.event', 3), '(f,20,0), (t,20,0), (t,21,0), (t,told,3)', 'or to the hour');
select is(pg_temp.counted('amplitude.event', 0), '(f,20,0), (t,20,0), (t,21,0)', 'nothing is not counted');
select is(
  pg_temp.answer($$select sent, jsonb_array_length(events) from private.amplitude_request(pg_temp.of('ours'), jsonb_build_array(pg_temp.id(1), pg_temp.id(2), pg_temp.id(3)), 3)$$, 'select'), '(3,3)', 'a request has what was asked for'
);
select is(
  pg_temp.answer($$select sent, jsonb_array_length(events) from private.amplitude_request(pg_temp.of('ours'), jsonb_build_array(pg_temp.id(1), pg_temp.id(2), pg_temp.id(3)), 3)$$,
    $$update public.event_log set properties = jsonb_build_object('x', repeat('x', 400000)) where domain_id = pg_temp.of('ours')$$), '(2,2)', 'as far as it fits'
);
select is(
  pg_temp.answer($$select event_type, ours, pulled from public.event_reconciliation(pg_temp.of('ours'), '2026-03-01', '2026-03-02')$$, $$
    insert into public.event_exports (domain_id, uploaded_on, counts) values (pg_temp.of('ours'), '2026-03-05', '[]'); select pg_temp.be('admin@admin.com')
  $$), '(known,4,0)', 'what was copied is held against the own log'
);
create function pg_temp.bad(times integer) returns text language sql as $$
  select pg_temp.answer($q$select count(*) from public.audit_log as a where a.action = 'ingest' and a.domain_id = pg_temp.of('ours')$q$, (
    select string_agg($b$select public.ingest_events('[{"id": "00000000-0000-4000-8000-000000000077", "site_domain": "ours.example", "name": "unknown", "actor_kind": "user", "actor_id": "user-1", "occurred_at": "2026-03-01T00:00:00Z"}]')$b$, ';') from generate_series(1, times)
  ))
$$;
select is(array[pg_temp.bad(1), pg_temp.bad(2)], '{(1),(1)}', 'the same fault again is nothing new');
select is(
  pg_temp.answer($$select payload -> 'event_ids' ->> 0 from private.outbox where topic = 'amplitude.event' and domain_id = pg_temp.of('ours')$$, $$
    update public.amplitude_projects set is_active = true;
    select public.ingest_events(jsonb_build_array(jsonb_build_object('id', pg_temp.id(88), 'site_domain', 'ours.example', 'name', 'known', 'actor_kind', 'user', 'actor_id', 'user-1', 'occurred_at', now())))
  $$), format('(%s)', pg_temp.id(88)), 'what comes is told on'
);

-- Who may, and what is said to whoever may not.
create function pg_temp.probe(held text [], site text) returns void language sql as $$
  insert into public.roles (key, title, rank, landing_route, is_domain_bound) values (site || '_probe', 'Probe', 1, '/', false);
  insert into public.role_permissions select site || '_probe', p.resource, p.action from public.permissions as p where p.resource || '.' || p.action = any(held);
  insert into public.memberships (person_id, role_key, domain_id) values (tests.person('user@user.com'), site || '_probe', pg_temp.of(site));
$$;
create function pg_temp.moved(changes text) returns text language sql as $$
  select pg_temp.said(format('select public.reingest_events(pg_temp.of(''ours''), array[gen_random_uuid()], %L)', changes),
    $b$select pg_temp.probe('{events.manage}', 'ours'); select pg_temp.probe('{events.view}', 'theirs'); select pg_temp.be('user@user.com')$b$)
$$;
select is(pg_temp.moved('[]'), 'changes: must be an object', 'changes are an object');
select is(pg_temp.moved('"x"'), 'changes: must be an object', 'and nothing else');
select is(pg_temp.moved('{"site_domain": "ours.example"}'), 'there is no such event in quarantine', 'of a site that the caller manages');
select is(pg_temp.moved('{"site_domain": "theirs.example"}'), 'changes.site_domain: is no known site', 'and none that he only sees');
select is(
  pg_temp.said($$select public.request_event_backfill(pg_temp.of('ours'), '2026-01-01Z', '2026-01-02Z', 'x')$$, $$select pg_temp.probe('{integrations.view}', 'ours'); select pg_temp.be('user@user.com')$$),
  'integrations.manage is not permitted', 'a back-fill is asked for by who manages integrations'
);

-- Whoever adds a version holds the domain first, also where there can be none. (xmax names the lock, although it was taken back.)
insert into public.event_catalog (domain_id, name, schema_version, description, json_schema, actor_kinds) values (pg_temp.of('ours'), 'known', 9999, 'x', '{}', '{user}');
create temporary table held as select site, d.xmax::text as by from unnest('{ours,theirs}'::text []) as site join public.domains as d on d.id = pg_temp.of(site);
select matches(
  pg_temp.said($$select public.create_event_type(pg_temp.of('ours'), 'known', 'x', '{}')$$, $$select pg_temp.be('admin@admin.com')$$), 'event_catalog_schema_version_check', 'versions have an end'
);
select results_eq(
  $$select h.site from held as h join public.domains as d on d.id = pg_temp.of(h.site) where d.xmax::text <> h.by$$, '{ours}'::text [], 'the domain was locked, and no other'
);

select * from finish();
rollback;
