-- The first synchronisation after a load read the whole tenant for each of its contacts.
set local check_function_bodies = off;

create or replace function private.sync_source(
  config public.sync_configs,
  object text,
  after uuid,
  ids uuid[],
  row_limit integer
)
  returns table (
    local_id uuid,
    key text,
    properties jsonb,
    hash bytea
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  as $function$
declare
  since constant timestamptz := (config.filters ->> 'seen_since')::timestamptz;
  is_with_tests constant boolean := coalesce((config.filters ->> 'include_test')::boolean, false);
begin
  return query
  select f.id, f.key, p.properties, sha256(convert_to(p.properties::text, 'UTF8'))
  from (
    (
      select v.id, v.email as key, to_jsonb(v) as facts from public.visitors as v
      where sync_source.object = 'contacts' and v.domain_id = config.domain_id and v.email is not null
        and (sync_source.after is null or v.id > sync_source.after) and (ids is null or v.id = any(ids))
        and v.merged_into_id is null and (is_with_tests or not v.is_test) and (since is null or v.last_seen_at >= since)
        -- One contact an address: the visitor who was seen last. (all, as a join would not use the address in the index
        -- before the table is analysed, and a first synchronisation follows a first load.)
        and (v.last_seen_at, v.id) >= all (
          select twin.last_seen_at, twin.id from public.visitors as twin
          where twin.domain_id = v.domain_id and twin.email = v.email and twin.merged_into_id is null
            and (is_with_tests or not twin.is_test)
        )
      order by v.id limit row_limit
    )
    union all
    (
      select a.id, a.id::text, to_jsonb(a) from public.accounts as a
      where sync_source.object = 'companies' and a.domain_id = config.domain_id
        and (sync_source.after is null or a.id > sync_source.after) and (ids is null or a.id = any(ids))
        and (since is null or a.first_seen_at >= since)
      order by a.id limit row_limit
    )
  ) as f
  cross join lateral (select private.map_fields(config.field_map -> sync_source.object, f.facts)) as p (properties)
  order by f.id;
end;
$function$;
