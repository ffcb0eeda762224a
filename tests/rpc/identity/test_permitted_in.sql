-- What is asked for one domain, or for some, is what domains_with says of all: of everybody, for everything.
-- row: R15 R25 T08
begin;
select plan(10);

insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, domain_id, reason) values
(tests.person('user@user.com'), 'visitors', 'view', 'deny', false, tests.domain('abtasty.com'), 'x'),
(tests.person('support@demo.example'), 'accounts', 'view', 'deny', true, null, 'x'),
(tests.person('support@demo.example'), 'fees', 'manage', 'allow', false, tests.domain('abtasty.com'), 'x'),
(tests.person('admin@admin.com'), 'topics', 'view', 'deny', false, tests.domain('cooking.example'), 'x');
insert into public.person_permissions (
  person_id, resource, action, effect, is_all_domains, domain_id, reason, created_at, expires_at
) values
(tests.person('user@user.com'), 'topics', 'manage', 'allow', true, null, 'x', now(), null),
(tests.person('user@user.com'), 'orders', 'view', 'allow', true, null, 'x', now() - interval '2 days', now() - interval '1 day'),
(tests.person('user@user.com'), 'conversations', 'view', 'deny', true, null, 'x', now() - interval '2 days', now() - interval '1 day'),
(tests.person('user@user.com'), 'settings', 'edit', 'deny', true, null, 'x', now(), null),
(tests.person('user@user.com'), 'cases', 'view', 'allow', true, null, 'x', now(), now() + interval '1 day'),
(tests.person('user@user.com'), 'analytics', 'view', 'deny', true, null, 'x', now(), now() + interval '1 day');
update public.memberships set valid = '[2020-01-01,2021-01-01)' where person_id = tests.person('staff@demo.example');
update public.security_settings set is_strong_auth_relaxed_locally = false;
update public.roles set is_mfa_required = true where key = (
  select role_key from public.people where email = 'support@demo.example'
);
update public.domains set archived_at = now() where site_domain = 'sub.abtasty.com';
update public.people set status = 'disabled' where email = 'partner@demo.example';

create temporary table asked on commit drop as
select d.id as domain_id, p.resource || '.' || p.action as permission
from (select id from public.domains union all select null) as d cross join public.permissions as p;
create temporary table answered (email text, aal text, held bigint, differ bigint) on commit drop;

do $$
declare
  person record;
begin
  for person in select email::text, aal from public.people cross join unnest('{aal1,aal2}'::text []) as aal loop
    perform tests.as(person.email, person.aal);
    perform set_config('role', 'none', true); -- The helpers are our own functions' to call.
    insert into answered
    select
      person.email, person.aal, count(*) filter (where every.held),
      count(*) filter (where every.held <> (permission = any(private.permitted_in(domain_id, array['x.view', permission])))
        or every.held <> coalesce(domain_id = any(private.permitted_among(permission, array[domain_id])), false))
    from asked
    cross join lateral (select coalesce(domain_id = any(private.domains_with(permission)), false) as held) as every;
    perform tests.back();
  end loop;
end;
$$;

select is((select array_agg(email) from answered where differ > 0), null, 'nobody is told anything else');
select cmp_ok((select min(held) from answered where aal = 'aal2' and email in ('admin@admin.com', 'user@user.com', 'support@demo.example')), '>', 3::bigint, 'those who may do something were among them');
select is((select sum(held) from answered where email in ('partner@demo.example', 'staff@demo.example')), 0::numeric, 'and some who no longer may');
select is((select held from answered where email = 'support@demo.example' and aal = 'aal1'), 0::bigint, 'or not with a password alone');

select tests.as('admin@admin.com', 'aal2');
select set_config('role', 'none', true);
select is(private.permitted_among('topics.view', null), private.domains_with('topics.view'), 'without a wish: all');
select is(private.permitted_among('topics.view', '{}'), '{}', 'a wish for none gets none');
select is(private.permitted_among('topics.view', array[tests.domain('sub.abtasty.com')]), '{}', 'nor does one for what is archived');
select is(private.permitted_in(tests.domain('cooking.example'), '{topics.view,visitors.view}'), '{visitors.view}', 'of several, those that are held');
select tests.back();
select is(private.permitted_in(tests.domain('abtasty.com'), '{visitors.view}'), '{}', 'nobody holds nothing');
select is(private.permitted_among('visitors.view', array[tests.domain('abtasty.com')]), '{}', 'of none');

select * from finish();
rollback;
