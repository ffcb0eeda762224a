-- What a person is given or denied apart from the role: of that action, in those domains, for that long.
-- row: T08 R20
begin;
select plan(8);

insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', false);
insert into public.role_permissions (role_key, resource, action) values ('probe', 'fees', 'view');
delete from public.memberships where person_id = tests.person('user@user.com');
delete from public.person_permissions where person_id = tests.person('user@user.com');
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('user@user.com'), 'probe', true);

-- Which of these is permitted in a domain while there is such an exception.
create function pg_temp.permitted(effect text, action text, site text, expires_at timestamptz) returns text language plpgsql as $$
declare
  answer text;
begin
  delete from public.person_permissions where person_id = tests.person('user@user.com');
  insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, domain_id, reason, expires_at)
  select tests.person('user@user.com'), 'fees', action, effect, site is null, case when site is not null then tests.domain(site) end, 'a trial', expires_at
  where effect is not null;
  perform tests.become('none', tests.claims('user@user.com', 'aal2', '{}'));
  answer := array_to_string(private.permitted_in(tests.domain('cooking.example'), '{fees.view,fees.manage}'), ' ');
  answer := answer || case when tests.domain('cooking.example') = any(private.domains_with('fees.view')) then ', listed' else '' end;
  perform tests.back();
  return answer;
end;
$$;
select is(pg_temp.permitted(null, null, null, null), 'fees.view, listed', 'the role permits one of them');
select is(pg_temp.permitted('deny', 'view', 'cooking.example', null), '', 'denied here, it is not, nor is the domain listed');
select is(pg_temp.permitted('deny', 'view', 'cooking.example', now() + interval '1 day'), '', 'nor is it until that ends');
select is(pg_temp.permitted('deny', 'view', 'cooking.example', now() - interval '1 second'), 'fees.view, listed', 'after that it is again');
select is(pg_temp.permitted('deny', 'view', 'abtasty.com', null), 'fees.view, listed', 'what is denied elsewhere is permitted here');
select is(pg_temp.permitted('deny', 'manage', 'cooking.example', null), 'fees.view, listed', 'and what is denied of another action leaves this one');
select is(pg_temp.permitted('allow', 'manage', 'cooking.example', now() + interval '1 day'), 'fees.view fees.manage, listed', 'what is given is there');
select is(pg_temp.permitted('allow', 'manage', 'cooking.example', now() - interval '1 second'), 'fees.view, listed', 'for that long');

select * from finish();
rollback;
