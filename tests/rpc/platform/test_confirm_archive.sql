-- A part is taken for written only where what was read back is what was handed out.
-- row: C49
begin;
select plan(23);

insert into public.event_log (domain_id, id, name, schema_version, actor_kind, properties, occurred_at, received_at, source, is_test, has_clock_skew)
select tests.domain('cooking.example'), gen_random_uuid(), 'seen', 1, 'system', '{}', e.at::timestamptz, now(), 'test', false, false
from unnest(array['2023-12-05 00:00:00+00', '2024-01-05 00:00:00+00', '2024-01-05 00:00:00+00', '2024-01-05 00:00:00+00']) as e (at);
create function pg_temp.archive() returns public.retention_archives language sql as $$ select a from public.retention_archives as a where a.from_at = '2024-01-01 00:00:00+00' $$;
create function pg_temp.asked(number integer default 1) returns public.archive_parts language sql as $$
  select p from public.archive_parts as p where p.archive_id = (pg_temp.archive()).id and p.part = number
$$;
create function pg_temp.confirm(worker text default 'one', part integer default 1, path text default ' a/1 ', row_count integer default 2, sha256 text default null, id uuid default null)
returns text language sql as $$
  select tests.refusal(format('select public.confirm_archive(%L, %L, %L, %L, %L, %L)', coalesce(id, (pg_temp.archive()).id), worker, part, path, row_count, coalesce(sha256, (pg_temp.asked(part)).sha256)))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as_service();
select public.run_retention_upkeep();
-- A part of the same number, of another month.
select public.claim_archive('twin');
select is(pg_temp.confirm(sha256 => 'x'), 'PT409 CLAIM_LOST', 'nobody has claimed it');
select public.claim_archive('one', 2);
select is(pg_temp.confirm('two'), 'PT409 CLAIM_LOST', 'somebody else has');
select is(pg_temp.confirm(id => gen_random_uuid()), 'PT409 CLAIM_LOST', 'there is none');
select is(pg_temp.confirm(path => ' '), '22023 INVALID_INPUT', 'a path is said');
select is(pg_temp.confirm(path => null), '22023 INVALID_INPUT', 'and not null');
select is(pg_temp.confirm(path => repeat('x', 501)), '22023 INVALID_INPUT', 'and not too long');
select is(pg_temp.confirm(part => 2, sha256 => 'x'), 'P0002 NOT_FOUND', 'another part is not asked for');
select is(pg_temp.confirm(row_count => 3), 'PT409 ARCHIVE_DIFFERS', 'another number of lines');
select is(pg_temp.confirm(sha256 => 'x'), 'PT409 ARCHIVE_DIFFERS', 'another checksum');
select is(tests.refusal(format('select public.confirm_archive(%L, ''one'', 1, ''x'', null, null)', (pg_temp.archive()).id)), 'PT409 ARCHIVE_DIFFERS', 'or none');
select tests.back();
update public.retention_archives set claimed_until = now() where id = (pg_temp.archive()).id;
select tests.as_service();
select is(pg_temp.confirm(), 'PT409 CLAIM_LOST', 'the lease is over');
select public.claim_archive('one', 2);
select is(pg_temp.confirm(), null, 'what was handed out is taken');
select is(pg_temp.confirm(), 'P0002 NOT_FOUND', 'once');
select is(((pg_temp.asked()).path, (pg_temp.asked()).confirmed_at)::text, ('a/1'::text, now())::text, 'with its path');
select is(((pg_temp.archive()).state, (pg_temp.archive()).parts, (pg_temp.archive()).row_count)::text, '(due,1,2)', 'a part is missing still');
select is((select count(*) from public.archive_parts as p where p.confirmed_at is null), 1::bigint, 'the part of another month waits still');
select public.claim_archive('one', 2);
select is(pg_temp.confirm(part => 2, row_count => 1, path => repeat('x', 500)), null, 'the last one');
select is(((pg_temp.archive()).state, (pg_temp.archive()).parts, (pg_temp.archive()).row_count, (pg_temp.archive()).claimed_by, (pg_temp.archive()).claimed_until, (pg_temp.archive()).written_at = now())::text, '(written,2,3,,,t)', 'makes it written');
select is((pg_temp.asked()).path, 'a/1', 'the first part stays where it was');
select is(pg_temp.confirm(part => 2, row_count => 1), 'PT409 CLAIM_LOST', 'and nobody''s');
select is(public.claim_archive('one'), '{"archive_id": null}', 'nothing is left to write');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.confirm(), '42501', 'people confirm nothing');
select tests.as_anon();
select is(tests.refusal('select public.confirm_archive(null, null, null, null, null, null)'), '42501', 'nor does anon');

select * from finish();
rollback;
