-- What waits for the caller's decision, with each permission alone.
-- row: C01 C07
begin;
select plan(8);

insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('warden', 'Warden', 1, '/', false);
delete from public.memberships where person_id = tests.person('user@user.com');
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('user@user.com'), 'warden', true);
insert into public.approvals (rpc, subject_id, arguments, reason, requested_by, expires_at, permission, domain_id)
select 'set_platform_fee', tests.person('admin@admin.com'), jsonb_build_object('in', a.domain_id), 'x', tests.person('admin@admin.com'),
  now() + interval '1 day', a.permission, a.domain_id
from (
  values ('collaborators.manage', null), ('fees.manage', tests.domain('cooking.example')), ('fees.manage', tests.domain('abtasty.com'))
) as a (permission, domain_id);

-- As somebody with these permissions everywhere; null: not asked.
create function pg_temp.waiting(held text [], sites text [] default null) returns integer language plpgsql as $$
declare
  told integer;
begin
  delete from public.role_permissions where role_key = 'warden';
  insert into public.role_permissions
  select 'warden', p.resource, p.action from public.permissions as p where p.resource || '.' || p.action = any(held);
  perform tests.as('user@user.com', 'aal2');
  select s.count into told
  from public.hub_summary(case when sites is not null then array(select tests.domain(t.name) from unnest(sites) as t (name)) end) as s
  where s.kind = 'approvals_waiting';
  perform tests.back();
  return told;
end;
$$;

select is(pg_temp.waiting('{tickets.view}'), null, 'who decides nothing is not told of decisions');
select is(pg_temp.waiting('{domains.view,domains.edit,domains.manage}'), null, 'nor is who manages domains');
select is(pg_temp.waiting('{collaborators.manage}'), 1, 'who manages collaborators decides what is of no domain');
select is(pg_temp.waiting('{collaborators.manage}', '{abtasty.com}'), null, 'of which no choice of domains tells');
select is(pg_temp.waiting('{fees.view,fees.edit,fees.manage}'), 2, 'who manages fees, what is about those');
select is(pg_temp.waiting('{fees.view,fees.edit,fees.manage}', '{abtasty.com}'), 1, 'domain by domain');

-- Single cases are counted by the permission for cases and no other.
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
select tests.person('guardian@demo.example'), p.resource, p.action, 'deny', true, 'x' from public.permissions as p where p.resource <> 'cases';
select tests.as('guardian@demo.example');
select cmp_ok((select s.count from public.hub_summary() as s where s.kind = 'cases_open'), '>', 0, 'a guardian is told of open cases');
select is(
  (select s.count from public.hub_summary() as s where s.kind = 'cases_open'),
  (select count(*)::integer from public.cases as c where c.archived_at is null and c.status not in ('completed', 'cancelled')),
  'as many as the guardian sees'
);
select * from finish();
rollback;
