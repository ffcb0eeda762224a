-- Which sessions a person has.
-- row: T26
begin;
select plan(6);
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
select pg_temp.sign_in('user 1', 'user@user.com');
select results_eq('select user_agent, is_current from public.my_sessions()', $$ values ('user 2', false), ('user 1', true) $$, 'a person sees the own sessions, and which one this is');
select tests.back();
update auth.sessions set not_after = now() where user_agent = 'user 2';
select pg_temp.sign_in('user 1', 'user@user.com');
select is((select array_agg(user_agent) from public.my_sessions()), array['user 1'], 'one that has run out is none');
select tests.back();
select pg_temp.sign_in('admin', 'admin@admin.com');
select is((select array_agg(user_agent) from public.my_sessions()), array['admin'], 'an admin, too, sees only the own');
select tests.as('support@demo.example');
select is((select count(*) from public.my_sessions()), 0::bigint, 'somebody without sessions sees none');
select tests.back();
update public.people set status = 'disabled' where id = tests.person('user@user.com');
select pg_temp.sign_in('user 1', 'user@user.com');
select is(tests.refusal('select public.my_sessions()'), '42501 PERMISSION_DENIED', 'a disabled person is refused');
select tests.as_anon();
select is(tests.refusal('select public.my_sessions()'), '42501', 'anon is refused');

select * from finish();
rollback;
