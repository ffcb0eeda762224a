-- One active admin of all domains is always left, whatever the path.
-- row: T04 T29 T30
begin;
select plan(14);
create function pg_temp.membership() returns uuid language sql as $$
  select id from public.memberships where is_all_domains and person_id = tests.person('admin@admin.com')
$$;
select is(
  tests.refusal('update public.people set status = ''disabled'' where email::text = ''admin@admin.com'''),
  '42501 LAST_ADMIN', 'not disabled'
);
select is(
  tests.refusal('update public.people set status = ''disabled'''),
  '42501 LAST_ADMIN', 'not with everybody'
);
select is(
  tests.refusal('update public.memberships set role_key = ''staff'' where is_all_domains'),
  '42501 LAST_ADMIN', 'not demoted'
);
select is(tests.refusal('delete from public.memberships'), '42501 LAST_ADMIN', 'not stripped');
-- What names its author keeps that person by itself, so those keys are out of the way here.
do $$
declare
  author record;
begin
  for author in
    select pg_constraint.conrelid::regclass as relation, pg_constraint.conname as name
    from pg_catalog.pg_constraint
    where pg_constraint.confrelid = 'public.people'::regclass and pg_constraint.confdeltype <> 'c'
  loop
    execute format('alter table %s drop constraint %I', author.relation, author.name);
  end loop;
end;
$$;
select is(
  tests.refusal('delete from public.people where email::text = ''admin@admin.com'''),
  '42501 LAST_ADMIN', 'not deleted'
);
select is(
  tests.refusal('update public.memberships set domain_id = tests.domain(''abtasty.com''), is_all_domains = false where is_all_domains'),
  '42501 LAST_ADMIN', 'not narrowed to a domain'
);
select is(
  tests.refusal('update public.memberships set valid = tstzrange(null, now() + ''1 day'') where is_all_domains'),
  '42501 LAST_ADMIN', 'nor given an end'
);
select tests.as_service();
select is(
  tests.refusal('update public.memberships set role_key = ''staff'' where is_all_domains'),
  '42501 LAST_ADMIN', 'not even by the secret key'
);
select tests.back();
select is(
  tests.refusal('update public.people set status = ''disabled'' where email::text = ''user@user.com'''),
  null, 'others may be disabled'
);

insert into public.people (email, role_key, status) values ('second@x.example', 'admin', 'disabled');
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('second@x.example'), 'admin', true);
select is(
  tests.refusal('delete from public.memberships where id = ' || quote_literal(pg_temp.membership())),
  '42501 LAST_ADMIN', 'a disabled second one does not count'
);
update public.people set status = 'active' where email::text = 'second@x.example';
update public.memberships set role_key = 'staff' where person_id = tests.person('second@x.example');
select is(
  tests.refusal('delete from public.memberships where id = ' || quote_literal(pg_temp.membership())),
  '42501 LAST_ADMIN', 'nor does somebody everywhere who is no admin'
);
update public.memberships set role_key = 'admin', valid = tstzrange(now() + interval '1 day', null)
where person_id = tests.person('second@x.example');
select is(
  tests.refusal('delete from public.memberships where id = ' || quote_literal(pg_temp.membership())),
  '42501 LAST_ADMIN', 'nor an admin from tomorrow on'
);
update public.memberships set valid = tstzrange(null, null) where person_id = tests.person('second@x.example');
select is(
  tests.refusal('delete from public.memberships where id = ' || quote_literal(pg_temp.membership())),
  null, 'an active second one does'
);
select is(
  tests.refusal('delete from public.people where email::text = ''second@x.example'''),
  '42501 LAST_ADMIN', 'and is then the last'
);
select * from finish();
rollback;
