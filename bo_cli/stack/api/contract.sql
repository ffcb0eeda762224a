-- What the contract check asks for: temporary objects of one transaction that is rolled back.
create function pg_temp.echo(value jsonb) returns jsonb language sql immutable as $$ select value $$;

create function pg_temp.echo_text(value json) returns text language sql immutable as $$ select value::text $$;

create function pg_temp.times() returns setof timestamptz language sql stable as $$ select now() $$;

create function pg_temp.request_line() returns text language sql stable as $$
  select current_setting('request.method') || ' ' || current_setting('request.path')
$$;

create function pg_temp.values_of_types()
returns table (
  at timestamptz, local timestamp, words text[], flags boolean[], big bigint, exact numeric,
  inside jsonb, nan float8
)
language sql stable as $$
  select '2026-01-02T03:04:05.6Z'::timestamptz, '2026-01-02T03:04:05'::timestamp,
    array['a', null, 'NULL'], array[true, null], 9007199254740993, 1.10,
    '{"n": 9007199254740993}'::jsonb, 'NaN'::float8
$$;

create function pg_temp.fail(state text, message text, detail text, hint text)
returns void language plpgsql as $$
begin
  raise exception using errcode = state, message = fail.message, detail = fail.detail, hint = fail.hint;
end
$$;

create temporary table pairs (id int primary key, label text);
insert into pairs values (1, 'one');
grant select, insert on pairs to service_role; -- no update: an upsert of keys must not need it
