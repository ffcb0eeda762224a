-- Fetching an export: by its requester, as long as it is there and the right is.
-- row: C50 T49
begin;
select plan(14);

create function pg_temp.fetch(part integer default 1, export text default 'user@user.com', site text default 'abtasty.com') returns jsonb language sql as $$
  select public.download_export(tests.domain(site), md5('export/' || export)::uuid, part)
$$;
grant execute on all functions in schema pg_temp to public;
-- Another one of the domain, with parts of its own.
insert into public.exports (domain_id, id, requested_by, kind, format, state, sha256)
values (tests.domain('abtasty.com'), '00000000-0000-4000-8000-000000000000', tests.person('user@user.com'), 'visitors', 'csv', 'done', 'x');
insert into private.export_parts (domain_id, export_id, part, content)
values (tests.domain('abtasty.com'), '00000000-0000-4000-8000-000000000000', 1, 'another');
update public.exports set format = 'csv', state = 'done', error = null, sha256 = 'x', parts = 2, row_count = 7, expires_at = now() + interval '1 minute' where kind = 'conversations';
insert into private.export_parts (domain_id, export_id, part, content)
select e.domain_id, e.id, n.part, 'part ' || n.part from public.exports as e cross join generate_series(1, 2) as n (part) where e.kind = 'conversations';
-- A twin in another domain.
insert into public.exports (domain_id, id, requested_by, kind, format, state, sha256)
select tests.domain('toto.example'), e.id, e.requested_by, e.kind, e.format, 'done', 'x' from public.exports as e where e.kind = 'conversations';
insert into private.export_parts (domain_id, export_id, part, content)
select e.domain_id, e.id, 1, 'twin' from public.exports as e where e.domain_id = tests.domain('toto.example');

select tests.as('user@user.com');
select is(pg_temp.fetch(2), jsonb_build_object('part', 2, 'parts', 2, 'content', 'part 2', 'row_count', 7, 'sha256', 'x', 'file_name', 'conversations-' || md5('export/user@user.com')::uuid || '.csv'), 'a part, with what it is of');
select is(pg_temp.fetch() ->> 'content', 'part 1', 'the first by itself');
select is(tests.refusal('select pg_temp.fetch(3)'), 'P0002 NOT_FOUND', 'no more than there are');
select tests.as('admin@admin.com');
select is(pg_temp.fetch() ->> 'content', 'part 1', 'who views the audit log fetches it too');
select tests.as('support@demo.example');
select is(tests.refusal('select pg_temp.fetch()'), 'P0002 NOT_FOUND', 'nobody else, though he works there');
select tests.back();
select is((select string_agg(l.actor_role || ' ' || l.resource, ', ' order by l.id) from public.access_log as l where l.kind = 'export'), 'client_user exports/conversations, client_user exports/conversations, admin exports/conversations', 'each is noted');
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('support@demo.example'), 'audit', 'view', 'allow', tests.domain('abtasty.com'), 'on leave');
select tests.as('support@demo.example');
select is(pg_temp.fetch() ->> 'content', 'part 1', 'it is the audit log that counts');
select tests.back();
update public.exports set expires_at = now() where kind = 'conversations' and parts = 2;
select tests.as('user@user.com');
select is(tests.refusal('select pg_temp.fetch()'), 'PT410 EXPORT_EXPIRED', 'not when it has expired');
select tests.back();
update public.exports set state = 'expired', expires_at = now() + interval '1 day' where kind = 'conversations' and parts = 2;
select tests.as('user@user.com');
select is(tests.refusal('select pg_temp.fetch()'), 'PT410 EXPORT_EXPIRED', 'or was dropped');
select tests.back();
update public.exports set state = 'done' where state = 'expired';
delete from public.role_permissions where role_key = 'client_user' and resource = 'conversations';
select tests.as('user@user.com');
select is(tests.refusal('select pg_temp.fetch()'), '42501 PERMISSION_DENIED', 'not without the right, any more');
select is(tests.refusal('select pg_temp.fetch(site => ''toto.example'')'), '42501 PERMISSION_DENIED', 'nor of a domain where one does not work');
select tests.as('support@demo.example');
select is(pg_temp.fetch(export => 'support@demo.example', site => 'cooking.example') ->> 'content', e'{"name": "prices_refreshed"}\n', 'each fetches the own');
select tests.as_anon();
select is(tests.refusal('select pg_temp.fetch()'), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal('select pg_temp.fetch()'), '42501', 'and the worker');

select * from finish();
rollback;
