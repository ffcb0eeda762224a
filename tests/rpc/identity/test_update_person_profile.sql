-- Another's profile: for who manages collaborators, downwards in rank.
-- row: T28
begin;
select plan(9);
create function pg_temp.call(
  who text, version integer default 1, name text default 'Renamed', zone text default 'UTC'
)
returns text language sql as $$
  select tests.refusal(format('select public.update_person_profile(%L, %s, %L, time_zone => %L)', tests.person(who), version, name, zone))
$$;
grant execute on all functions in schema pg_temp to authenticated;
-- A deputy: manages collaborators, ranks below admin.
insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('deputy', 'Deputy', 60, '/team', false);
insert into public.role_permissions values ('deputy', 'collaborators', 'manage');
update public.people set role_key = 'deputy' where email::text = 'support@demo.example';
delete from public.memberships where person_id = tests.person('support@demo.example');
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('support@demo.example'), 'deputy', true);

select tests.as('support@demo.example', 'aal2');
select is(pg_temp.call('user@user.com'), null, 'a deputy changes a client user');
select is(pg_temp.call('user@user.com'), '40001 STALE_VERSION', 'not twice with one version');
select is(pg_temp.call('staff@demo.example'), '42501 RANK_TOO_LOW', 'no peer');
select is(pg_temp.call('admin@admin.com'), '42501 RANK_TOO_LOW', 'no superior');
select is(pg_temp.call('support@demo.example'), '42501 NOT_YOURSELF', 'nor the own, which has its own way');
select is(pg_temp.call('user@user.com', 2, 'x', 'Mars'), '22023 INVALID_INPUT', 'no zone of nowhere');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.call('user@user.com', 2), '42501 PERMISSION_DENIED', 'staff may not');
select tests.as_anon();
select is(tests.refusal('select public.update_person_profile(null, 1)'), '42501', 'nor anon');
select tests.back();
select is(
  (select array_agg(email::text) from public.people
    where display_name = 'Renamed'), array['user@user.com'], 'one row was changed'
);
select * from finish();
rollback;
