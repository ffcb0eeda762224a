-- What a permission in one domain hangs on, each part of it alone.
-- row: R15 R25 T08
begin;
select plan(17);
update public.security_settings set is_strong_auth_relaxed_locally = false;

-- By every way in which it is asked: of one domain, of some, of all.
create function pg_temp.may(email text, site text default 'abtasty.com', aal text default 'aal1', permission text default 'conversations.view') returns text language plpgsql as $$
declare
  found text;
begin
  perform tests.as(may.email, may.aal);
  perform set_config('role', 'none', true); -- The helpers are our own functions' to call.
  select string_agg(case when answer.is_held then 'yes' else 'no' end, ' ' order by answer.place) into found
  from (values
    (1, private.permitted_in(tests.domain(site), array[permission]) = array[permission]),
    (2, private.permitted_among(permission, array[tests.domain(site)]) = array[tests.domain(site)]),
    (3, tests.domain(site) = any(private.domains_with(permission)))
  ) as answer (place, is_held);
  perform tests.back();
  return found;
end;
$$;
create function pg_temp.except_for(email text, effect text, site text, permission text default 'conversations.view') returns void language sql as $$
  insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, domain_id, reason)
  values (tests.person(email), split_part(permission, '.', 1), split_part(permission, '.', 2), effect, false, tests.domain(site), 'x')
$$;
create function pg_temp.except_for_all(email text, effect text, permission text default 'conversations.view') returns void language sql as $$
  insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
  values (tests.person(email), split_part(permission, '.', 1), split_part(permission, '.', 2), effect, true, 'x')
$$;

select is(pg_temp.may('user@user.com'), 'yes yes yes', 'R15: a member may');
select is(pg_temp.may('user@user.com', 'notabtasty.com'), 'no no no', 'R25: next door he may not');
select is(pg_temp.may('admin@admin.com', 'toto.example', 'aal2'), 'yes yes yes', 'who works everywhere may anywhere');

savepoint untouched;
select pg_temp.except_for('support@demo.example', 'deny', 'abtasty.com');
select is(pg_temp.may('user@user.com'), 'yes yes yes', 'what is denied to another one does not count');
select pg_temp.except_for('user@user.com', 'deny', 'notabtasty.com');
select is(pg_temp.may('user@user.com'), 'yes yes yes', 'nor what is denied elsewhere');
select pg_temp.except_for('user@user.com', 'allow', 'notabtasty.com', 'fees.view');
select is(pg_temp.may('user@user.com', permission => 'fees.view'), 'no no no', 'nor is what is allowed elsewhere');
select is(pg_temp.may('user@user.com', 'notabtasty.com', permission => 'fees.view'), 'no no no', 'T08: which reaches no domain without a membership');
select pg_temp.except_for('user@user.com', 'deny', 'abtasty.com');
select is(pg_temp.may('user@user.com'), 'no no no', 'what is denied here counts');
rollback to untouched;
select pg_temp.except_for_all('user@user.com', 'deny');
select is(pg_temp.may('user@user.com'), 'no no no', 'and what is denied everywhere');
rollback to untouched;
select pg_temp.except_for_all('user@user.com', 'allow', 'fees.view');
select is(pg_temp.may('user@user.com', permission => 'fees.view'), 'yes yes yes', 'what is allowed wherever he works does');
rollback to untouched;

update public.domains set archived_at = now() where site_domain = 'notabtasty.com';
select is(pg_temp.may('user@user.com') || ', ' || pg_temp.may('admin@admin.com', 'notabtasty.com', 'aal2'), 'yes yes yes, no no no', 'an archived domain is none, and others stay');
rollback to untouched;
update public.memberships set valid = '[2020-01-01,2021-01-01)' where person_id = tests.person('user@user.com');
select is(pg_temp.may('user@user.com'), 'no no no', 'a membership that has ended gives nothing');
rollback to untouched;

-- The second factor.
update public.roles set is_mfa_required = (key = (select p.role_key from public.people as p where p.email = 'user@user.com'));
select is(pg_temp.may('user@user.com'), 'no no no', 'a role that needs a second factor gives nothing to a password');
select is(pg_temp.may('user@user.com', aal => 'aal2'), 'yes yes yes', 'and all with one');
update public.roles set is_mfa_required = not is_mfa_required;
select is(pg_temp.may('user@user.com'), 'yes yes yes', 'a role that needs none does not mind');
rollback to untouched;
update public.people set status = 'disabled' where email = 'user@user.com';
select is(pg_temp.may('user@user.com'), 'no no no', 'who is disabled may nothing');
select is(pg_temp.may('admin@admin.com', aal => 'aal2'), 'yes yes yes', 'others may as before');

select * from finish();
rollback;
