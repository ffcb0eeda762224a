-- Exports of two domains with the same id, and another one beside them: each is written, fetched and dropped alone.
-- row: C50 T49
begin;
select plan(15);

delete from public.exports;
create function pg_temp.got(site text, id uuid) returns text language sql as $$
  select public.download_export(tests.domain(got.site), got.id) ->> 'content'
$$;
create function pg_temp.ask(site text default 'cooking.example', kind text default 'tickets') returns uuid language sql as $$
  select (public.request_export(tests.domain(ask.site), ask.kind, format => 'jsonl')).id
$$;
grant execute on all functions in schema pg_temp to public;
select tests.as('support@demo.example');
create temporary table asked as select pg_temp.ask() as id;
select tests.back();
create temporary table other as
select tests.domain(o.site) as domain_id, coalesce(o.id, asked.id) as id, o.name from asked, (values ('abtasty.com', null, 'twin'), ('cooking.example', md5('other')::uuid, 'other')) as o (site, id, name);
insert into public.exports (domain_id, id, requested_by, kind, format, state, sha256, parts, expires_at)
select o.domain_id, o.id, tests.person('support@demo.example'), 'tickets', 'jsonl', 'done', 'x', 1, now() + interval '1 day' from other as o;
insert into private.export_parts (domain_id, export_id, part, content) select o.domain_id, o.id, 1, o.name from other as o;
insert into private.export_claims (domain_id, export_id, claims) select o.domain_id, o.id, '{"sub": "00000000-0000-4000-8000-00000000dead"}' from other as o where o.name = 'twin';

select is(public.run_export_upkeep() - 'export_id', '{"state": "done", "rows": 1, "expired": 0}', 'the one that waits is made');
select results_eq(
  $$select e.byte_size, e.sha256 from public.exports as e where e.sha256 <> 'x'$$,
  $$select octet_length(p.content)::bigint, encode(sha256(convert_to(p.content, 'UTF8')), 'hex') from private.export_parts as p where p.content like '{%'$$,
  'with the length and checksum of what it holds'
);
select is((select count(*) from public.exports as e where e.sha256 = 'x'), 2::bigint, 'the others are as they were');
select is((select count(*) from private.export_claims), 1::bigint, 'and so is their token');
grant select on asked to public;
select tests.as('support@demo.example');
select is(pg_temp.got('abtasty.com', id), 'twin', 'each is fetched: there') from asked;
select is(pg_temp.got('cooking.example', id)::jsonb ->> 'title', 'Fees of last week look too low', 'here') from asked;
select is(pg_temp.got('cooking.example', md5('other')::uuid), 'other', 'and beside it');

-- Who views the audit log, and what is exported, fetches it; who sees single cases exports none.
select tests.back();
insert into public.role_permissions (role_key, resource, action) values ('business', 'audit', 'view'), ('business', 'tickets', 'view');
select tests.as('business@demo.example');
select is(pg_temp.got('cooking.example', md5('other')::uuid), 'other', 'who views the audit log fetches what others asked for');
select tests.as('guardian@demo.example');
select is(tests.refusal($$select pg_temp.ask('toto.example', 'cases')$$), '42501 PERMISSION_DENIED', 'whoever sees some cases does not export them');
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('guardian@demo.example'), 'cases', 'view', 'allow', tests.domain('toto.example'), 'test');
select tests.as('guardian@demo.example');
select pg_temp.ask('toto.example', 'cases');
select tests.back();
delete from public.person_permissions where person_id = tests.person('guardian@demo.example');
select is(public.run_export_upkeep() ->> 'state', 'failed', 'who lost the right gets not even what he still sees');
select is((select e.error from public.exports as e where e.state = 'failed'), 'cases.view is not permitted', 'for that reason');

update public.exports as e set expires_at = now() from asked where e.id = asked.id and e.domain_id = tests.domain('cooking.example');
select is(public.run_export_upkeep() -> 'expired', '1', 'one expires');
select is((select string_agg(p.content, ' ' order by p.content) from private.export_parts as p), 'other twin', 'what it held is gone, and nothing else');
select is(public.run_export_upkeep() -> 'expired', '0', 'once');
select is((select string_agg(e.state, ' ' order by e.state) from public.exports as e), 'done done expired failed', 'and the others stay');
select * from finish();
rollback;
