-- What sensitive RPCs demand, and that they demand it.
-- row: C42
-- row: R24
begin;
select plan(15);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

select is(
  (
    select array_agg(p.proname::text order by p.proname) from pg_proc as p
    where p.pronamespace = 'public'::regnamespace and p.prosrc like '%private.begin_sensitive(%'
      and p.proname not in (select o.rpc from public.sensitive_operations as o)
  ), null, 'every RPC that asks begin_sensitive is listed'
);
select is(
  (
    select array_agg(o.rpc order by o.rpc) from public.sensitive_operations as o
    where not exists (
      select from pg_proc as p
      where p.pronamespace = 'public'::regnamespace and p.proname = o.rpc
        and p.prosrc like '%private.begin_sensitive(''' || o.rpc || '''%'
    )
  ), null, 'every RPC listed asks begin_sensitive, under its own name'
);
select throws_ok(
  $$ select private.begin_sensitive('no_such_rpc', 'why') $$, 'P0001', null, 'an RPC that is not listed never runs'
);

select tests.as('admin@admin.com');
select cmp_ok((select count(*) from public.sensitive_operations), '>=', 12::bigint, 'admin reads the list');
select is(tests.refusal('update public.sensitive_operations set needs_reason = false'), '42501', 'and cannot change it');
select is(tests.refusal($$ select public.set_person_status(tests.person('staff@demo.example'), 'disabled', 'left') $$),
  '42501 STEP_UP_REQUIRED', 'a password is not enough');
select tests.as('admin@admin.com', 'aal2', jsonb_build_object('amr', jsonb_build_array(
  jsonb_build_object('method', 'totp', 'timestamp', extract(epoch from now())::bigint - 601))));
select is(tests.refusal($$ select public.set_person_status(tests.person('staff@demo.example'), 'disabled', 'left') $$),
  '42501 STEP_UP_REQUIRED', 'nor is a second factor of eleven minutes ago');
select tests.as('admin@admin.com', 'aal1', jsonb_build_object('amr', jsonb_build_array(
  jsonb_build_object('method', 'passkey', 'timestamp', extract(epoch from now())::bigint))));
select is(tests.refusal($$ select public.set_person_status(tests.person('staff@demo.example'), 'disabled', 'left') $$),
  null, 'a fresh passkey is');
select is(tests.refusal($$ select public.set_person_status(tests.person('staff@demo.example'), 'active', '  ') $$),
  '22023 REASON_REQUIRED', 'a blank is no reason');

select tests.back();
update public.security_settings set is_strong_auth_relaxed_locally = true;
select tests.environment('local');
select tests.as('admin@admin.com');
select is(tests.refusal($$ select public.set_person_status(tests.person('staff@demo.example'), 'active', 'back') $$),
  null, 'a local database may relax it');
select tests.environment('production');
select is(tests.refusal($$ select public.set_person_status(tests.person('staff@demo.example'), 'disabled', 'left') $$),
  '42501 STEP_UP_REQUIRED', 'no other database can');
select tests.back();
update public.sensitive_operations set needs_strong_auth = false where rpc = 'set_person_status';
select tests.as('admin@admin.com');
select is(tests.refusal($$ select public.set_person_status(tests.person('staff@demo.example'), 'active', 'asked') $$),
  null, 'where a row does not ask for it, a password is enough');

select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.sensitive_operations), 0::bigint, 'an account without a person reads nothing');
select tests.as_anon();
select is(tests.refusal('select from public.sensitive_operations'), '42501', 'anon does not read the list');
select tests.back();
select is(
  (select array_agg(reason order by id) from public.audit_log
    where resource = 'people' and resource_id = tests.person('staff@demo.example')::text and reason is not null and action = 'update'),
  array['left', 'left', 'back'], 'the reason stands at every change it explains'
);

select * from finish();
rollback;
