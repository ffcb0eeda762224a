-- Who may sign up: the invited and the active, with a provider they may use. One answer for all others.
-- row: T02 C06
begin;
select plan(20);
insert into public.people (email, role_key, status, allowed_providers)
values
  ('invited@x.example', 'staff', 'invited', '{google}'), ('disabled@x.example', 'staff', 'disabled', '{email}'),
  ('nothing@x.example', 'staff', 'invited', '{}'), ('gone@x.example', 'staff', 'deleted', '{email}'),
  ('active@x.example', 'staff', 'active', '{email}'), ('late@x.example', 'staff', 'invited', '{email}'),
  ('cancelled@x.example', 'staff', 'invited', '{email}'), ('never@x.example', 'staff', 'invited', '{email}'),
  ('used@x.example', 'staff', 'invited', '{email}'), ('barred@x.example', 'staff', 'disabled', '{email}');
insert into public.invitations (person_id, invited_by, expires_at, cancelled_at, accepted_at)
select tests.person(email), tests.person('admin@admin.com'), expires_at, cancelled_at, accepted_at
from (values
  ('invited@x.example', now() + '1 second', null, null), ('nothing@x.example', now() + '1 day', null, null),
  ('late@x.example', now(), null, null), ('cancelled@x.example', now() + '1 day', now(), null),
  ('used@x.example', now() + '1 day', null, now()), ('barred@x.example', now() + '1 day', null, null)
) as sent (email, expires_at, cancelled_at, accepted_at);
create function pg_temp.ask(email text, provider text default 'email') returns jsonb language sql as $$
  select public.before_user_created_hook(jsonb_build_object('metadata', '{}'::jsonb, 'user',
    jsonb_build_object('email', email, 'app_metadata', jsonb_build_object('provider', provider))))
$$;
grant execute on all functions in schema pg_temp to supabase_auth_admin;
select is(pg_temp.ask('invited@x.example', 'google'), '{}', 'an invited person');
select is(pg_temp.ask('Invited@X.example', 'google'), '{}', 'whatever the case');
select is(pg_temp.ask('active@x.example'), '{}', 'an active person without account');
select is(
  public.before_user_created_hook('{"user": {"email": "active@x.example"}}'),
  '{}', 'an invitation by the service names no provider'
);

create function pg_temp.refused(answer jsonb) returns boolean language sql as $$
  select refused.answer = '{"error": {"http_code": 403, "message": "Sign-up is by invitation."}}'
$$;
select ok(pg_temp.refused(pg_temp.ask(email, provider)), 'refused alike: ' || why)
from (values
  ('stranger@x.example', 'email', 'a stranger'), ('disabled@x.example', 'email', 'a disabled person'),
  ('gone@x.example', 'email', 'a deleted person'), ('invited@x.example', 'email', 'another provider'),
  ('nothing@x.example', 'email', 'no provider at all'), (null, 'email', 'no address'),
  ('late@x.example', 'email', 'an expired invitation'), ('cancelled@x.example', 'email', 'a cancelled one'),
  ('never@x.example', 'email', 'none at all'), ('used@x.example', 'email', 'one that was used'),
  ('barred@x.example', 'email', 'a disabled person who was invited'), ('user@user.com', 'email', 'a person with an account')
) as cases (email, provider, why);
select ok(pg_temp.refused(public.before_user_created_hook('{}')), 'refused alike: an empty event');

select is(
  (select array_agg(grantee::text order by grantee::text) from information_schema.routine_privileges
    where routine_name = 'before_user_created_hook' and grantee <> 'postgres'),
  array['supabase_auth_admin'], 'granted to the auth service alone'
);
select tests.as('admin@admin.com');
select is(tests.refusal('select public.before_user_created_hook(''{}'')'), '42501', 'not even admin asks');
select tests.as_service();
select is(tests.refusal('select public.before_user_created_hook(''{}'')'), '42501', 'nor the secret key');
select * from finish();
rollback;
