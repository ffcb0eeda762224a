-- What watched bodies call. A notice outlives the rollback of whoever caused it; it is given once in a
-- transaction, because a condition may be asked for each of many rows.
create schema bo_watch;
grant usage on schema bo_watch to public;

-- The condition as it is; tells of each mutant whose condition would have another value here.
create function bo_watch.value(mutants text [], original boolean, others boolean [])
returns boolean
language plpgsql
as $$
begin
  for number in 1 .. cardinality(mutants) loop
    if others[number] is distinct from original
      and current_setting('bo_watch.m' || mutants[number], true) is distinct from '1'
    then
      perform set_config('bo_watch.m' || mutants[number], '1', true);
      raise notice 'bo_watch %', mutants[number];
    end if;
  end loop;
  return original;
end;
$$;

-- Before a statement that mutants change or leave out. Whoever calls has asked whether it was told.
create function bo_watch.reached(mutants text [])
returns boolean
language plpgsql
as $$
begin
  perform set_config('bo_watch.m' || mutants[1], '1', true);
  raise notice 'bo_watch %', array_to_string(mutants, ' ');
  return true;
end;
$$;

-- Before a statement that writes to a table; the argument: mutants of its policies for that.
create function bo_watch.written()
returns trigger
language plpgsql
as $$
begin
  perform bo_watch.reached(string_to_array(tg_argv[0], ' '));
  return null;
end;
$$;

-- What is told from here on belongs to this attempt.
create function bo_watch.attempt(number integer)
returns void
language plpgsql
as $$
begin
  raise notice 'bo_watch #%', number;
end;
$$;
grant execute on all functions in schema bo_watch to public;
