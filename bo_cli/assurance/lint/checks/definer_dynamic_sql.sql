-- A security definer function puts an argument into SQL as it comes.
-- severity: error
-- why: Whoever may call it writes a part of a statement that runs with the rights of its owner.
-- mend: pass values with `using`, names with format('%I', …); never with || or %s.
select
  'function' as kind,
  functions.schema,
  functions.signature as name,
  null as part,
  format('argument %s becomes part of a statement', string_agg(distinct arguments.name, ', ')) as detail
from functions
cross join lateral unnest(functions.arguments) as arguments (name)
where
  functions.is_definer
  and functions.language = 'plpgsql'
  and not functions.is_trigger
  and arguments.name <> ''
  and functions.body ~ '\mexecute\M'
  and (
    functions.body ~ ('\|\|\s*(\w+\.)?' || pg_temp.word(lower(arguments.name)))
    or functions.body ~ (
      '(?<!quote_(ident|literal|nullable)\s*\(\s*)' || pg_temp.word(lower(arguments.name)) || '\s*\|\|'
    )
    or functions.body ~ ('\mformat\s*\([^;]*%s[^;]*' || pg_temp.word(lower(arguments.name)))
  )
group by functions.schema, functions.signature
