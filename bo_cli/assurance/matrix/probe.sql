-- Tries statements as somebody, and undoes each: an exception takes back all that its block did,
-- role and claims included. One round trip tries many.
--
-- who: the settings that make a request somebody's, the role last. items: run, before, after, reads,
-- control, as in class Attempt; build, a query for the statement to run, which the owner asks with the
-- claims set; watch, where what is written is to be found out.
create or replace function pg_temp.bo_probe(who jsonb, items jsonb)
returns table (
  state text, message text, constraint_name text, table_name text, touched bigint, answer text,
  ran text, written jsonb, control text
)
language plpgsql
as $$
declare
  item jsonb;
begin
  for item in select value from jsonb_array_elements(items) loop
    select tried.* into
      state, message, constraint_name, table_name, touched, answer, ran, written
    from pg_temp.bo_try(who, item) as tried;
    control := '';
    if (item->>'control')::boolean and (state <> '00000' or touched = 0 or answer = 'false') then
      -- First with the claims and without the role, because triggers may ask who it is.
      control := pg_temp.bo_control(who - 'role', item);
      if control <> 'works' then
        control := pg_temp.bo_control('{}', item);
      end if;
    end if;
    return next;
  end loop;
end;
$$;

create or replace function pg_temp.bo_control(who jsonb, item jsonb)
returns text
language plpgsql
as $$
declare
  tried record;
begin
  select * into tried from pg_temp.bo_try(who, item);
  -- Row security comes before the table's own constraints: who is stopped there has passed it.
  if tried.state like '23%' and tried.state <> '23000' and tried.table_name <> '' then
    return 'works';
  end if;
  if tried.state = '00000' and tried.touched > 0 and tried.answer is distinct from 'false' then
    return 'works';
  end if;
  return case
    when tried.state = '00000' then 'changes nothing'
    else tried.state || ': ' || tried.message
  end;
end;
$$;

create or replace function pg_temp.bo_try(
  who jsonb, item jsonb,
  out state text, out message text, out constraint_name text, out table_name text,
  out touched bigint, out answer text, out ran text, out written jsonb
)
language plpgsql
as $$
declare
  done constant text := 'BO000';
  schema_name text;
  counters bigint[];
begin
  state := 'BO001';
  message := '';
  constraint_name := '';
  table_name := '';
  touched := 0;
  if item ? 'before' then
    execute item->>'before';
  end if;
  perform set_config(setting.key, setting.value, true)
  from jsonb_each_text(who - 'role') as setting;
  ran := item->>'run';
  if item ? 'build' then
    execute item->>'build' into ran;
  end if;
  if item ? 'watch' then
    counters := pg_temp.bo_counters();
  end if;
  state := '00000';
  -- The role comes last: nobody else may need to be allowed to set the claims.
  perform set_config('role', coalesce(who->>'role', 'none'), true);
  if item ? 'reads' then
    execute ran into answer;
    get diagnostics touched = row_count;
  else
    execute ran;
    get diagnostics touched = row_count;
  end if;
  perform set_config('role', 'none', true);
  if item ? 'watch' then
    written := pg_temp.bo_written(counters);
  end if;
  if item ? 'after' and (touched > 0 or item ? 'always') then
    execute item->>'after' into answer;
  end if;
  raise exception using errcode = done;
exception
  when others then
    if sqlstate = done then
      return;
    end if;
    if state = 'BO001' then
      message := 'what it needs first fails: ';
    else
      state := sqlstate;
    end if;
    get stacked diagnostics
      constraint_name = constraint_name,
      schema_name = schema_name,
      table_name = table_name;
    table_name := coalesce(nullif(schema_name, '') || '.' || table_name, '');
    message := message || sqlerrm;
end;
$$;
