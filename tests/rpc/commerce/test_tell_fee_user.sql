-- Whoever has a fee of his own is told of it, where that is wanted.
-- row: C33
begin;
select plan(9);

create function pg_temp.make(scope jsonb, site text default 'cooking.example', starts_at timestamptz default null) returns text language plpgsql as $$
begin
  return tests.refusal(format(
    'select public.create_fee_rule(%L, %L, 4000, ''a friend of the house'', starts_at => %L)', tests.domain(make.site), make.scope, make.starts_at
  ));
end;
$$;
create function pg_temp.told() returns setof jsonb language sql security definer as $$
  select o.payload - '{rule_id,starts_at}'::text [] from private.outbox as o where o.topic = 'platform_user.fee'
$$;
create function pg_temp.who(external_id text, site text default 'cooking.example') returns jsonb language sql as $$
  select jsonb_build_object('platform_user_id', md5('platform_user/' || who.site || who.external_id)::uuid)
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example', 'aal2');
select is(pg_temp.make(pg_temp.who('user-1003')), null, 'a fee for one user');
select is_empty('select pg_temp.told()', 'is told to nobody, unless that is wanted');
select tests.back();
insert into public.env_settings (environment, key, value) values (private.environment(), 'fees.tell_users', 'false');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.make(pg_temp.who('user-1002')), null, 'nor is the next');
select is_empty('select pg_temp.told()', 'where it is not');
select tests.back();
update public.env_settings set value = 'true' where key = 'fees.tell_users';
insert into public.env_settings (environment, key, value) values (private.environment(), 'fees.other', 'true');
-- A user of the same id elsewhere has another name there.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select tests.domain('abtasty.com'), u.id, 'twin', u.joined_at from public.platform_users as u where u.external_id = 'user-1004';
select tests.as('business@demo.example', 'aal2');
select is(concat(pg_temp.make(pg_temp.who('user-1004') || '{"order_type": "vwap"}'), pg_temp.make('{"order_type": "vwap"}')), '', 'where it is, of two rules');
select results_eq(
  'select pg_temp.told()',
  array[jsonb_build_object(
    'platform_user_id', md5('platform_user/cooking.exampleuser-1004')::uuid, 'external_id', 'user-1004', 'kind', 'rule',
    'scope', pg_temp.who('user-1004') || '{"order_type": "vwap"}', 'rate_ppm', 4000, 'ends_at', null
  )], 'the one for a user is told to him, without why'
);
select tests.back();
select is(
  (select o.domain_id from private.outbox as o where o.topic = 'platform_user.fee'), tests.domain('cooking.example'), 'in the name of the platform'
);
update public.env_settings set environment = 'staging' where key = 'fees.tell_users';
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.make(pg_temp.who('user-1005')), null, 'what is wanted in another environment');
select is((select count(*) from pg_temp.told()), 1::bigint, 'counts there alone');

select * from finish();
rollback;
