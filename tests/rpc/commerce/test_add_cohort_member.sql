-- Business takes users into cohorts, at once; support does not.
-- row: C03 C04 C32 C34 C42
begin;
select plan(12);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.add(external_id text, cohort text default 'PROMO2025', reason text default 'asked for', ends_at timestamptz default null, site text default 'cooking.example')
returns text language sql as $$
  select tests.refusal(format('select public.add_cohort_member(%L, %L, %L, %L, %L)', tests.domain(add.site), md5('cohort/' || add.site || add.cohort)::uuid,
    md5('platform_user/' || add.site || add.external_id)::uuid, add.reason, add.ends_at))
$$;
create function pg_temp.now_in(cohort text) returns text language sql as $$
  select string_agg(u.external_id, ' ' order by u.external_id) from public.cohort_members as m
  join public.platform_users as u on (u.domain_id, u.id) = (m.domain_id, m.platform_user_id)
  where m.cohort_id = md5('cohort/cooking.example' || now_in.cohort)::uuid and m.valid @> now()
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.add('user-1004'), '42501 STEP_UP_REQUIRED', 'nor for a member');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.add('user-1004', reason => ' '), '22023 REASON_REQUIRED', 'C42: a reason is said');
select is(pg_temp.add('user-1004'), null, 'business takes a user in');
select is(pg_temp.now_in('PROMO2025'), 'user-1002 user-1003 user-1004', 'who belongs to it at once');
select is(pg_temp.add('user-1004'), '23P01 ALREADY_MEMBER', 'once');
select is(pg_temp.add('user-1001', ends_at => now()), '22023 INVALID_INPUT', 'a membership lasts');
select is(pg_temp.add('user-1001', ends_at => now() + interval '1 day'), null, 'or ends by itself');
select is(pg_temp.add('user-9999'), 'P0002 NOT_FOUND', 'there must be such a user');
select is(pg_temp.add('user-1001', 'Nobody'), 'P0002 NOT_FOUND', 'and such a cohort');
select is(pg_temp.add('user-1001', 'Monthly givers', site => 'toto.example'), '42501 PERMISSION_DENIED', 'of the own domain');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.add('user-1004'), '42501 PERMISSION_DENIED', 'C04: support takes nobody in');
select tests.as_anon();
select is(pg_temp.add('user-1004'), '42501', 'nor does anon');

select * from finish();
rollback;
