-- The list of events: every active person reads it, nobody writes it.
-- row: T39 T44
begin;
select plan(8);

select tests.as('user@user.com');
select ok((select count(*) from public.notification_events) >= 16, 'a client user reads the events');
select is(
  tests.refusal($$insert into public.notification_events values ('a.b', 'user', 'info', 'x')$$), '42501', 'adds none'
);
select is(tests.refusal($$update public.notification_events set severity = 'info'$$), '42501', 'changes none');
select is(tests.refusal('delete from public.notification_events'), '42501', 'and deletes none');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal($$update public.notification_events set severity = 'info'$$), '42501', 'nor does admin');

select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.notification_events), 0::bigint, 'an account without a person reads none');
select tests.as_anon();
select is(tests.refusal('select from public.notification_events'), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal('delete from public.notification_events'), '42501', 'the worker deletes none');

select * from finish();
rollback;
