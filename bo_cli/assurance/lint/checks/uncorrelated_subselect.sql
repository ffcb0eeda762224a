-- A policy asks whether some membership exists, and not whether it is this row's.
-- severity: error
-- why: An `exists` that never mentions the row, or a list that never mentions the caller, gives the same answer for every row or every person: a member of one tenant is let into all.
-- mend: compare the inner table with a column of the row (exists), and with auth.uid() (in, any).
select distinct
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  case subselects.head
    when 'EXISTS' then 'the exists mentions no column of ' || policies.table_name
    else 'the list mentions nobody who asks'
  end as detail
from policies
cross join lateral pg_temp.subselects(policies.text) as subselects
where
  policies.is_for_clients
  and subselects.body ~ '\mFROM\M'
  -- self_comparison says so already
  and subselects.body !~ '(?<![\w."])([\w"]+\.[\w"]+) = \1(?![\w."(])'
  and not pg_temp.is_correlated(subselects.body, policies.table_name)
  and (
    subselects.head = 'EXISTS'
    -- one inside another sub-select may lean on that one's row
    and not exists (
      select
      from pg_temp.subselects(policies.text) as outer_one
      where outer_one.body <> subselects.body and position(subselects.body in outer_one.body) > 0
    )
    -- whether somebody is an administrator is no matter of the row; whether they are a member is
    and exists (
      select
      from regexp_matches(
        subselects.body, '\m(?:FROM|JOIN)\s+\(*(?:"?(\w+)"?\.)?"?(\w+)"?', 'g'
      ) as source (word)
      left join functions on functions.schema = source.word[1] and functions.name = source.word[2]
      left join mentions on mentions.function = functions.oid
      left join relations on relations.schema = source.word[1] and relations.name = source.word[2]
      inner join columns on columns.relation in (mentions.relation, relations.oid) and columns.is_tenant
    )
    or subselects.head in ('IN', 'ANY')
    and subselects.body !~ '\w\('
    and subselects.body !~ '\m(CURRENT_USER|SESSION_USER|CURRENT_ROLE)\M'
    -- the policies of the table that is read may speak of the caller
    and not exists (
      select
      from regexp_matches(subselects.body, '\m(?:FROM|JOIN)\s+\(*(?:"?(\w+)"?\.)?"?(\w+)"?', 'g') as source (word)
      inner join relations on relations.schema = source.word[1] and relations.name = source.word[2]
      where relations.has_rls or relations.kind = 'v'
    )
  )
