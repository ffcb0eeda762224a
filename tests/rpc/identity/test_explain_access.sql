-- What explains a permission is of that person and of that permission, wherever it reaches.
-- row: T08
begin;
select plan(7);

delete from public.person_permissions;
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
select tests.person(one.email), 'fees', one.action, 'allow', tests.domain('abtasty.com'), one.reason
from (values
  ('user@user.com', 'view', 'mine'), ('user@user.com', 'delete', 'another action'), ('support@demo.example', 'view', 'somebody else''s')
) as one (email, action, reason);
select is(
  jsonb_path_query_array(private.explain_exceptions(tests.person('user@user.com'), 'fees.view', tests.domain('abtasty.com')), '$[*].reason'),
  '["mine"]', 'his own exception, of the action that is asked'
);

-- A guardian's role, which reaches what is assigned for some things, and one thing in all of the domain.
insert into public.role_permissions (role_key, resource, action, reach) values ('guardian', 'fees', 'view', 'domain'), ('guardian', 'fees', 'edit', 'assigned')
on conflict on constraint role_permissions_pkey do update set reach = excluded.reach;
delete from public.role_permissions where resource = 'fees' and action = 'manage' and role_key = 'guardian';
create function pg_temp.why(email text, permission text, site text) returns text language sql as $$
  select format('%s %s', line ->> 'given_by', line ->> 'reach')
  from jsonb_array_elements(private.explain_memberships(tests.person(email), permission, tests.domain(site))) as line
$$;
select is(pg_temp.why('guardian@demo.example', 'fees.edit', 'toto.example'), '["edit"] assigned', 'what reaches as far as it is assigned');
select is(pg_temp.why('guardian@demo.example', 'cases.edit', 'toto.example'), '["edit"] assigned', 'for this as well');
update public.role_permissions set reach = 'domain' where role_key = 'guardian' and resource = 'fees' and action = 'edit';
select is(pg_temp.why('guardian@demo.example', 'fees.edit', 'toto.example'), '["edit"] domain', 'not less than it has, for what it has elsewhere');
update public.role_permissions set action = 'delete', reach = 'assigned' where role_key = 'guardian' and resource = 'fees' and action = 'view';
select is(pg_temp.why('guardian@demo.example', 'fees.edit', 'toto.example'), '["edit"] domain', 'nor for another action');
insert into public.role_permissions (role_key, resource, action, reach) values ('partner', 'fees', 'edit', 'assigned')
on conflict on constraint role_permissions_pkey do update set reach = excluded.reach;
select is(pg_temp.why('guardian@demo.example', 'fees.edit', 'toto.example'), '["edit"] domain', 'nor for another role');
select is(
  jsonb_path_query_array(private.explain_memberships(tests.person('admin@admin.com'), 'fees.view', tests.domain('abtasty.com')), '$[*].role_key'),
  '["admin"]', 'a role over all domains is one of each'
);

select * from finish();
rollback;
