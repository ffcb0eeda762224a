-- A function that reads tables or the token is marked immutable.
-- severity: error
-- why: Postgres may then work it out once, when a statement is planned, and use that answer for the next person as well.
-- mend: alter function … stable.
-- agrees: pgrls/SEC046
select distinct
  'function' as kind,
  functions.schema,
  functions.signature as name,
  null as part,
  coalesce('reads ' || relations.schema || '.' || relations.name, 'reads who is signed in') as detail
from functions
left join mentions on mentions.function = functions.oid
left join relations on relations.oid = mentions.relation
where
  functions.volatility = 'i'
  and (relations.oid is not null or functions.oid in (select ask_caller.oid from ask_caller))
