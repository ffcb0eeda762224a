-- What was not taken into the log: read by whoever manages the log of the domain, and nobody else.
-- row: C31
begin;
select plan(13);

insert into public.event_quarantine (domain_id, id, event, reason)
select d.id, md5('twin')::uuid, '{}', 'a twin' from (
  values (tests.domain('toto.example')), ('00000000-0000-0000-0000-000000000000')
) as d (id);

select is((select count(*) from public.event_quarantine), 4::bigint, 'four were set aside');
select tests.as('admin@admin.com');
select is((select count(*) from public.event_quarantine), 4::bigint, 'admin reads all, of no site too');
select is(tests.refusal('update public.event_quarantine set reason = reason'), '42501', 'and changes none');
select is(tests.refusal('delete from public.event_quarantine'), '42501', 'nor deletes any');
select is(tests.refusal('insert into public.event_quarantine (domain_id) values (null)'), '42501', 'nor makes one');
select tests.as('support@demo.example');
select is((select count(*) from public.event_quarantine), 0::bigint, 'support, who reads the log, reads none');
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('support@demo.example'), 'events', 'manage', 'allow', tests.domain('cooking.example'), 'on leave');
select tests.as('support@demo.example');
select is((select string_agg(distinct name, ',' order by name) from public.event_quarantine), 'order_placed,order_shared', 'but with events.manage there');
select is((select count(*) from public.event_quarantine), 2::bigint, 'and none of other domains or of no site');
select tests.as('business@demo.example', 'aal2');
select is((select count(*) from public.event_quarantine), 0::bigint, 'business reads none');
select tests.as('user@user.com');
select is((select count(*) from public.event_quarantine), 0::bigint, 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select from public.event_quarantine'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.event_quarantine), 4::bigint, 'the worker reads all');
select is(tests.refusal('delete from public.event_quarantine'), '42501', 'and writes none');

select * from finish();
rollback;
