-- A security definer function puts what it looked up into a message.
-- severity: warning
-- why: It reads past row security: an error or notice that quotes a row tells the caller about it, also when the row is another tenant's.
-- mend: say what is wrong without the row's values; one answer for hidden and for absent.
-- agrees: pgrls/SEC013 pgrls/SEC014
select
  'function' as kind,
  functions.schema,
  functions.signature as name,
  null as part,
  format('raises with %s', string_agg(distinct variables.name[1], ', ')) as detail
from functions
cross join lateral regexp_matches(
  functions.body, '(?<!insert\s)(?<!merge\s)\minto\s+(?:strict\s+)?(\w+)', 'g'
) as variables (name)
where
  functions.is_definer
  and functions.language = 'plpgsql'
  and (functions.callers <> '{}' or functions.is_trigger)
  and exists (
    select
    from mentions
    where mentions.function = functions.oid and mentions.relation in (select tenanted.oid from tenanted)
  )
  -- outside of the message's own text
  and regexp_replace(functions.body, '''[^'']*''', '''''', 'g') ~ (
    '\mraise\s+(debug|log|info|notice|warning|exception)?[^;]*\m' || variables.name[1] || '\M'
  )
group by functions.schema, functions.signature
