-- Where a person has a permission, for whoever is a member of all domains: a flag, and no list of them.
-- row: T08 R26
begin;
select plan(3);

create function pg_temp.scope(email text, permission text) returns jsonb language sql as $$
  select to_jsonb(s) from private.permission_scope(tests.person(scope.email), scope.permission, true) as s
$$;

select is(
  pg_temp.scope('admin@admin.com', 'clients.manage'), '{"is_everywhere": true, "allowed": [], "denied": []}',
  'what the role permits, it permits everywhere, and nowhere in particular'
);
delete from public.memberships where person_id = tests.person('support@demo.example');
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('support@demo.example'), 'support', true);
select is(
  pg_temp.scope('support@demo.example', 'fees.manage'), '{"is_everywhere": false, "allowed": [], "denied": []}', 'what it does not, nowhere'
);
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('support@demo.example'), 'fees', 'manage', 'allow', tests.domain('notabtasty.com'), 'trial');
select is(
  pg_temp.scope('support@demo.example', 'fees.manage') -> 'allowed', jsonb_build_array(tests.domain('notabtasty.com')),
  'but where it was given by an exception'
);

select * from finish();
rollback;
