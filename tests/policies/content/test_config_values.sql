-- What is set for a site: read by who manages its settings, and through get_config() by the others.
-- row: R09 R25
begin;
select plan(18);

select tests.as('admin@admin.com');
select is((select count(*) from public.config_values), 12::bigint, 'admin reads every site''s');
select is(tests.refusal($$update public.config_values set config = '{}'$$), '42501', 'and rewrites none');
select is(tests.refusal('delete from public.config_values'), '42501', 'removes none');
select is(
  tests.refusal(format(
    $$insert into public.config_values (domain_id, slug, version, changed_as) values (%L, 'agents', 9, 'staff')$$,
    tests.domain('abtasty.com')
  )), '42501', 'adds none past set_config'
);
select tests.as('user@user.com');
select is((select count(*) from public.config_values), 0::bigint, 'who only edits settings reads none');
select is(tests.refusal('delete from public.config_values'), '42501', 'and removes none');
select tests.as('support@demo.example');
select is((select count(*) from public.config_values), 0::bigint, 'who only views them reads none');

-- One who manages the settings of one site, and nothing else.
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('user@user.com'), 'settings', 'manage', 'allow', tests.domain('abtasty.com'), 'a trial');
select tests.as('user@user.com');
select is((select count(*) from public.config_values), 8::bigint, 'who manages those of a site reads that site''s');
select is(
  (select count(*) from public.config_values where domain_id <> tests.domain('abtasty.com')), 0::bigint, 'and no other''s'
);
select is((select count(*) from public.config_globals), 0::bigint, 'nor those of all sites');
select is((select count(*) from public.config_schemas), 0::bigint, 'nor the schemas');
select tests.back();
update public.domains set archived_at = now() where id = tests.domain('abtasty.com');
select tests.as('user@user.com');
select is((select count(*) from public.config_values), 0::bigint, 'nor those of an archived one');

select tests.as_anon();
select is(tests.refusal('select from public.config_values'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.config_values), 12::bigint, 'a worker reads them');
select is(tests.refusal('delete from public.config_values'), '42501', 'and removes none');

select tests.back();
insert into public.config_values (domain_id, slug, version, config, changed_as)
values (tests.domain('abtasty.com'), 'agents', 3, '{"web": {"model": "x"}}', 'staff');
select is(
  (select count(*) from public.audit_log where resource = 'config_values' and after ->> 'config' <> '***'),
  0::bigint, 'no config is in the audit log'
);
select ok(
  exists (select from public.audit_log where resource = 'config_values' and resource_id = 'agents'),
  'though each change is'
);
select is(
  tests.refusal(format(
    $$insert into public.config_values (domain_id, slug, version, changed_as) values (%L, 'agents', 0, 'staff')$$,
    tests.domain('abtasty.com')
  )), '23514', 'versions count from one'
);

select * from finish();
rollback;
