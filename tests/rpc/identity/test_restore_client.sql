-- What archive_client's test leaves: the name may be taken, and few may restore.
-- row: R14
begin;
select plan(4);
update public.clients set archived_at = now() where name = 'Cooking';
insert into public.clients (name) values ('cooking');
create function pg_temp.call() returns text language sql as $$
  select tests.refusal('select public.restore_client(''20000000-0000-4000-8000-000000000004'', 2, ''back'')')
$$;
grant execute on all functions in schema pg_temp to authenticated;
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.call(), '23505 CLIENT_EXISTS', 'the name has been taken');
select tests.back();
delete from public.clients where name = 'cooking';
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.call(), '42501 PERMISSION_DENIED', 'business may not');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.call(), null, 'admin may, once the name is free');
select tests.as_anon();
select is(tests.refusal('select public.restore_client(null, 1)'), '42501', 'anon may not');
select * from finish();
rollback;
