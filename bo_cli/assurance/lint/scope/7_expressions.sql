-- A pattern for a name as a word of its own, whatever signs are in it.
create function pg_temp.word(name text)
returns text
language sql
immutable
as $$
  select '(?<!\w)' || regexp_replace(name, '\W', '\\\&', 'g') || '(?!\w)'
$$;

-- The brackets of a deparsed expression, at every depth: what stands before, in and after each.
create function pg_temp.brackets(expression text)
returns table (before text, body text, behind text)
language plpgsql
strict
as $$
declare
  start integer;
  depth integer;
  stop integer;
begin
  for start in
    select at from generate_series(1, length(expression)) as at where substr(expression, at, 1) = '('
  loop
    depth := 0;
    stop := start;
    loop
      depth := depth + case substr(expression, stop, 1) when '(' then 1 when ')' then -1 else 0 end;
      exit when depth = 0 or stop >= length(expression);
      stop := stop + 1;
    end loop;
    before := substr(expression, 1, start - 1);
    body := substr(expression, start, stop - start + 1);
    behind := substr(expression, stop + 1);
    return next;
  end loop;
end
$$;

-- The sub-selects of a deparsed expression, at every depth: the word before each, and its text.
create function pg_temp.subselects(expression text)
returns table (head text, body text)
language sql
as $$
  select substring(brackets.before from '(\w+)\s*\(*$'), substr(brackets.body, 2, length(brackets.body) - 2)
  from pg_temp.brackets(expression)
  where brackets.body like '( SELECT%'
$$;

-- Whether a sub-select of a policy mentions the row that the policy is asked about.
create function pg_temp.is_correlated(body text, table_name text)
returns boolean
language sql
as $$
  select body ~ ('(?<![\w."''])"?' || pg_temp.word(table_name) || '"?\.')
$$;

-- An expression without the sub-selects that are worked out once a statement: what runs once a row.
create function pg_temp.once_a_row(expression text, table_name text)
returns text
language plpgsql
as $$
declare
  once text;
begin
  for once in
    select subselects.body
    from pg_temp.subselects(expression)
    where not pg_temp.is_correlated(subselects.body, table_name)
    order by length(subselects.body) desc
  loop
    expression := replace(expression, once, '…');
  end loop;
  return expression;
end
$$;

-- The alternatives of a deparsed condition: what stands between its outermost ORs, or all of it.
create function pg_temp.alternatives(expression text)
returns setof text
language plpgsql
strict
as $$
declare
  inside constant text := substr(expression, 2, greatest(length(expression) - 2, 0));
  depth integer := 0;
  start integer := 1;
begin
  if left(expression, 1) <> '(' then
    return next expression;
    return;
  end if;
  for at in 1..length(inside) loop
    depth := depth + case substr(inside, at, 1) when '(' then 1 when ')' then -1 else 0 end;
    -- (a) OR (b): the first and the last sign are no pair
    exit when depth < 0;
    if depth = 0 and substr(inside, at, 4) = ' OR ' then
      return query select pg_temp.alternatives(btrim(substr(inside, start, at - start)));
      start := at + 4;
    end if;
  end loop;
  if start = 1 or depth < 0 then
    return next expression;
  else
    return query select pg_temp.alternatives(btrim(substr(inside, start)));
  end if;
end
$$;
