-- What organizations have chosen: read by who may view clients, written by the RPC.
-- row: T70
begin;
select plan(7);
select tests.as('admin@admin.com');
select is((select count(*) from public.org_prefs), 1::bigint, 'admin reads them');
select is(tests.refusal($$update public.org_prefs set value = '1'$$), '42501', 'changed by the RPC alone');
select is(tests.refusal('delete from public.org_prefs'), '42501', 'none deleted');
select tests.as('user@user.com');
select is((select count(*) from public.org_prefs), 0::bigint, 'whose organization it is learns it from my_preferences');
select is(tests.refusal('insert into public.org_prefs (key) values (''theme'')'), '42501', 'and adds none');
select tests.as_anon();
select is(tests.refusal('select from public.org_prefs'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.org_prefs), 1::bigint, 'the worker reads all');
select * from finish();
rollback;
