-- Before each request, as any role: the request has a name.
begin;
select plan(13);
create function pg_temp.named(headers text) returns text language plpgsql as $$
begin
  perform set_config('request.headers', named.headers, true);
  perform private.begin_request();
  return current_setting('app.request_id');
end;
$$;
grant execute on all functions in schema pg_temp to anon, authenticated, service_role;
select tests.as_anon();
select is(pg_temp.named('{"x-request-id": "abc-1"}'), 'abc-1', 'anon: the caller''s id is taken over');
select tests.as('user@user.com');
select is(pg_temp.named('{"x-request-id": "abc-2"}'), 'abc-2', 'a person too');
select tests.as_service();
select is(pg_temp.named('{"x-request-id": "abc-3"}'), 'abc-3', 'and the secret key');
select matches(pg_temp.named('{}'), '^[0-9a-f-]{36}$', 'without one it is made');
select matches(pg_temp.named(''), '^[0-9a-f-]{36}$', 'also without headers');
select matches(
  pg_temp.named(json_build_object('x-request-id', e'a\nb')::text),
  '^[0-9a-f-]{36}$', 'and instead of what is no id'
);
-- The planner's estimates know the rows of all tenants.
create function pg_temp.counting(preference text) returns text language sql as $$
  select tests.refusal(format('select pg_temp.named(%L)', json_build_object('prefer', counting.preference)))
$$;
grant execute on all functions in schema pg_temp to anon, authenticated, service_role;
select is(pg_temp.counting('count=planned'), null, 'the secret key counts by estimates');
select tests.as('user@user.com');
select is(pg_temp.counting('count=planned'), '22023 INVALID_INPUT', 'a person does not');
select is(pg_temp.counting('return=minimal, Count = "estimated"'), '22023 INVALID_INPUT', 'however it is written');
select is(pg_temp.counting('return=minimal, count=exact'), null, 'exact counts are counted under the policies');
select tests.as('admin@admin.com');
select is(pg_temp.counting('count=estimated'), '22023 INVALID_INPUT', 'nor does an admin, whom an exception may shut out');
select tests.as_anon();
select is(pg_temp.counting('count=planned'), '22023 INVALID_INPUT', 'nor does anon');
select is(pg_temp.counting('tx=commit'), null, 'who may prefer other things');
select * from finish();
rollback;
