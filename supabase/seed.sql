-- The first of the seed files that the Supabase CLI runs, after the migrations (config.toml lists them);
-- `bo` has the same rule built in. An environment that nobody has named counts as production.
do $$
begin
  if private.environment() = 'production' then
    raise exception 'seeds are refused: the environment is production'
    using
      errcode = '42501',
      detail = 'NOT_FOR_THIS_ENVIRONMENT',
      hint = 'If it is not: insert into private.deployment (environment) values (''staging'').';
  end if;
end;
$$;
