-- A function compares a column with itself where it means its argument.
-- severity: error
-- why: In SQL functions a name without qualification is the column first: `where m.team_id = team_id` is true of every membership, whatever was passed.
-- mend: write the function's name before the argument (is_member.team_id), or call the argument otherwise.
select distinct
  'function' as kind,
  functions.schema,
  functions.signature as name,
  null as part,
  format('%s is a column of %s.%s', arguments.name, relations.schema, relations.name) as detail
from functions
cross join lateral unnest(functions.arguments) as arguments (name)
inner join mentions on mentions.function = functions.oid
inner join relations on relations.oid = mentions.relation
inner join columns on columns.relation = relations.oid and lower(columns.name) = lower(arguments.name)
cross join lateral (
  select pg_temp.word(lower(arguments.name)) as word
) as argument
where
  (functions.language = 'sql' or functions.body ~ '#variable_conflict\s+use_column')
  -- column = argument, in either order; one of the two has no table, or its own
  and (
    functions.body ~ ('(?<![\w."])("?\w+"?\.)?"?' || argument.word || '"?\s*=\s*"?' || argument.word || '"?(?!\s*\.)')
    or functions.body ~ ('(?<![\w."])"?' || argument.word || '"?\s*=\s*("?\w+"?\.)"?' || argument.word)
  )
  and functions.body !~ ('\m' || lower(functions.name) || '"?\."?' || argument.word)
