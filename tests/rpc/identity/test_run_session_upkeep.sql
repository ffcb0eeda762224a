-- Sessions end when they are idle, or old.
-- row: T26
begin;
select plan(10);

create temporary table s (name text primary key, id uuid default gen_random_uuid(), created interval, refreshed interval) on commit drop;
insert into s (name, created, refreshed) values
('fresh', '1 hour', null), ('kept alive', '6 days', '1 hour'), ('idle', '2 days', '13 hours'), ('never used', '13 hours', null), ('old', '8 days', '1 minute');
insert into auth.sessions (id, user_id, created_at, refreshed_at, user_agent)
select id, '00000000-0000-4000-8000-000000000002', now() - created, (now() - refreshed) at time zone 'UTC', name from s;
insert into private.revoked_sessions (session_id, person_id, revoked_at)
values (gen_random_uuid(), tests.person('user@user.com'), now() - interval '25 hours');

select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('select public.run_session_upkeep()'), '42501', 'admin does not run it');
select tests.as('user@user.com');
select is(tests.refusal('select public.run_session_upkeep()'), '42501', 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select public.run_session_upkeep()'), '42501', 'nor anon');

select tests.as_service();
select is(public.run_session_upkeep(), '{"sessions_ended": 3, "revocations_forgotten": 1}', 'the worker does');
select is(public.run_session_upkeep(), '{"sessions_ended": 0, "revocations_forgotten": 0}', 'again, there is nothing to do');
select tests.back();
select is(
  (select array_agg(user_agent order by user_agent) from auth.sessions where id in (select id from s)), array['fresh', 'kept alive'],
  'who came lately, and not too long ago, stays'
);
select is(
  (select array_agg(distinct person_id) from private.revoked_sessions where session_id in (select id from s)),
  array[tests.person('user@user.com')], 'what ended is noted for whose it was'
);
select tests.as('user@user.com', 'aal1', jsonb_build_object('session_id', (select id from s where name = 'kept alive')));
select is(private.current_person_id(), '00000000-0000-4000-8000-000000000002', 'with a token that counts');
select tests.back();
select tests.as('user@user.com', 'aal1', jsonb_build_object('session_id', (select id from s where name = 'old')));
select is(private.current_person_id(), null, 'the token of an old session does not');
select tests.back();
update public.security_settings set session_idle_limit = '30 minutes';
select tests.as_service();
select is(public.run_session_upkeep() ->> 'sessions_ended', '2', 'the limits are settings');

select * from finish();
rollback;
