-- Which dashboards and reports somebody is shown, wherever else the answer goes: by a role where it is held, in domains
-- that are not archived, the own ones too.
-- row: C48 C51
begin;
select plan(12);

insert into public.domains (client_id, site_domain, archived_at)
select d.client_id, 'closed.example', now() from public.domains as d where d.site_domain = 'toto.example';
insert into public.memberships (person_id, domain_id, role_key) values
(tests.person('user@user.com'), tests.domain('toto.example'), 'staff'),
(tests.person('user@user.com'), (select d.id from public.domains as d where d.site_domain = 'closed.example'), 'staff');
create temporary table made on commit drop as
select d.id as domain_id, md5('seen ' || m.title)::uuid as id, tests.person(m.owner) as owner_id, m.title, m.visibility, m.role_key
from (values
  ('abtasty.com', 'user@user.com', 'own', 'private', null),
  ('cooking.example', 'user@user.com', 'own, left behind', 'private', null),
  ('closed.example', 'user@user.com', 'own, of old', 'private', null),
  ('abtasty.com', 'admin@admin.com', 'for users', 'role', 'client_user'),
  ('toto.example', 'admin@admin.com', 'for users there', 'role', 'client_user'),
  ('toto.example', 'admin@admin.com', 'for staff', 'role', 'staff'),
  ('abtasty.com', 'admin@admin.com', 'for staff here', 'role', 'staff'),
  ('toto.example', 'admin@admin.com', 'for all', 'all', null),
  ('cooking.example', 'admin@admin.com', 'for all elsewhere', 'all', null),
  ('closed.example', 'admin@admin.com', 'for all, of old', 'all', null),
  ('toto.example', 'admin@admin.com', 'private', 'private', null)
) as m (site, owner, title, visibility, role_key)
inner join public.domains as d on d.site_domain = m.site;
insert into public.dashboards (domain_id, id, owner_id, title, visibility, role_key) select m.* from made as m;
insert into public.saved_reports (domain_id, id, owner_id, title, visibility, role_key, params)
select m.*, '{"metric": "events"}' from made as m;
create function pg_temp.named(ids uuid []) returns text language sql as $$
  select string_agg(m.title, '; ' order by m.title) from made as m where m.id = any(ids)
$$;
grant select on made to public;
grant execute on all functions in schema pg_temp to public;

select tests.as('user@user.com');
select is(pg_temp.named(private.dashboards_seen()), 'for all; for staff; for users; own', 'of dashboards the own, and what is shared with the role held there');
select is(pg_temp.named(private.reports_seen()), 'for all; for staff; for users; own', 'and of reports');
select tests.back();
select tests.environment('test');
update public.roles set is_mfa_required = true where key = 'staff';
select tests.as('user@user.com');
select is(pg_temp.named(private.dashboards_seen()), 'for users; own', 'a role that wants a second factor shows no dashboard without it, the others do');
select is(pg_temp.named(private.reports_seen()), 'for users; own', 'and no report');
select tests.as('user@user.com', 'aal2');
select is(pg_temp.named(private.dashboards_seen()), 'for all; for staff; for users; own', 'with it all dashboards are');
select is(pg_temp.named(private.reports_seen()), 'for all; for staff; for users; own', 'and all reports');

-- Who works here as a user, and everywhere as staff.
select tests.back();
insert into public.memberships (person_id, is_all_domains, role_key) values (tests.person('user@user.com'), true, 'staff');
select tests.as('user@user.com');
select is(pg_temp.named(private.dashboards_seen()), 'for users; own', 'what is for one role here is not shown to the other, without its second factor');
select is(pg_temp.named(private.reports_seen()), 'for users; own', 'nor a report');
select tests.as('user@user.com', 'aal2');
select is(
  pg_temp.named(private.dashboards_seen()), 'for all; for all elsewhere; for staff; for staff here; for users; own; own, left behind',
  'a role held everywhere shows dashboards everywhere, but in archived domains'
);
select is(pg_temp.named(private.reports_seen()), 'for all; for all elsewhere; for staff; for staff here; for users; own; own, left behind', 'and reports');
select tests.back();
update public.memberships as m set valid = tstzrange(now() - interval '1 day', now()) where m.person_id = tests.person('user@user.com') and m.is_all_domains;
select tests.as('user@user.com', 'aal2');
select is(pg_temp.named(private.dashboards_seen()), 'for all; for staff; for users; own', 'until that ends');
select is(pg_temp.named(private.reports_seen()), 'for all; for staff; for users; own', 'for reports too');

select * from finish();
rollback;
