-- Reads of note: written by RPCs, read with access_log.view.
-- row: T57
begin;
select plan(11);

select tests.as('admin@admin.com', 'aal2');
select is(
  (select count(*) from public.list_people()), (select count(*) from public.people), 'admin lists everybody'
);
select is(
  (select array_agg(kind || ' ' || resource || ' ' || result) from public.access_log where actor_person_id = tests.person('admin@admin.com')),
  array['admin_view people allowed'], 'and that is noted once'
);
select is(tests.refusal('delete from public.access_log'), '42501', 'admin cannot delete a note');
select is(
  tests.refusal('insert into public.access_log (actor_role, kind, resource, result) values (''x'', ''login'', ''x'', ''allowed'')'),
  '42501', 'nor write one'
);

select tests.as('staff@demo.example');
select is((select count(*) from public.access_log), 0::bigint, 'staff reads no notes');
select tests.as('user@user.com');
select is((select count(*) from public.access_log), 0::bigint, 'a client user reads no notes');
select tests.as_anon();
select is(tests.refusal('select from public.access_log'), '42501', 'anon is refused');

select tests.back();
insert into public.access_log (actor_role, kind, resource, result, domain_id)
values ('system', 'login', 'y', 'allowed', tests.domain('abtasty.com'));
select tests.as('admin@admin.com');
select is((select count(*) from public.access_log where resource = 'y'), 1::bigint, 'admin reads the notes of a domain');
select tests.back();
update public.domains set archived_at = now() where site_domain = 'abtasty.com';
select tests.as('admin@admin.com');
select is((select count(*) from public.access_log where resource = 'y'), 0::bigint, 'until it is archived');

select tests.back();
insert into public.access_log (at, actor_role, kind, resource, result)
values (now() - interval '13 months 1 day', 'system', 'login', 'x', 'allowed');
select is(private.purge_access_log(), 1::bigint, 'after 13 months a note is forgotten');
select is((select count(*) from public.access_log), 2::bigint, 'younger ones stay');

select * from finish();
rollback;
