-- Of which domains and rows changes_since() tells somebody, table by table, with each permission alone.
-- row: C54 R25
begin;
select plan(16);

insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', true), ('warden', 'Warden', 1, '/', false);
delete from public.memberships where person_id = tests.person('user@user.com');
insert into public.memberships (person_id, role_key, domain_id)
values (tests.person('user@user.com'), 'probe', tests.domain('cooking.example'));

-- As somebody with these permissions in one domain: each table with the number of its domains, or of its rows.
create function pg_temp.told(variadic held text []) returns text language plpgsql as $$
declare
  told text;
begin
  delete from public.role_permissions where role_key in ('probe', 'warden');
  insert into public.role_permissions
  select r.key, p.resource, p.action
  from public.permissions as p cross join unnest('{probe,warden}'::text []) as r (key)
  where p.resource || '.' || p.action = any(held);
  perform tests.as('user@user.com', 'aal2');
  select string_agg(s.relation || ' ' || cardinality(s.domain_ids), ', ' order by s.relation) into told
  from private.change_scopes() as s where s.domain_ids <> '{}';
  perform tests.back();
  return told;
end;
$$;

select is(pg_temp.told('fees.view', 'commissions.view'), null, 'permissions that open none of them');
select is(pg_temp.told('events.view'), 'alerts 1', 'alerts');
select is(pg_temp.told('cases.view'), 'cases 1', 'cases');
select is(pg_temp.told('tickets.view'), 'ticket_comments 1, tickets 1', 'tickets and what is said of them');
select is(pg_temp.told('fees.view', 'fees.edit', 'fees.manage'), 'approvals 1', 'requests about fees');
select is(pg_temp.told('commissions.view', 'commissions.edit', 'commissions.manage'), 'approvals 1', 'requests about commissions');
select is(pg_temp.told('collaborators.manage'), null, 'who manages collaborators of one domain is told of no request');

insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('user@user.com'), 'warden', true);
select is(
  pg_temp.told('collaborators.manage'), 'approvals ' || 1 + (select count(*) from public.domains),
  'who manages those of all is told of every request, also of those of no domain'
);
select is(pg_temp.told('domains.view', 'domains.edit', 'domains.manage'), null, 'no other permission for all domains does that');

-- Single rows: the cases of a guardian, by the permission for cases and no other.
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
select tests.person('guardian@demo.example'), p.resource, p.action, 'deny', true, 'x' from public.permissions as p where p.resource <> 'cases';
select tests.as('guardian@demo.example');
select isnt_empty(
  $$ select from private.change_scopes() as s where s.relation = 'cases' and s.row_ids <> '{}' $$, 'a guardian is told of single cases'
);
select results_eq(
  $$ select unnest(s.row_ids) from private.change_scopes() as s where s.relation = 'cases' order by 1 $$,
  $$ select c.id from public.cases as c order by c.id $$, 'those that the guardian sees'
);
select is_empty(
  $$ select from private.change_scopes() as s where s.relation <> 'cases' and s.row_ids <> '{}' $$, 'and of no single rows else'
);

-- Whose changes are found: beyond the policies, which would hide the rows, but not that something was deleted.
create function pg_temp.found(relation text) returns setof private.row_changes language sql stable as $$
  select * from unnest(private.find_row_changes(
    found.relation, '0.00000000-0000-0000-0000-000000000000.00000000-0000-0000-0000-000000000000', 500
  ))
$$;
select tests.back();
insert into public.notifications (recipient_id, event, type, severity, title)
select tests.person(who), 'ticket.created', 'ticket', 'info', 'x' from unnest('{guardian@demo.example,user@user.com}'::text []) as who;
update private.row_changes set xid = '9'; -- as if that were long ago
select tests.as('guardian@demo.example');
select isnt_empty($$ select from pg_temp.found('notifications') $$, 'changes of own notifications are found');
select is_empty(
  $$ select from pg_temp.found('notifications') as n where n.person_id <> private.current_person_id() $$, 'and of nobody else''s'
);
select results_eq(
  $$ select f.row_id from pg_temp.found('cases') as f order by 1 $$, $$ select c.id from public.cases as c order by 1 $$,
  'those of single cases are found, and of no others in the domain'
);

select isnt(
  (select s.print from private.change_scopes() as s where s.relation = 'cases'),
  (select s.print from private.change_scopes() as s where s.relation = 'alerts'), 'single rows are part of the print'
);
select * from finish();
rollback;
