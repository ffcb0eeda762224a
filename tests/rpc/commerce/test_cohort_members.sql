-- Business takes users into cohorts and out of them; both count at once.
-- row: C03 C04 C32 C34 C42
begin;
select plan(30);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.add(external_id text, cohort text default 'PROMO2025', reason text default 'asked for', ends_at timestamptz default null, site text default 'cooking.example')
returns text language sql as $$
  select tests.refusal(format('select public.add_cohort_member(%L, %L, %L, %L, %L)', tests.domain(add.site), md5('cohort/' || add.site || add.cohort)::uuid,
    md5('platform_user/' || add.site || add.external_id)::uuid, add.reason, add.ends_at))
$$;
create function pg_temp.remove(external_id text, cohort text default 'PROMO2025', reason text default 'asked for')
returns text language sql as $$
  select tests.refusal(format('select public.remove_cohort_member(%L, %L, %L, %L)', tests.domain('cooking.example'), md5('cohort/cooking.example' || remove.cohort)::uuid,
    md5('platform_user/cooking.example' || remove.external_id)::uuid, remove.reason))
$$;
create function pg_temp.now_in(cohort text) returns text language sql as $$
  select string_agg(u.external_id, ' ' order by u.external_id) from public.cohort_members as m
  join public.platform_users as u on (u.domain_id, u.id) = (m.domain_id, m.platform_user_id)
  where m.cohort_id = md5('cohort/cooking.example' || now_in.cohort)::uuid and m.valid @> now()
$$;
create function pg_temp.make(name text, priority integer default 99, kind text default 'manual', site text default 'cooking.example') returns text language sql as $$
  select tests.refusal(format('select public.create_cohort(%L, %L, %L, %L)', tests.domain(make.site), make.name, make.priority, make.kind))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.make('Friends'), '42501 STEP_UP_REQUIRED', 'a password is not enough for a cohort');
select is(pg_temp.add('user-1004'), '42501 STEP_UP_REQUIRED', 'nor for a member');
select is(pg_temp.remove('user-1002'), '42501 STEP_UP_REQUIRED', 'in or out');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.make('  Friends '), null, 'business makes a cohort');
select is((select c.name || c.kind from public.cohorts as c where c.priority = 99), 'Friendsmanual', 'whose name is trimmed');
select is(pg_temp.make('FRIENDS', 98), '23505 COHORT_EXISTS', 'a name is there once');
select is(pg_temp.make('Others'), '23505 COHORT_EXISTS', 'so is a priority');
select is(pg_temp.make(' ', 98), '22023 INVALID_INPUT', 'a name says something');
select is(pg_temp.make('Others', -1), '22023 INVALID_INPUT', 'a priority is from 0');
select is(pg_temp.make('Others', 98, 'club'), '22023 INVALID_INPUT', 'a kind is one of three');
select is(pg_temp.make('Others', site => 'toto.example'), '42501 PERMISSION_DENIED', 'and the domain the own');

select is(pg_temp.add('user-1004', reason => ' '), '22023 REASON_REQUIRED', 'C42: a reason is said');
select is(pg_temp.add('user-1004'), null, 'business takes a user in');
select is(pg_temp.now_in('PROMO2025'), 'user-1002 user-1003 user-1004', 'who belongs to it at once');
select is(pg_temp.add('user-1004'), '23P01 ALREADY_MEMBER', 'once');
select is(pg_temp.add('user-1001', ends_at => now()), '22023 INVALID_INPUT', 'a membership lasts');
select is(pg_temp.add('user-1001', ends_at => now() + interval '1 day'), null, 'or ends by itself');
select is(pg_temp.add('user-9999'), 'P0002 NOT_FOUND', 'there must be such a user');
select is(pg_temp.add('user-1001', 'Nobody'), 'P0002 NOT_FOUND', 'and such a cohort');
select is(pg_temp.add('user-1001', 'Monthly givers', site => 'toto.example'), '42501 PERMISSION_DENIED', 'of the own domain');
select is(pg_temp.remove('user-1002', reason => null), '22023 REASON_REQUIRED', 'C42: a reason to take one out, too');
select is(pg_temp.remove('user-1002'), null, 'business takes a user out');
select is(pg_temp.now_in('PROMO2025'), 'user-1001 user-1003 user-1004', 'C34: who is out at once');
select is(pg_temp.now_in('Early traders'), 'user-1002', 'of this cohort alone');
select is(pg_temp.remove('user-1002'), 'P0002 NOT_FOUND', 'once');
select is(pg_temp.remove('user-1004'), null, 'what never counted');
select tests.back();
select is((select count(*) from public.cohort_members as m where m.platform_user_id = md5('platform_user/cooking.exampleuser-1004')::uuid), 1::bigint, 'leaves nothing behind');

select tests.as('support@demo.example', 'aal2');
select is(pg_temp.add('user-1004'), '42501 PERMISSION_DENIED', 'C04: support takes nobody in');
select is(pg_temp.remove('user-1003'), '42501 PERMISSION_DENIED', 'nor out');
select is(pg_temp.make('Others', 98), '42501 PERMISSION_DENIED', 'nor makes a cohort');

select * from finish();
rollback;
