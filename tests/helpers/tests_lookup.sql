-- Schema `tests`: find the demo rows by name, and see what a statement did or why it was refused.
begin;

-- pgTAP's functions belong to postgres where postgres created the extension; the default privileges
-- then keep them from the roles that the tests act as.
do $$
declare
  pgtap_function regprocedure;
begin
  for pgtap_function in
    select pg_proc.oid::regprocedure
    from pg_catalog.pg_extension
    inner join pg_catalog.pg_depend on pg_depend.refobjid = pg_extension.oid
    inner join pg_catalog.pg_proc on pg_proc.oid = pg_depend.objid
    where
      pg_extension.extname = 'pgtap'
      and pg_depend.classid = 'pg_catalog.pg_proc'::regclass
      and pg_proc.proowner = current_user::regrole
  loop
    execute format(
      'grant execute on function %s to anon, authenticated, service_role', pgtap_function
    );
  end loop;
end;
$$;

-- definer: finds rows that whoever acts at the moment may not see.
create or replace function tests.person(email text)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  found_id uuid;
begin
  select people.id into strict found_id
  from public.people
  where people.email = lower(person.email) and people.status <> 'deleted';
  return found_id;
end;
$$;
comment on function tests.person is 'The id of the person with this address; fails when there is none.';

-- definer: finds rows that whoever acts at the moment may not see.
create or replace function tests.domain(name text)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  found_id uuid;
begin
  select domains.id into strict found_id
  from public.domains
  where domains.site_domain = domain.name;
  return found_id;
end;
$$;
comment on function tests.domain is 'The id of the domain with this name; fails when there is none.';

-- definer: finds rows that whoever acts at the moment may not see.
create or replace function tests.client(name text)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  found_id uuid;
begin
  select clients.id into strict found_id from public.clients where clients.name = client.name;
  return found_id;
end;
$$;
comment on function tests.client is 'The id of the client (organization) with this name; fails when there is none.';

grant execute on all functions in schema tests to anon, authenticated, service_role;

select plan(1);
select has_function('tests', 'person', array['text'], 'people can be found');
select * from finish();
commit;
