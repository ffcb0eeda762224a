-- What an organization's people have until they choose.
-- row: T70
begin;
select plan(9);
create function pg_temp.refused(key text, value text, org text default '20000000-0000-4000-8000-000000000001') returns text language sql as $$
  select tests.refusal(format('select public.set_org_preference(%L, %L, %L)', org, key, value))
$$;
grant execute on function pg_temp.refused(text, text, text) to public;
select tests.as('admin@admin.com');
select is(pg_temp.refused('table_density', '"compact"'), null, 'admin sets it');
select is(pg_temp.refused('table_density', '"comfortable"'), null, 'and sets it anew');
select is(pg_temp.refused('table_density', '"huge"'), '22023 INVALID_INPUT', 'as the schema takes it');
select is(pg_temp.refused('theme', '"dark"', gen_random_uuid()::text), 'P0002 NOT_FOUND', 'of an organization that there is');
select tests.as('user@user.com');
select is(public.my_preferences() ->> 'table_density', 'comfortable', 'its people have it');
select is(pg_temp.refused('table_density', '"normal"'), '42501 PERMISSION_DENIED', 'and do not set it');
select tests.as('admin@admin.com');
select public.set_org_preference('20000000-0000-4000-8000-000000000001', 'table_density', null);
select tests.as('user@user.com');
select is(public.my_preferences() ->> 'table_density', 'normal', 'null: the default again');
select tests.as('support@demo.example');
select is(pg_temp.refused('theme', '"dark"'), '42501 PERMISSION_DENIED', 'nor does support');
select tests.as_anon();
select is(pg_temp.refused('theme', '"dark"'), '42501', 'anon is refused');
select * from finish();
rollback;
