-- Schema `tests`: act as a person. Every helper lasts until the transaction ends.
--
-- The files of this folder are pgTAP tests themselves, so that a runner that only knows test files
-- (`supabase test db tests/helpers tests/policies`) installs them; running them again changes nothing.
begin;

create schema if not exists tests;
comment on schema tests is 'Helpers of the tests; never part of a deployed database.';
grant usage on schema tests to anon, authenticated, service_role;

-- definer: whoever acts at the moment may not read auth.users.
create or replace function tests.claims(email text, aal text, extra jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  account record;
  issued bigint := floor(extract(epoch from clock_timestamp()));
  methods text[] := case aal when 'aal1' then '{password}' else '{totp,password}' end;
begin
  select users.* into account from auth.users where users.email = lower(claims.email);
  if not found then
    raise exception 'no account in auth.users has the address %', claims.email;
  end if;
  return jsonb_build_object(
    'iss', 'http://127.0.0.1/auth/v1', 'aud', account.aud, 'role', account.role,
    'sub', account.id, 'email', account.email, 'phone', coalesce(account.phone, ''),
    'iat', issued, 'exp', issued + 3600, 'session_id', gen_random_uuid(), 'aal', claims.aal,
    'amr', (
      select jsonb_agg(jsonb_build_object('method', methods.method, 'timestamp', issued))
      from unnest(methods) as methods (method)
    ),
    'app_metadata', account.raw_app_meta_data, 'user_metadata', account.raw_user_meta_data,
    'is_anonymous', account.is_anonymous
  ) || claims.extra;
end;
$$;
comment on function tests.claims is
'The claims of a fresh access token of the account with this address, with `extra` laid over them.';

create or replace function tests.become(role_name text, claims jsonb)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform set_config('request.jwt.claims', coalesce(become.claims::text, ''), true);
  perform set_config('role', become.role_name, true);
end;
$$;
comment on function tests.become is
'What the API does when a request begins: sets the claims, then the role.';

create or replace function tests."as"(email text, aal text default 'aal1', extra jsonb default '{}')
returns void
language sql
set search_path = ''
as $$ select tests.become('authenticated', tests.claims(email, aal, extra)) $$;
comment on function tests."as" is
'Act as the person with this address; `extra` replaces claims, for example {"iat": 0}.';

create or replace function tests.as_anon() returns void language sql set search_path = ''
as $$ select tests.become('anon', '{"role": "anon"}') $$;
comment on function tests.as_anon is 'Act as a request that carries only the publishable key.';

create or replace function tests.as_service() returns void language sql set search_path = ''
as $$ select tests.become('service_role', '{"role": "service_role"}') $$;
comment on function tests.as_service is 'Act as a request that carries the secret key.';

create or replace function tests.back() returns void language sql set search_path = ''
as $$ select tests.become('none', null) $$;
comment on function tests.back is 'Be postgres again, without claims.';

grant execute on all functions in schema tests to anon, authenticated, service_role;

select plan(1);
select has_function('tests', 'as', array['text', 'text', 'jsonb'], 'people can be acted as');
select * from finish();
commit;
