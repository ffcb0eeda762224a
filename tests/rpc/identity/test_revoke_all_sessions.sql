-- Signing out everywhere.
-- row: T26
begin;
select plan(10);
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
select pg_temp.sign_in('staff', 'staff@demo.example', 'aal2');
select is(tests.refusal($$ select public.revoke_all_sessions('00000000-0000-4000-8000-000000000002', 'x') $$), '42501 PERMISSION_DENIED', 'staff does not sign others out');
select is(public.revoke_all_sessions(), 1, 'but oneself, everywhere');
select is(private.current_person_id(), null, 'and this token with it');
select is(tests.refusal('select public.revoke_all_sessions()'), '42501 PERMISSION_DENIED', 'which ends nothing any more');
select tests.back();
insert into auth.sessions (id, user_id) select id, '00000000-0000-4000-8000-000000000003' from s where name = 'staff';
select pg_temp.sign_in('admin', 'admin@admin.com');
select is(tests.refusal($$ select public.revoke_all_sessions('00000000-0000-4000-8000-000000000003', 'x') $$), '42501 STEP_UP_REQUIRED', 'admin needs a strong login');
select tests.back();
select pg_temp.sign_in('admin', 'admin@admin.com', 'aal2');
select is(tests.refusal($$ select public.revoke_all_sessions('00000000-0000-4000-8000-000000000003') $$), '22023 REASON_REQUIRED', 'and a reason');
select is(public.revoke_all_sessions('00000000-0000-4000-8000-000000000003', 'lost laptop'), 1, 'then the sessions end');
select is(tests.refusal($$ select public.revoke_all_sessions(gen_random_uuid(), 'x') $$), 'P0002 NOT_FOUND', 'of nobody there are none');
select tests.back();
select is(
  (select array_agg(concat_ws(' ', actor_role, reason) order by id) from public.audit_log where action = 'revoke_all_sessions'),
  array['staff', 'admin lost laptop'], 'the audit log knows who and why'
);
select tests.as_anon();
select is(tests.refusal('select public.revoke_all_sessions()'), '42501', 'anon ends none');

select * from finish();
rollback;
