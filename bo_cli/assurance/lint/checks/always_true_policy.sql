-- A policy is true of every row, for everybody who is let near it.
-- severity: error
-- why: Constant conditions, and those that ask only whether somebody is signed in, keep no tenant apart from another.
-- mend: compare the tenant of the row with the tenants of the caller. A catalogue that all may read has no foreign key to a tenant, and is not reported for select.
-- same: advisors/rls_policy_always_true pgrls/SEC011 pgrls/SEC020 pgrls/SEC028
-- agrees: pgrls/SEC005 pgrls/SEC038 pgrls/SEC039 pgrls/SEC008
with conditions as (
  select
    policies.*,
    side.name as side,
    -- asking who signs in is not yet asking what they may do
    btrim(regexp_replace(
      regexp_replace(
        regexp_replace(side.text, '\( SELECT (auth\.\w+\(\)) AS \w+\)', '\1', 'g'),
        '\(?auth\.(uid|jwt)\(\)\)? IS NOT NULL|\(?auth\.role\(\)\)? = ''(authenticated|anon)''(::text)?', 'true', 'g'
      ),
      '\(\(*(true)\)*\)', '\1', 'g'
    )) as condition
  from policies
  cross join lateral (
    values ('using', policies.using_text), ('with check', policies.check_text)
  ) as side (name, text)
  where side.text is not null and policies.is_permissive and policies.is_for_clients
)

select
  'policy' as kind,
  conditions.schema,
  conditions.table_name as name,
  conditions.name as part,
  format('%s: every row', string_agg(conditions.side, ' and ' order by conditions.side desc)) as detail
from conditions
where
  (
    conditions.condition ~ '^\(*true\)*$'
    or conditions.condition ~ '\mOR \(*true\M|\(*\mtrue\)* OR\M'
    or conditions.condition ~ '^\(*(\d+) = \1\)*$'
  )
  and (
    conditions.command <> 'select'
    or conditions.relation in (select tenanted.oid from tenanted)
  )
group by conditions.schema, conditions.table_name, conditions.name
