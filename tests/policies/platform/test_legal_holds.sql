-- Read by admins, in all domains; written by functions.
-- row: C49
begin;
select plan(13);

create function pg_temp.seen() returns bigint language sql as $$ select count(*) from public.legal_holds $$;
grant execute on all functions in schema pg_temp to public;

select is(pg_temp.seen(), 1::bigint, 'what there is');
select tests.as('admin@admin.com');
select is(pg_temp.seen(), 1::bigint, 'admin reads it all');
select is(tests.refusal('update public.legal_holds set title = title'), '42501', 'and changes none by hand');
select is(tests.refusal('delete from public.legal_holds'), '42501', 'nor deletes any');
select is(tests.refusal('insert into public.legal_holds (title) values (null)'), '42501', 'nor makes one');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 0::bigint, 'support reads none');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.seen(), 0::bigint, 'nor business');
select tests.as_anon();
select is(tests.refusal('select from public.legal_holds'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), 1::bigint, 'the worker reads all');
select is(tests.refusal('update public.legal_holds set title = title'), '42501', 'changes none');
select is(tests.refusal('delete from public.legal_holds'), '42501', 'and deletes none');
select tests.back();
update public.role_permissions set action = 'manage' where role_key = 'client_user' and resource = 'settings';
select tests.as('user@user.com', 'aal2');
select is(pg_temp.seen(), 0::bigint, 'who manages the settings of one domain reads none');
select tests.back();
select is(tests.refusal('update public.legal_holds set title = '''''), '23514', 'a hold says what for');

select * from finish();
rollback;
