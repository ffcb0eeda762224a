-- The list of dead sessions is nobody's to read or to shorten.
-- row: T26
begin;
select plan(4);

insert into private.revoked_sessions (session_id, person_id)
values (gen_random_uuid(), tests.person('user@user.com'));

select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('select from private.revoked_sessions'), '42501', 'admin is refused');
select tests.as('user@user.com', 'aal2');
select is(tests.refusal('delete from private.revoked_sessions'), '42501', 'and so is the person');
select tests.as_service();
select is(tests.refusal('select from private.revoked_sessions'), '42501', 'and the secret key');
select tests.back();
select is((select count(*) from private.revoked_sessions), 1::bigint, 'the row is there');

select * from finish();
rollback;
