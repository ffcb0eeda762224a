-- A policy asks whether the caller has a row that everybody is given.
-- severity: error
-- why: A trigger on auth.users makes such a row for each account, so having one means being signed in, and nothing else: the mark that sets some people apart was forgotten.
-- mend: compare that mark as well: exists (select from profiles where id = (select auth.uid()) and is_staff).
select distinct
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  format('each account has a row of %s.%s', relations.schema, relations.name) as detail
from policies
cross join lateral pg_temp.subselects(policies.text) as subselects
cross join lateral regexp_match(
  subselects.body, '\mFROM\s+\(*(?:"?(\w+)"?\.)?"?(\w+)"?[^,]*?WHERE'
) as source (word)
inner join relations on relations.schema = source.word[1] and relations.name = source.word[2]
inner join mentions on mentions.relation = relations.oid and mentions.writes
inner join pg_catalog.pg_trigger
  on pg_trigger.tgfoid = mentions.function and pg_trigger.tgrelid = to_regclass('auth.users')
where
  policies.is_for_clients
  and policies.is_permissive
  and subselects.head = 'EXISTS'
  and not pg_temp.is_correlated(subselects.body, policies.table_name)
  -- one comparison, with the caller
  and subselects.body ~ 'WHERE \(+"?\w+"?\."?\w+"? = (\( SELECT )?auth\.uid\(\)( AS uid\))?\)+$'
  and subselects.body !~ '\mJOIN\M'
