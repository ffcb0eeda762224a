-- Ending one session: the own, or that of somebody who ranks below.
-- row: T26
begin;
select plan(13);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create temporary table s (name text primary key, id uuid default gen_random_uuid(), owner uuid) on commit drop;
grant select on s to anon, authenticated;
insert into s (name, owner) values
('user 1', tests.person('user@user.com')), ('user 2', tests.person('user@user.com')), ('admin', tests.person('admin@admin.com')),
('staff', tests.person('staff@demo.example'));
insert into auth.sessions (id, user_id, created_at, user_agent, ip, aal)
select s.id, p.auth_user_id, now() + case s.name when 'user 2' then interval '1 s' else '0' end, s.name, '192.0.2.1', 'aal1'
from s join public.people as p on p.id = s.owner;

create function pg_temp.sign_in(name text, email text, aal text default 'aal1') returns void language sql as $$
  select tests.as(sign_in.email, sign_in.aal, jsonb_build_object('session_id', (select s.id from s where s.name = sign_in.name)))
$$;
create function pg_temp.revoke(name text) returns text language sql as $$
  select tests.refusal(format('select public.revoke_session(%L)', (select s.id from s where s.name = revoke.name)))
$$;
grant execute on function pg_temp.revoke(text) to anon, authenticated;

-- Reading.
select pg_temp.sign_in('user 1', 'user@user.com');
select results_eq('select user_agent, is_current from public.my_sessions()', $$ values ('user 2', false), ('user 1', true) $$, 'a person sees the own sessions, and which one this is');
select is(pg_temp.revoke('admin'), 'P0002 NOT_FOUND', 'a session of somebody else is not there');
select is(tests.refusal('select public.revoke_session(gen_random_uuid())'), 'P0002 NOT_FOUND', 'just as one that never was');
select is(tests.refusal('select * from private.revoked_sessions'), '42501', 'the list of revoked sessions is closed');

-- One session.
select is(pg_temp.revoke('user 2'), null, 'a person ends the own other session');
select is((select array_agg(user_agent) from public.my_sessions()), array['user 1'], 'and it is gone');
select tests.back();
select pg_temp.sign_in('user 2', 'user@user.com');
select is(private.current_person_id(), null, 'its token is void at once');
select is(tests.refusal('select public.my_sessions()'), '42501 PERMISSION_DENIED', 'and reads nothing');
select is(pg_temp.revoke('admin'), '42501 PERMISSION_DENIED', 'and ends nobody''s session');
select tests.back();
select pg_temp.sign_in('user 1', 'user@user.com');
select is(private.current_person_id(), (select owner from s where name = 'user 1'), 'the others stay');
select tests.back();
select pg_temp.sign_in('admin', 'admin@admin.com');
select is(pg_temp.revoke('user 1'), null, 'who manages people ends any session below');
select tests.back();
select is((select count(*) from public.audit_log where action = 'revoke_session'), 2::bigint, 'both are audited');
select tests.as_anon();
select is(pg_temp.revoke('staff'), '42501', 'anon ends none');

select * from finish();
rollback;
