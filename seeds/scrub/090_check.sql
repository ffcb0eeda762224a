-- Asks the catalogue, so that a column which the files before this one do not know is found as well.
do $$
declare
  candidate record;
  is_left boolean;
  left_in text[] := '{}';
begin
  for candidate in
    select format('%I.%I', n.nspname, c.relname) as table_name, a.attname as column_name
    from pg_class as c
    inner join pg_namespace as n on c.relnamespace = n.oid
    inner join pg_attribute as a on c.oid = a.attrelid and a.attnum > 0 and not a.attisdropped
    inner join pg_type as t on a.atttypid = t.oid
    left join pg_type as base on t.typbasetype = base.oid
    left join pg_type as element on t.typelem = element.oid and t.typcategory = 'A'
    where n.nspname in ('public', 'private', 'auth')
      and c.relkind in ('r', 'p', 'm') and not c.relispartition
      and (
        'S' in (t.typcategory, base.typcategory, element.typcategory)
        or t.typname in ('json', 'jsonb', 'xml') or base.typname in ('json', 'jsonb', 'xml')
        or element.typname in ('json', 'jsonb', 'xml') or t.typtype = 'c' or element.typtype = 'c'
      )
    order by 1, 2
  loop
    -- %40 in addresses of pages, \u0040 in json. The pattern would rather take too much than too little.
    execute format(
      $query$
      select exists (
        select
        from %s as t
        cross join regexp_replace(t.%I::text, '%%40|\\u0040', '@', 'gi') as plain (value)
        cross join regexp_matches(
          plain.value, '[^\s@"<>(),;:\[\]{}\\]+@(?:[^\s@"''<>(),;:/?&#.\[\]{}\\]+\.)+[[:alpha:]][[:alnum:]-]+', 'g'
        ) as found (match)
        where plain.value like '%%@%%' and not pg_temp.is_made_up(found.match[1])
      )
      $query$, candidate.table_name, candidate.column_name
    ) into is_left;
    if is_left then
      left_in := left_in || (candidate.table_name || '.' || quote_ident(candidate.column_name));
    end if;
  end loop;
  if left_in <> '{}' then
    raise exception 'e-mail addresses are left in %', array_to_string(left_in, ', ')
      using hint = 'Say in a file of seeds/scrub what becomes of the column; nothing was changed.';
  end if;
end;
$$;
