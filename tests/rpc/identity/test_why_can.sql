-- The explanation agrees with the decision, and names what made it.
-- row: T08
begin;
select plan(21);
create function pg_temp.why(who text, permission text, domain text default null)
returns jsonb language sql as $$
  select public.why_can(tests.person(who), permission, case when domain is not null then tests.domain(domain) end)
$$;
grant execute on all functions in schema pg_temp to authenticated;
select tests.as('admin@admin.com');
select is(
  pg_temp.why('user@user.com', 'settings.view', 'abtasty.com'),
  '{"is_allowed": true, "person_status": "active", "needs_strong_login": false, "is_domain_archived": false, "exceptions": [],
    "memberships": [{"valid": "(,)", "role_key": "client_user", "given_by": ["edit"], "reach": "domain", "domain_id": "10000000-0000-4000-8000-000000000001",
      "counts_now": true, "is_all_domains": false}]}'::jsonb, 'allowed, because the role may edit'
);
select is(
  pg_temp.why('user@user.com', 'settings.view', 'sub.abtasty.com') -> 'is_allowed',
  'false', 'not in a look-alike'
);
select is(
  pg_temp.why('user@user.com', 'settings.view', 'sub.abtasty.com') -> 'memberships',
  '[]', 'for want of a membership'
);
select is(pg_temp.why('user@user.com', 'settings.view') -> 'is_allowed', 'false', 'nor over all domains');
select is(
  pg_temp.why('user@user.com', 'settings.delete', 'abtasty.com') #> '{memberships,0,given_by}',
  '[]', 'a membership that gives nothing'
);
select is(pg_temp.why('admin@admin.com', 'clients.manage') -> 'is_allowed', 'true', 'admin over all domains');
select is(
  pg_temp.why('guardian@demo.example', 'cases.edit', 'toto.example') -> 'is_allowed',
  'false', 'a guardian edits no whole domain'
);
select is(
  pg_temp.why('guardian@demo.example', 'cases.edit', 'toto.example') #>> '{memberships,0,reach}',
  'assigned', 'but what is assigned'
);
select is(
  pg_temp.why('admin@admin.com', 'clients.view', 'toto.example') -> 'is_allowed',
  'true', 'and in each'
);

-- What is denied in one domain is not given by a membership over all of them.
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('support@demo.example'), 'conversations', 'view', 'deny', tests.domain('toto.example'), 'a test');
update public.memberships set is_all_domains = true, domain_id = null
where id = (select min(id::text)::uuid from public.memberships where person_id = tests.person('support@demo.example'));
select tests.as('admin@admin.com');
select is(
  pg_temp.why('support@demo.example', 'conversations.view', 'toto.example') -> 'is_allowed', 'false', 'denied there'
);
select is(
  pg_temp.why('support@demo.example', 'conversations.view', 'abtasty.com') -> 'is_allowed', 'true', 'and there alone'
);

select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason, expires_at)
values (tests.person('user@user.com'), 'settings', 'view', 'deny', true, 'a test', null),
  (tests.person('user@user.com'), 'settings', 'view', 'allow', true, 'long ago', now());
select tests.as('admin@admin.com');
select is(
  pg_temp.why('user@user.com', 'settings.edit', 'abtasty.com') -> 'is_allowed',
  'false', 'a denial of view takes edit'
);
select is(
  jsonb_path_query_array(pg_temp.why('user@user.com', 'settings.view', 'abtasty.com'), '$.exceptions[*].reason'),
  '["a test", "long ago"]'::jsonb, 'and its reason is told, with those that expired'
);
select tests.back();
update public.people set status = 'disabled' where email::text = 'staff@demo.example';
update public.domains set archived_at = now() where site_domain = 'cooking.example';
update public.roles set is_mfa_required = true where key = 'partner';
select tests.as('admin@admin.com');
select is(pg_temp.why('staff@demo.example', 'cases.edit', 'toto.example') - 'memberships' - 'exceptions',
  '{"is_allowed": false, "person_status": "disabled", "needs_strong_login": false, "is_domain_archived": false}'::jsonb, 'not the disabled');
select is(
  pg_temp.why('business@demo.example', 'fees.edit', 'cooking.example') - 'memberships' - 'exceptions',
  '{"is_allowed": false, "person_status": "active", "needs_strong_login": false, "is_domain_archived": true}',
  'not in an archived domain'
);
select is(
  pg_temp.why('partner@demo.example', 'analytics.view', 'toto.example') -> 'needs_strong_login',
  'true', 'only with a strong login'
);
select is(
  tests.refusal(format('select public.why_can(%L, ''cases.fly'')', tests.person('user@user.com'))),
  '22023 INVALID_INPUT', 'no such permission'
);
select is(
  tests.refusal('select public.why_can(gen_random_uuid(), ''cases.view'')'),
  'P0002 NOT_FOUND', 'no such person'
);
select tests.as('support@demo.example');
select is(
  tests.refusal('select public.why_can(null, ''cases.view'')'), '42501 PERMISSION_DENIED',
  'support may not ask'
);
select tests.as_anon();
select is(tests.refusal('select public.why_can(null, ''cases.view'')'), '42501', 'nor anon');

-- The explainer and the decider over every permission and domain of one person.
select tests.as('user@user.com');
create temporary table decided as
select p.permission, d.id, d.id = any(private.domains_with(p.permission)) as answer
from (select resource || '.' || action as permission
  from unnest('{cases,settings,fees}'::text []) as resource,
  unnest('{view,edit,delete,manage}'::text []) as action) as p, unnest(array['10000000-0000-4000-8000-000000000001', '10000000-0000-4000-8000-000000000002']::uuid []) as d (id);
select tests.back();
grant select on decided to authenticated;
select tests.as('admin@admin.com');
select is_empty(
  'select * from decided where answer <> (public.why_can(tests.person(''user@user.com''), permission, id) ->> ''is_allowed'')::boolean',
  'it never contradicts domains_with'
);
select * from finish();
rollback;
