-- Preferences that there are: every active person reads them, nobody writes them; defaults keep their schema.
-- row: T67
begin;
select plan(7);
select is_empty(
  $$select k.key from public.preference_keys as k, private.config_faults(k.value_schema, k.default_value)$$,
  'every default is a value that the schema takes'
);
select tests.as('user@user.com');
select ok((select count(*) from public.preference_keys) >= 7, 'a client user reads them');
select is(tests.refusal($$update public.preference_keys set default_value = '1'$$), '42501', 'changes none');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('delete from public.preference_keys'), '42501', 'nor does admin');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.preference_keys), 0::bigint, 'an account without a person reads none');
select tests.as_anon();
select is(tests.refusal('select from public.preference_keys'), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal('delete from public.preference_keys'), '42501', 'the worker deletes none');
select * from finish();
rollback;
