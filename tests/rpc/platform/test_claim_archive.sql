-- One worker at a time writes a month, for the time of its lease.
-- row: C49
begin;
select plan(22);

insert into public.event_log (domain_id, id, name, schema_version, actor_kind, properties, occurred_at, received_at, source, is_test, has_clock_skew)
select tests.domain(e.site), md5(e.at || e.site)::uuid, 'seen', 1, 'system', '{}', e.at::timestamptz, '2024-03-01 00:00:00+00', 'test', false, false
from (
  values
    ('cooking.example', '2024-01-31T23:59:59.999999Z'), ('toto.example', '2024-01-01T00:00:00Z'), ('toto.example', '2024-02-01T00:00:00Z'), ('toto.example', '2023-12-31T23:59:59.999999Z')
) as e (site, at);
create function pg_temp.claim(worker text default 'one', page_size integer default 10000, lease interval default '10 minutes') returns jsonb language sql as $$
  select public.claim_archive(worker, page_size, lease)
$$;
create function pg_temp.month(claimed jsonb) returns text language sql as $$ select split_part(claimed ->> 'file_name', '/', 3) || ' ' || (claimed ->> 'part') $$;
create function pg_temp.refused(arguments text) returns text language sql as $$ select tests.refusal('select public.claim_archive(' || arguments || ')') $$;
grant execute on all functions in schema pg_temp to public;

select tests.as_service();
select is(pg_temp.claim(), '{"archive_id": null}', 'nothing is due yet');
select is(public.run_retention_upkeep(), '{"due": 3, "archive_id": null}', 'three months are noted');
select is(public.run_retention_upkeep(), '{"due": 0, "archive_id": null}', 'once');
select is(pg_temp.month(pg_temp.claim()), '2023-12 1', 'the oldest first');
select is(pg_temp.month(pg_temp.claim('two')), '2024-01 1', 'another worker takes the next');
select is(pg_temp.month(pg_temp.claim()), '2023-12 1', 'the first gets its own again');
select is(pg_temp.month(pg_temp.claim('three')), '2024-02 1', 'and a third what is left');
select is(pg_temp.claim('four'), '{"archive_id": null}', 'nothing is left for a fourth');
select tests.back();
update public.retention_archives set claimed_until = now() where claimed_by = 'two';
select tests.as_service();
select is(pg_temp.month(pg_temp.claim('four')), '2024-01 1', 'but what a lost worker had');
select is(
  (select array_agg(format('%s %s', a.claimed_by, a.claimed_until = now() + interval '10 minutes') order by a.from_at) from public.retention_archives as a where a.state = 'due'),
  '{"one t","four t","three t"}', 'for ten minutes'
);
select is(
  pg_temp.claim('four') ->> 'content',
  format(E'%s\n%s\n',
    format('{"id": "%s", "name": "seen", "object": null, "source": "test", "is_test": false, "actor_id": null, "trace_id": null, "domain_id": "%s", "actor_kind": "system", "properties": {}, "occurred_at": "2024-01-31T23:59:59.999999+00:00", "received_at": "2024-03-01T00:00:00+00:00", "has_clock_skew": false, "schema_version": 1}', md5('2024-01-31T23:59:59.999999Zcooking.example')::uuid, tests.domain('cooking.example')),
    format('{"id": "%s", "name": "seen", "object": null, "source": "test", "is_test": false, "actor_id": null, "trace_id": null, "domain_id": "%s", "actor_kind": "system", "properties": {}, "occurred_at": "2024-01-01T00:00:00+00:00", "received_at": "2024-03-01T00:00:00+00:00", "has_clock_skew": false, "schema_version": 1}', md5('2024-01-01T00:00:00Ztoto.example')::uuid, tests.domain('toto.example'))
  ), 'the rows of the month alone, in UTC, ordered by domain'
);
select is(pg_temp.claim('four') - 'content', jsonb_build_object(
  'archive_id', a.id, 'part', 1, 'is_last', true, 'file_name', format('%s/event_log/2024-01/%s-1.jsonl', private.environment(), a.id)
), 'what else it is told')
from public.retention_archives as a where a.from_at = '2024-01-01 00:00:00+00';
select is((pg_temp.claim('four', 1) -> 'is_last')::text, 'false', 'a part of one row is not the last');
select is((select count(*) from public.archive_parts as p where p.confirmed_at is null), 3::bigint, 'of each one part waits');
select is(pg_temp.refused(''' '''), '22023 INVALID_INPUT', 'a worker has a name');
select is(pg_temp.refused('''x'', 0'), '22023 INVALID_INPUT', 'a part has rows');
select is(pg_temp.refused('''x'', 50001'), '22023 INVALID_INPUT', 'and not too many');
select is(pg_temp.refused('''x'', null'), '22023 INVALID_INPUT', 'their number is said');
select is(pg_temp.refused('''x'', 50000, ''2 hours'''), '22023 INVALID_INPUT', 'a lease is an hour at most');
select is(pg_temp.refused('''x'', 50000, ''1 hour'''), null, 'all that is allowed');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.refused('''x'''), '42501', 'people claim nothing');
select tests.as_anon();
select is(pg_temp.refused('''x'''), '42501', 'nor does anon');

select * from finish();
rollback;
