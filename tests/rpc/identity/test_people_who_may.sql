-- Who may something in a domain is found among all people, however they came by it.
-- row: T39 R25
begin;
select plan(4);

-- By a role everywhere, or there; by an exception everywhere that one works, or there.
delete from public.role_permissions where resource = 'topics';
insert into public.role_permissions (role_key, resource, action) values ('admin', 'topics', 'edit'), ('client_user', 'topics', 'edit');
insert into public.memberships (person_id, role_key, domain_id)
values (tests.person('business@demo.example'), 'business', tests.domain('abtasty.com'));
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, domain_id, reason) values
(tests.person('support@demo.example'), 'topics', 'edit', 'allow', true, null, 'x'),
(tests.person('business@demo.example'), 'topics', 'edit', 'allow', false, tests.domain('abtasty.com'), 'x');
create function pg_temp.who(permission text, site text) returns text language sql as $$
  select string_agg(split_part(p.email::text, '@', 1), ' ' order by p.email)
  from unnest(private.people_who_may(permission, tests.domain(site))) as found (id) inner join public.people as p using (id)
$$;

select is(pg_temp.who('topics.edit', 'abtasty.com'), 'admin business support user', 'by a role or an exception, everywhere or there');
select is(pg_temp.who('topics.view', 'cooking.example'), 'admin support', 'elsewhere those who have it everywhere; whoever edits views');
select is(pg_temp.who('topics.manage', 'abtasty.com'), null, 'and does not manage');
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('admin@admin.com'), 'topics', 'edit', 'deny', true, 'x');
select is(pg_temp.who('topics.edit', 'cooking.example'), 'support', 'what was taken from somebody nobody has');

select * from finish();
rollback;
