-- The helper of a policy runs once a statement (an InitPlan), not once a row.
-- row: T23
begin;
select plan(6);

-- How the API's query of a table is run: the plan as text, as the person who acts.
create function pg_temp.plan_of(query text) returns text language plpgsql as $$
declare
  line text;
  lines text := '';
begin
  for line in execute 'explain (analyze, verbose, costs off, timing off, summary off) ' || plan_of.query loop
    lines := lines || line || e'\n';
  end loop;
  return lines;
end;
$$;
create function pg_temp.is_per_row(plan text) returns boolean language sql as $$
  select plan ~ 'Filter: [^\n]*private\.(domains_with|holds|current_person_id|strong_auth)'
$$;
grant execute on all functions in schema pg_temp to authenticated;

select tests.as('admin@admin.com', 'aal2');
create temporary table plans as
select t.name, pg_temp.plan_of('select * from public.' || t.name) as plan
from (values ('clients'), ('domains'), ('people'), ('memberships'), ('person_permissions'), ('roles'),
  ('role_permissions'), ('permissions'), ('security_settings'), ('env_settings')) as t (name);
select is_empty('select name from plans where pg_temp.is_per_row(plan)', 'no helper stands in a filter');
select is_empty('select name from plans where plan !~ ''InitPlan''', 'each is an InitPlan');
select is_empty('select name from plans where plan ~ ''SubPlan''', 'and none a sub-plan');
select is(
  (select (regexp_match(plan, 'InitPlan [^\n]*\n[^\n]*loops=([0-9]+)'))[1] from plans
    where name = 'role_permissions'),
  '1', 'it ran once for 80 rows'
);

-- The test sees the fault that it is for.
select tests.back();
create policy planted on public.role_permissions for select to authenticated using (private.holds('collaborators.manage'));
drop policy select_manager on public.role_permissions;
select tests.as('admin@admin.com', 'aal2');
select is(
  pg_temp.is_per_row(pg_temp.plan_of('select * from public.role_permissions')),
  true, 'a call without (select ...) is caught'
);

select tests.back();
select is_empty(
  $$select policyname from pg_catalog.pg_policies
    where schemaname = 'public' and policyname <> 'planted'
      and replace(replace(coalesce(qual, '') || coalesce(with_check, ''), ' ', ''), e'\n', '')
        ~ '(^|[^T])private\.(domains_with|holds|current_person_id|strong_auth)\('$$,
  'in every policy the helpers stand in (select ...)'
);
select * from finish();
rollback;
