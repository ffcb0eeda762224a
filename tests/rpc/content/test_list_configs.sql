-- Which settings there are, for the caller.
-- row: R09
begin;
select plan(10);

select tests.as('user@user.com');
select results_eq(
  $$select slug, is_enabled, enabled, is_set, version, may_switch
  from public.list_configs(tests.domain('abtasty.com')) where is_feature$$,
  $$values
    ('booking', true, null::boolean, false, 0, true),
    ('handoff', false, null, false, 0, true),
    ('lead_capture', true, true, true, 1, true),
    ('qualification', false, false, false, 1, false),
    ('welcome', true, null, true, 1, true)$$, 'features of the own site'
);
select results_eq(
  $$select slug, title, scope, is_enabled, is_set, may_switch
  from public.list_configs(tests.domain('abtasty.com')) where not is_feature$$,
  $$values
    ('agents', 'Agents', 'website', true, true, false), ('appearance', 'Appearance', 'website', true, true, false),
    ('identity', 'Identity', 'website', true, false, false), ('knowledge', 'Knowledge', 'website', true, false, false),
    ('languages', 'Languages', 'website', true, true, false), ('privacy', 'Privacy', 'website', true, false, false)$$,
  'and the others, of those that are not for staff alone'
);
select is(tests.refusal('select public.list_configs()'), '42501 PERMISSION_DENIED', 'not of all sites');
select is(
  tests.refusal(format('select public.list_configs(%L)', tests.domain('cooking.example'))), '42501 PERMISSION_DENIED', 'not of another'
);
select tests.as('support@demo.example');
select is(
  (select count(*) from public.list_configs(tests.domain('abtasty.com')) where may_switch), 0::bigint, 'who only views switches none'
);
select is((select count(*) from public.list_configs(tests.domain('abtasty.com'))), 11::bigint, 'and sees as many');
select tests.as('admin@admin.com');
select is(
  (select array_agg(slug) from public.list_configs() where may_switch),
  '{booking,handoff,lead_capture,qualification,tracking,welcome}', 'admin switches every feature for all sites'
);
select results_eq(
  $$select slug, version, is_set from public.list_configs() where version > 0$$,
  $$values ('agents', 1, true), ('booking', 1, false), ('identity', 1, true), ('system', 2, true)$$, 'and sees what is set there'
);
select is((select count(*) from public.list_configs(tests.domain('toto.example'))), 13::bigint, 'or at any site');
select tests.as_anon();
select is(tests.refusal('select public.list_configs()'), '42501', 'anon is refused');

select * from finish();
rollback;
