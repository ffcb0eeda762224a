-- No path gives a domain-bound role over all domains.
-- row: R15 R25
begin;
select plan(4);
select is(
  tests.refusal('insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person(''user@user.com''), ''client_user'', true)'),
  '42501 ROLE_IS_DOMAIN_BOUND', 'not by insert'
);
select is(
  tests.refusal('update public.memberships set domain_id = null, is_all_domains = true where person_id = tests.person(''user@user.com'')'),
  '42501 ROLE_IS_DOMAIN_BOUND', 'not by update'
);
select is(
  tests.refusal('update public.memberships set domain_id = null where person_id = tests.person(''user@user.com'')'),
  '23514', 'and a null is never "all" by itself'
);
select is(
  tests.refusal('insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person(''support@demo.example''), ''support'', true)'),
  null, 'a role that is not bound may be'
);
select * from finish();
rollback;
