-- Announcements: read by who manages the team, written by functions alone.
-- row: T39
begin;
select plan(8);
select tests.as('admin@admin.com');
select is((select count(*) from public.announcements), 1::bigint, 'admin reads the demo''s');
select is(tests.refusal($$update public.announcements set title = 'x'$$), '42501', 'changes none');
select is(tests.refusal('delete from public.announcements'), '42501', 'and deletes none');
select is(
  tests.refusal($$insert into public.announcements (audience, title) values ('all', 'x')$$), '42501', 'nor adds one past the RPC'
);
select tests.as('user@user.com');
select is((select count(*) from public.announcements), 0::bigint, 'a client user reads none: he has the notification');
select tests.as('staff@demo.example', 'aal2');
select is((select count(*) from public.announcements), 0::bigint, 'nor does staff');
select tests.as_anon();
select is(tests.refusal('select from public.announcements'), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal('delete from public.announcements'), '42501', 'the worker deletes none');
select * from finish();
rollback;
