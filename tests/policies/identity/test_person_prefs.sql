-- Only the own rows, not even admin sees somebody else's; written by the RPC.
-- row: T67
begin;
select plan(9);
select tests.as('admin@admin.com', 'aal2');
select is((select count(*) from public.person_prefs), 2::bigint, 'admin reads the own rows');
select is((select count(*) from public.person_prefs where person_id <> tests.person('admin@admin.com')), 0::bigint, 'and nobody else''s');
select is(tests.refusal($$update public.person_prefs set value = '1'$$), '42501', 'changed by the RPC alone');
select is(tests.refusal('delete from public.person_prefs'), '42501', 'none deleted');
select is(tests.refusal('insert into public.person_prefs (person_id) select tests.person(''user@user.com'')'), '42501', 'none added for another');
select tests.as('user@user.com');
select is((select array_agg(key) from public.person_prefs), '{theme}', 'a client user reads the own');
select tests.as('support@demo.example');
select is((select count(*) from public.person_prefs), 0::bigint, 'a colleague in the same domain none of them');
select tests.as_anon();
select is(tests.refusal('select from public.person_prefs'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.person_prefs), 3::bigint, 'the worker reads all');
select * from finish();
rollback;
