-- Only the own rows, not even admin sees somebody else's; written by RPCs.
-- row: T68
begin;
select plan(8);
select tests.as('support@demo.example');
select is((select count(*) from public.notification_prefs), 2::bigint, 'the own rows');
select is(tests.refusal($$update public.notification_prefs set is_on = false$$), '42501', 'changed by the RPC alone');
select is(tests.refusal('delete from public.notification_prefs'), '42501', 'none deleted');
select is(
  tests.refusal('insert into public.notification_prefs (person_id) select tests.person(''user@user.com'')'), '42501', 'none added for another'
);
select tests.as('user@user.com');
select is((select count(*) from public.notification_prefs), 0::bigint, 'a colleague in the same domain reads none of them');
select tests.as('admin@admin.com', 'aal2');
select is((select count(*) from public.notification_prefs), 0::bigint, 'nor does admin');
select tests.as_anon();
select is(tests.refusal('select from public.notification_prefs'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.notification_prefs), 2::bigint, 'the worker reads all');
select * from finish();
rollback;
