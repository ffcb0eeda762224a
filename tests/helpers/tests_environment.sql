-- Schema `tests`: say which environment the database is, until the transaction ends.
begin;

-- definer: deployment is granted to nobody.
create or replace function tests.environment(name text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from private.deployment;
  insert into private.deployment (environment)
  select environment.name where environment.name is not null;
end;
$$;
comment on function tests.environment is
'Make the database this environment; null: one that nobody has named.';

grant execute on all functions in schema tests to anon, authenticated, service_role;

select plan(1);
select has_function('tests', 'environment', array['text'], 'the environment can be set');
select * from finish();
commit;
