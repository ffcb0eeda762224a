-- A policy lets rows through without a word about who asks.
-- severity: warning
-- why: The condition, or one of the alternatives that an OR leaves, is about the row alone: such a row is seen by everybody. `and` binds before `or`.
-- mend: add the comparison with the caller's tenants, and parentheses. Where rows are published to all on purpose, name the column so (is_public, published_at) and it is not reported.
select
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  string_agg(distinct alternatives, '; ') as detail
from policies
cross join lateral (values (policies.using_text), (policies.check_text)) as side (condition)
cross join lateral pg_temp.alternatives(side.condition) as alternatives
where
  policies.is_for_clients
  and policies.is_permissive
  and (
    policies.relation in (select tenanted.oid from tenanted)
    or policies.schema = 'storage' and policies.table_name = 'objects'
  )
  and alternatives !~ '\w\(|\mSELECT\M|\m(CURRENT_USER|SESSION_USER|CURRENT_ROLE)\M'
  and alternatives !~ '\m\w*(public|publish|shared|visible|listed)\w*\M(?!\.)'
  -- always_true_policy, or nothing at all
  and alternatives !~ '^\W*((true|false)\W*)*$'
  and alternatives !~ '^\(*(\d+) = \1\)*$'
group by policies.schema, policies.table_name, policies.name
