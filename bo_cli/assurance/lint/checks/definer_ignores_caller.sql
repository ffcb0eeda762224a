-- A security definer function hands out or changes rows of tenants and does not ask who calls.
-- severity: error
-- why: It runs past row security. Neither it nor a function that it calls reads the token, so whoever may execute it gets the rows of any tenant whose id, or whatever else it takes, they send.
-- mend: check the caller's permission first, for the tenant that the argument names; or make it security invoker; or grant it to service_role alone.
-- agrees: pgrls/SEC014 pgrls/VIEW004
select
  'function' as kind,
  functions.schema,
  functions.signature as name,
  null as part,
  format(
    'open to %s%s; reaches %s', array_to_string(functions.callers, ', '),
    coalesce(', takes the tenant as ' || tenant.argument, ''), string_agg(distinct relations.name, ', ')
  ) as detail
from functions
inner join mentions on mentions.function = functions.oid
inner join relations on relations.oid = mentions.relation
left join lateral (
  select argument
  from unnest(functions.arguments) as argument
  cross join lateral (
    select nullif(lower(current_setting('bo_lint.tenant_column')), '') as name
  ) as tenant_column
  where right(lower(argument), length(tenant_column.name)) = tenant_column.name
  limit 1
) as tenant on true
where
  functions.is_definer
  and functions.is_exposed
  and not functions.is_trigger
  and functions.callers <> '{}'
  and functions.oid not in (select ask_caller.oid from ask_caller)
  and relations.oid in (select tenanted.oid from tenanted)
group by functions.schema, functions.signature, functions.callers, tenant.argument
