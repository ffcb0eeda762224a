-- The own choice, else the organization's, else the default; it survives signing in again.
-- row: T67 T70
begin;
select plan(7);
select tests.as('user@user.com');
select is(
  public.my_preferences() - '{saved_columns,default_filters,quick_actions,landing_page}'::text[],
  '{"theme": "dark", "accent": "#0f766e", "table_density": "normal", "report_time_zone": "UTC"}', 'own, of the organization, default'
);
select tests.as('user@user.com', 'aal2');
select is(public.my_preferences() ->> 'theme', 'dark', 'another session has the same');
select tests.as('staff@demo.example');
select is(public.my_preferences() ->> 'accent', '#3b82f6', 'another organization''s people have the default');
select is(public.my_preferences() ->> 'theme', 'system', 'and nobody else''s choice');
select is(
  (select array_agg(key order by key) from jsonb_object_keys(public.my_preferences()) as key),
  (select array_agg(key order by key) from public.preference_keys), 'every key has a value'
);
select tests.back();
update public.people set status = 'disabled' where email = 'user@user.com';
select tests.as('user@user.com');
select is(tests.refusal('select public.my_preferences()'), '42501 ACCOUNT_NOT_ACTIVE', 'a disabled person is refused');
select tests.as_anon();
select is(tests.refusal('select public.my_preferences()'), '42501', 'anon is refused');
select * from finish();
rollback;
