-- A choice is stored where the key is known and its schema takes the value.
-- row: T67 T70
begin;
select plan(28);
create function pg_temp.refused(key text, value text) returns text language sql as $$
  select tests.refusal(format('select public.set_preference(%L, %L)', key, value))
$$;
grant execute on function pg_temp.refused(text, text) to public;
select tests.as('user@user.com');
select is(public.set_preference('theme', '"light"'), '"light"', 'a theme');
select is(public.set_preference('theme', '"system"'), '"system"', 'another one, in its place');
select is((select count(*) from public.person_prefs where key = 'theme'), 1::bigint, 'one row');
select is(pg_temp.refused('theme', '"pink"'), '22023 INVALID_INPUT', 'not any theme');
select is(pg_temp.refused('theme', 'null'), '22023 INVALID_INPUT', 'a json null is no theme');
select is(pg_temp.refused('no_key', '1'), '22023 INVALID_INPUT', 'an unknown key is refused');
select is(pg_temp.refused(null, '1'), '22023 INVALID_INPUT', 'so is none');
select is(public.set_preference('accent', '"#00ff00"'), '"#00ff00"', 'an accent');
select is(pg_temp.refused('accent', '"green"'), '22023 INVALID_INPUT', 'not by name');
select is(pg_temp.refused('accent', '1'), '22023 INVALID_INPUT', 'nor by number');
select is(public.set_preference('landing_page', '"/visitors"'), '"/visitors"', 'a page');
select is(pg_temp.refused('landing_page', '"https://evil.example"'), '22023 INVALID_INPUT', 'of ours');
select is(public.set_preference('quick_actions', '["new_ticket", "export"]'), '["new_ticket", "export"]', 'an order');
select is(pg_temp.refused('quick_actions', '["new_ticket", 1]'), '22023 INVALID_INPUT', 'each item is looked at');
select is(pg_temp.refused('quick_actions', (select jsonb_agg('x'::text)::text from generate_series(1, 21))), '22023 INVALID_INPUT', 'and so many');
select is(pg_temp.refused('quick_actions', (select jsonb_agg('x'::text)::text from generate_series(1, 20))), null, 'twenty is the most');
select is(public.set_preference('saved_columns', '{"visitors": ["email"]}'), '{"visitors": ["email"]}', 'columns of a page');
select is(pg_temp.refused('saved_columns', '{"visitors": "email"}'), '22023 INVALID_INPUT', 'as a list');
select is(pg_temp.refused('saved_columns', '[]'), '22023 INVALID_INPUT', 'by page');
select is(pg_temp.refused('default_filters', jsonb_build_object('x', jsonb_build_object('text', repeat('x', 8000)))::text), '22023 INVALID_INPUT', 'no more than a page of text');
select is(public.set_preference('default_filters', '{"visitors": {"has_email": true}}'), '{"visitors": {"has_email": true}}', 'a filter');
select is(public.set_preference('accent', null), '"#0f766e"', 'null: back to what the organization says');
select is(public.set_preference('theme', null), '"system"', 'or to the default');
select tests.as('staff@demo.example');
select is((select count(*) from public.person_prefs), 0::bigint, 'nothing of it is another''s');
select tests.as_anon();
select is(pg_temp.refused('theme', '"dark"'), '42501', 'anon is refused');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is(pg_temp.refused('theme', '"dark"'), '42501 ACCOUNT_NOT_ACTIVE', 'a stranger too');
select tests.back();
select is_empty('select k.key from public.preference_keys as k, private.config_schema_faults(k.value_schema)', 'no schema has a word that is not read');
select private.anonymise_person(tests.person('user@user.com'));
select is((select count(*) from public.person_prefs where person_id = '00000000-0000-4000-8000-000000000002'), 0::bigint, 'a deleted person takes them along');
select * from finish();
rollback;
