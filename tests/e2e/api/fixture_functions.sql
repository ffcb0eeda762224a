-- Functions for the tests of the local API, one for each way of being called or of failing.
create function public.add(a int, b int default 10) returns int language sql immutable as 'select a + b';
create function public.list_books(from_id int default 1) returns setof public.books
language sql stable as 'select * from public.books where id >= from_id order by id';
create function public.words(value text[]) returns text[] language sql immutable as 'select value';
create function public.echo(value jsonb) returns jsonb language sql immutable as 'select value';
create function public.nothing() returns void language sql as '';
create function public.nap(seconds float8) returns void language sql as 'select pg_sleep(seconds)';
create function public.write_something() returns void language sql as $$
  insert into public.pairs values (99, 99)
$$;

create function public.request() returns jsonb language sql stable as $$
  select jsonb_build_object('role', current_user, 'method', current_setting('request.method'),
    'path', current_setting('request.path'), 'before', current_setting('app.before', true),
    'timeout', current_setting('statement_timeout'),
    'agent', current_setting('request.headers')::jsonb ->> 'x-probe', 'uid', auth.uid())
$$;

create function public.fail(state text, detail text default null, hint text default null)
returns void language plpgsql as $$
begin
  raise exception using errcode = state, message = 'it failed',
    detail = coalesce(fail.detail, ''), hint = coalesce(fail.hint, '');
end
$$;

create function public.answer(status int) returns text language plpgsql as $$
begin
  perform set_config('response.status', status::text, true);
  return 'answered';
end
$$;

create schema private;
grant usage on schema private to anon, authenticated, service_role;
create function private.begin_request() returns void language sql as $$
  select set_config('app.before', current_user, true)
$$;

create function public.custom_access_token_hook(event jsonb) returns jsonb language sql stable as $$
  select case when event #>> '{claims,email}' like 'refused@%'
    then '{"error": {"http_code": 403, "message": "not today"}}'
    else jsonb_build_object('claims', event -> 'claims'
      || jsonb_build_object('by_hook', event ->> 'authentication_method')) end
$$;
create function public.before_user_created_hook(event jsonb) returns jsonb language sql stable as $$
  select case when event #>> '{user,email}' like '%@blocked.test'
    then '{"error": {"http_code": 403, "message": "by invitation"}}' else '{}' end::jsonb
$$;
revoke execute on function public.custom_access_token_hook, public.before_user_created_hook from public;
grant execute on function public.custom_access_token_hook, public.before_user_created_hook
to supabase_auth_admin;
