-- The first of the demo files, in one transaction with the rest: where it fails nothing is seeded.
-- Their passwords are public, so an environment that nobody has named counts as production.
do $$
begin
  if private.environment() not in ('local', 'test') then
    raise exception 'demo data is not for the environment %', private.environment()
    using
      errcode = '42501',
      detail = 'NOT_FOR_THIS_ENVIRONMENT',
      hint = 'If this is a test database: insert into private.deployment (environment) values (''test'').';
  end if;
end;
$$;
