-- What the exploits need to look at answers: a refusal is one as well.
create function pg_temp.outcome(statement text)
returns text
language plpgsql
as $$
declare
  touched bigint;
begin
  execute statement;
  get diagnostics touched = row_count;
  return 'rows: ' || touched;
exception when others then
  return sqlstate || ' ' || sqlerrm;
end;
$$;

create function pg_temp.plan(statement text)
returns text
language plpgsql
as $$
declare
  line text;
  plan text := '';
begin
  for line in execute 'explain (costs off) ' || statement loop
    plan := plan || line || E'\n';
  end loop;
  return plan;
end;
$$;

grant execute on function pg_temp.outcome(text), pg_temp.plan(text) to anon, authenticated;
