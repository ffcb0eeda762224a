-- What is set for all sites: fields for staff are in it, so only who manages settings everywhere reads it.
-- row: R09
begin;
select plan(13);

select tests.as('admin@admin.com');
select is((select count(*) from public.config_globals), 5::bigint, 'admin reads every version');
select is(tests.refusal($$update public.config_globals set config = '{}'$$), '42501', 'and rewrites none');
select is(tests.refusal('delete from public.config_globals'), '42501', 'removes none');
select is(
  tests.refusal($$insert into public.config_globals (slug, version, changed_as) values ('agents', 9, 'staff')$$),
  '42501', 'adds none past set_config'
);
select tests.as('user@user.com');
select is((select count(*) from public.config_globals), 0::bigint, 'a client user reads none');
select tests.as('support@demo.example');
select is((select count(*) from public.config_globals), 0::bigint, 'nor does support');
select tests.as_anon();
select is(tests.refusal('select from public.config_globals'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.config_globals), 5::bigint, 'a worker reads them');
select is(tests.refusal('delete from public.config_globals'), '42501', 'and removes none');

select tests.back();
insert into public.config_globals (slug, version, config, changed_as) values ('agents', 2, '{"web": {"model": "x"}}', 'staff');
select is(
  (select count(*) from public.audit_log where resource = 'config_globals' and after ->> 'config' <> '***'),
  0::bigint, 'no config is in the audit log'
);
select ok(
  exists (select from public.audit_log where resource = 'config_globals' and resource_id = 'agents'),
  'though each change is'
);
select is(
  tests.refusal($$insert into public.config_globals (slug, version, config, changed_as) values ('agents', 9, '[]', 'staff')$$),
  '23514', 'a config is an object'
);
select is(
  tests.refusal($$insert into public.config_globals (slug, version, changed_as) values ('agents', 9, 'anon')$$),
  '23514', 'written as client or staff'
);

select * from finish();
rollback;
