-- Settings: what can be set, what was set for all sites and for one, version by version, and who sees which field.
SET local check_function_bodies = off;

CREATE TABLE "public"."config_globals" (
  "slug"       text                     NOT NULL,
  "version"    integer                  NOT NULL,
  "enabled"    boolean,
  "config"     jsonb                    NOT NULL DEFAULT '{}'::jsonb,
  "reason"     text,
  "changed_as" text                     NOT NULL,
  "changed_by" uuid,
  "changed_at" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "config_globals_changed_as_check" CHECK ((changed_as = ANY (ARRAY['client'::text, 'staff'::text]))),
  CONSTRAINT "config_globals_config_check" CHECK (((jsonb_typeof(config) = 'object'::text) AND (octet_length((config)::text) <= 65536))),
  CONSTRAINT "config_globals_pkey" PRIMARY KEY (slug, VERSION),
  CONSTRAINT "config_globals_reason_check" CHECK ((length(reason) <= 500)),
  CONSTRAINT "config_globals_version_check" CHECK ((version > 0))
);

ALTER TABLE "public"."config_globals"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."config_globals" FROM "anon";

CREATE TABLE "public"."config_schemas" (
  "slug"               text    NOT NULL,
  "scope"              text    NOT NULL,
  "title"              text    NOT NULL,
  "description"        text    NOT NULL,
  "json_schema"        jsonb   NOT NULL,
  "is_feature"         boolean NOT NULL DEFAULT false,
  "enabled_by_default" boolean NOT NULL DEFAULT true,
  "default_config"     jsonb   NOT NULL DEFAULT '{}'::jsonb,
  "merge_strategy"     text    NOT NULL DEFAULT 'deep'::text,
  "access"             text    NOT NULL,
  CONSTRAINT "config_schemas_access_check" CHECK ((access = ANY (ARRAY['client'::text, 'staff'::text, 'mixed'::text]))),
  CONSTRAINT "config_schemas_default_config_check" CHECK ((jsonb_typeof(default_config) = 'object'::text)),
  CONSTRAINT "config_schemas_is_feature_check" CHECK ((is_feature OR enabled_by_default)),
  CONSTRAINT "config_schemas_json_schema_check" CHECK ((json_schema @> '{"type": "object"}'::jsonb)),
  CONSTRAINT "config_schemas_merge_strategy_check" CHECK ((merge_strategy = ANY (ARRAY['deep'::text, 'replace'::text]))),
  CONSTRAINT "config_schemas_pkey" PRIMARY KEY (slug),
  CONSTRAINT "config_schemas_scope_check" CHECK ((scope = ANY (ARRAY['global'::text, 'website'::text]))),
  CONSTRAINT "config_schemas_slug_check" CHECK ((slug ~ '^[a-z][a-z_]{1,62}$'::text))
);

ALTER TABLE "public"."config_schemas"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."config_schemas" FROM "anon";

CREATE TABLE "public"."config_values" (
  "domain_id"  uuid                     NOT NULL,
  "slug"       text                     NOT NULL,
  "version"    integer                  NOT NULL,
  "enabled"    boolean,
  "config"     jsonb                    NOT NULL DEFAULT '{}'::jsonb,
  "reason"     text,
  "changed_as" text                     NOT NULL,
  "changed_by" uuid,
  "changed_at" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "config_values_changed_as_check" CHECK ((changed_as = ANY (ARRAY['client'::text, 'staff'::text]))),
  CONSTRAINT "config_values_config_check" CHECK (((jsonb_typeof(config) = 'object'::text) AND (octet_length((config)::text) <= 65536))),
  CONSTRAINT "config_values_pkey" PRIMARY KEY (domain_id, slug, VERSION),
  CONSTRAINT "config_values_reason_check" CHECK ((length(reason) <= 500)),
  CONSTRAINT "config_values_version_check" CHECK ((version > 0))
);

ALTER TABLE "public"."config_values"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."config_values" FROM "anon";

CREATE TYPE "private"."config_fault" AS (
  "path"    text,
  "keyword" text,
  "reason"  text
);

CREATE TYPE "private"."config_finding" AS (
  "path"   text,
  "before" jsonb,
  "after"  jsonb,
  "fault"  text
);

CREATE TYPE "private"."config_state" AS (
  "version"          integer,
  "enabled"          boolean,
  "config"           jsonb,
  "enabled_below"    boolean,
  "config_below"     jsonb,
  "enabled_in_force" boolean,
  "config_in_force"  jsonb
);

CREATE OR REPLACE FUNCTION private.begin_config (
  slug      text,
  domain_id uuid,
  access    text
)
  RETURNS public.config_schemas
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  known constant public.config_schemas := private.find_config(slug, access);
begin
  -- What is set for all sites must suit each site, so nobody sets a site's meanwhile.
  if begin_config.domain_id is null then
    perform from public.config_schemas as s where s.slug = known.slug for update;
    return known;
  end if;
  if known.scope = 'global' then
    perform private.bad_input('domain_id', 'these settings are set for all sites together');
  end if;
  perform from public.config_schemas as s where s.slug = known.slug for share;
  return known;
end;
$function$;

CREATE OR REPLACE FUNCTION private.check_config_schema()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  fault record;
begin
  select f.path, f.reason into fault from private.config_schema_faults(new.json_schema) as f limit 1;
  if not found then
    select part.path, 'x-access: does not suit the access of the whole' as reason into fault
    from private.config_subschemas(new.json_schema, '') as part
    where part.schema ->> 'x-access' <> new.access and new.access <> 'mixed' limit 1;
  end if;
  if not found and new.merge_strategy = 'replace' and new.access = 'mixed' then
    -- Whoever replaces the whole would drop the fields that others hold.
    select '' as path, 'merge_strategy: replace suits no mixed access' as reason into fault;
  end if;
  if not found then
    select f.path, 'default_config: ' || f.reason as reason into fault
    from private.config_faults(new.json_schema, new.default_config) as f limit 1;
  end if;
  if not found then
    select concat_ws(' ', nullif(f.site_domain, ''), f.path) as path, 'what was set before: ' || f.reason as reason into fault
    from private.config_in_force_faults(new, null) as f limit 1;
  end if;
  if found then
    raise exception 'config schema %: %: %', new.slug, fault.path, fault.reason
      using errcode = '22023', detail = 'INVALID_CONFIG';
  end if;
  return new;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_access (
  permission text,
  domain_id  uuid
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  is_everywhere constant boolean := config_access.domain_id is null;
begin
  if current_setting('role') = 'service_role'
    or is_everywhere and private.holds('settings.manage')
    or config_access.domain_id = any(private.domains_with('settings.manage')) then
    return 'staff';
  end if;
  if is_everywhere and private.holds(permission)
    or config_access.domain_id = any(private.domains_with(permission)) then
    return 'client';
  end if;
  perform private.fail('42501', 'PERMISSION_DENIED', format('%s is not permitted', permission));
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_array_faults (
  schema jsonb,
  value  jsonb,
  path   text,
  root   jsonb
)
  RETURNS SETOF private.config_fault
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  size constant integer := jsonb_array_length(value);
  fixed constant integer := coalesce(jsonb_array_length(schema -> 'prefixItems'), 0);
begin
  return query
  select config_array_faults.path, rule.keyword, rule.reason
  from (
    values
      ('minItems', size < (schema ->> 'minItems')::numeric, 'must have at least this many items: ' || concat_ws('', schema ->> 'minItems')),
      ('maxItems', size > (schema ->> 'maxItems')::numeric, 'must have at most this many items: ' || concat_ws('', schema ->> 'maxItems')),
      (
        'uniqueItems',
        (schema ->> 'uniqueItems')::boolean
        and size > (select count(distinct item.value) from jsonb_array_elements(value) as item),
        'must not hold an item twice'
      )
  ) as rule (keyword, is_broken, reason)
  where rule.is_broken;
  return query
  select fault.*
  from jsonb_array_elements(value) with ordinality as item (value, place)
  cross join lateral private.config_faults(
    case when item.place <= fixed then schema -> 'prefixItems' -> (item.place - 1)::integer else schema -> 'items' end,
    item.value, private.config_path(config_array_faults.path, (item.place - 1)::text), root
  ) as fault
  where item.place <= fixed or schema ? 'items';
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_changes (
  earlier jsonb,
  later   jsonb,
  place   text
)
  RETURNS TABLE (
    path   text,
    before jsonb,
    after  jsonb
  )
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  if earlier is not distinct from later then
    return;
  end if;
  if jsonb_typeof(earlier) = 'object' and jsonb_typeof(later) = 'object' then
    return query
    select below.path, below.before, below.after
    from (
      select jsonb_object_keys(earlier) as key
      union
      select jsonb_object_keys(later)
    ) as name
    cross join lateral private.config_changes(
      earlier -> name.key, later -> name.key, private.config_path(place, name.key)
    ) as below;
    return;
  end if;
  return query select place, earlier, later;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_default_access (
  known public.config_schemas
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return case known.access when 'client' then 'client' else 'staff' end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_deref (
  schema jsonb,
  root   jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  if schema = 'true' then
    return '{}';
  end if;
  if schema ? '$ref' then
    return private.config_deref(root #> string_to_array(substr(schema ->> '$ref', 3), '/'), root) || (schema - '$ref');
  end if;
  return schema;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_document (
  domain_ids  uuid[],
  with_global boolean
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return jsonb_build_object(
    'format', 'bo.config/1',
    'global', (
      select coalesce(jsonb_object_agg(known.slug, private.config_entry(state)), '{}')
      from public.config_schemas as known
      cross join lateral private.read_config(known, null) as state
      where with_global and private.config_entry(state) is not null
    ),
    'sites', (
      select coalesce(jsonb_object_agg(site.site_domain, site.entries), '{}')
      from (
        select tenant.site_domain, jsonb_object_agg(known.slug, private.config_entry(state)) as entries
        from public.domains as tenant
        cross join public.config_schemas as known
        cross join lateral private.read_config(known, tenant.id) as state
        where tenant.id = any(domain_ids) and private.config_entry(state) is not null
        group by tenant.site_domain
      ) as site
    )
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_document_entries (
  document jsonb
)
  RETURNS TABLE (
    path        text,
    site_domain text,
    slug        text,
    enabled     boolean,
    config      jsonb
  )
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  select
    private.config_path(place.path, entry.key), place.site_domain, entry.key,
    (entry.value ->> 'enabled')::boolean, entry.value -> 'config'
  from (
    select '/global' as path, null as site_domain, document -> 'global' as entries
    union all
    select private.config_path('/sites', site.key), site.key, site.value
    from jsonb_each(document -> 'sites') as site
  ) as place
  cross join lateral jsonb_each(place.entries) as entry
  order by place.site_domain nulls first, entry.key;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_document_schema()
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return $json$
  {
    "type": "object",
    "required": ["format", "global", "sites"],
    "additionalProperties": false,
    "properties": {
      "format": {"const": "bo.config/1"},
      "global": {"$ref": "#/$defs/entries"},
      "sites": {"type": "object", "additionalProperties": {"$ref": "#/$defs/entries"}}
    },
    "$defs": {
      "entries": {
        "type": "object",
        "additionalProperties": {
          "type": "object",
          "required": ["enabled", "config"],
          "additionalProperties": false,
          "properties": {"enabled": {"type": ["boolean", "null"]}, "config": {"type": "object"}}
        }
      }
    }
  }
  $json$::jsonb;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_edit_access (
  domain_id uuid
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if config_edit_access.domain_id is null then
    perform private.require('settings.manage');
  end if;
  return private.config_access('settings.edit', config_edit_access.domain_id);
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_entry (
  state private.config_state
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  if state.enabled is null and state.config = '{}' then
    return null;
  end if;
  return jsonb_build_object('enabled', state.enabled, 'config', state.config);
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_faults (
  schema jsonb,
  value  jsonb,
  path   text  DEFAULT ''::text,
  root   jsonb DEFAULT NULL::jsonb
)
  RETURNS SETOF private.config_fault
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  whole constant jsonb := coalesce(config_faults.root, schema);
begin
  if jsonb_typeof(schema) = 'boolean' then
    if schema = 'false' then
      return next (path, 'false', 'is not known')::private.config_fault;
    end if;
    return;
  end if;
  if schema ? '$ref' then
    return query
    select fault.*
    from private.config_faults(
      whole #> string_to_array(substr(schema ->> '$ref', 3), '/'), value, path, whole
    ) as fault;
  end if;
  return query
  select config_faults.path, fault.keyword, fault.reason
  from private.config_scalar_faults(schema, value) as fault;
  if jsonb_typeof(value) = 'object' then
    return query select fault.* from private.config_object_faults(schema, value, path, whole) as fault;
  elsif jsonb_typeof(value) = 'array' then
    return query select fault.* from private.config_array_faults(schema, value, path, whole) as fault;
  end if;
  if schema ?| '{allOf,anyOf,oneOf,not}' then
    return query select fault.* from private.config_logic_faults(schema, value, path, whole) as fault;
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_format_fits (
  value  text,
  format text
)
  RETURNS boolean
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return case config_format_fits.format
    when 'date' then value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and private.is_valid_input(value, 'date')
    when 'date-time' then
      value ~* '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$'
      and value !~ '[^ -~]' and private.is_valid_input(left(value, 10), 'date')
    when 'email' then
      length(value) <= 254 and value ~ (
        '^[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+)*'
        || '@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$'
      )
    when 'uri' then value ~ (
      '^[A-Za-z][A-Za-z0-9+.-]*:(//([A-Za-z0-9._~!$&''()*+,;=:-]|%[0-9A-Fa-f]{2})*(@([A-Za-z0-9._~!$&''()*+,;=-]|%[0-9A-Fa-f]{2})*)?'
      || '(\[[0-9A-Fa-f:.]+\])?(:[0-9]*)?(/|\?|#|$))?([A-Za-z0-9._~!$&''()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*'
      || '(#([A-Za-z0-9._~!$&''()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?$'
    )
    when 'uuid' then value ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
  end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_in_force_faults (
  known     public.config_schemas,
  domain_id uuid
)
  RETURNS TABLE (
    site_domain text,
    path        text,
    reason      text
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query
  select place.name, fault.path, fault.reason
  from (
    select config_in_force_faults.domain_id as id, ''::text as name
    union all
    select d.id, d.site_domain
    from public.domains as d
    where config_in_force_faults.domain_id is null
      and d.id in (select v.domain_id from public.config_values as v where v.slug = known.slug)
  ) as place
  cross join lateral private.read_config(known, place.id) as state
  cross join lateral private.config_faults(known.json_schema, state.config_in_force) as fault
  order by place.name, fault.path, fault.keyword;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_lay (
  below    jsonb,
  above    jsonb,
  strategy text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
declare
  floor constant jsonb := case when jsonb_typeof(below) = 'object' then below else '{}' end;
begin
  if coalesce(above, 'null') = 'null' then
    return nullif(below, 'null');
  end if;
  if jsonb_typeof(above) <> 'object' then
    return above;
  end if;
  return (
    select coalesce(jsonb_object_agg(laid.key, laid.value), '{}')
    from (
      select name.key, private.config_lay(floor -> name.key, above -> name.key, strategy) as value
      from (
        select jsonb_object_keys(above) as key
        union
        select jsonb_object_keys(floor) as key where strategy = 'deep'
      ) as name
    ) as laid
    where laid.value is not null
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_leaf (
  value jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return (
    select min(coalesce(
      private.config_path('', member.key) || private.config_leaf(member.value), private.config_path('', member.key)
    ))
    from (
      select part.key, part.value
      from jsonb_each(case when jsonb_typeof(config_leaf.value) = 'object' then config_leaf.value else '{}' end) as part
      union all
      select (part.place - 1)::text, part.value
      from jsonb_array_elements(
        case when jsonb_typeof(config_leaf.value) = 'array' then config_leaf.value else '[]' end
      ) with ordinality as part (value, place)
      where part.value <> 'null'
    ) as member
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_logic_faults (
  schema jsonb,
  value  jsonb,
  path   text,
  root   jsonb
)
  RETURNS SETOF private.config_fault
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  any_of constant jsonb := schema -> 'anyOf';
  one_of constant jsonb := schema -> 'oneOf';
begin
  return query
  select fault.*
  from jsonb_array_elements(schema -> 'allOf') as part (value)
  cross join lateral private.config_faults(part.value, config_logic_faults.value, path, root) as fault;
  if any_of is not null and private.config_matches(any_of, value, root) = 0 then
    return next (path, 'anyOf', 'fits none of the alternatives')::private.config_fault;
  end if;
  if one_of is not null and private.config_matches(one_of, value, root) <> 1 then
    return next (path, 'oneOf', 'must fit exactly one of the alternatives')::private.config_fault;
  end if;
  if schema ? 'not' and private.config_matches(jsonb_build_array(schema -> 'not'), value, root) = 1 then
    return next (path, 'not', 'is what it must not be')::private.config_fault;
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_matches (
  schemas jsonb,
  value   jsonb,
  root    jsonb
)
  RETURNS bigint
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return (
    select count(*)
    from jsonb_array_elements(schemas) as branch (schema)
    where not exists (
      select from private.config_faults(branch.schema, config_matches.value, '', root)
    )
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_meta_schema()
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return $json$
  {
    "$ref": "#/$defs/schema",
    "$defs": {
      "schema": {
        "type": ["object", "boolean"],
        "additionalProperties": false,
        "properties": {
          "$schema": {"const": "https://json-schema.org/draft/2020-12/schema"},
          "$comment": {"type": "string"},
          "$defs": {"type": "object", "additionalProperties": {"$ref": "#/$defs/schema"}},
          "$ref": {"type": "string", "pattern": "^#/[$]defs/[A-Za-z][A-Za-z0-9_-]*$"},
          "title": {"type": "string"},
          "description": {"type": "string"},
          "type": {"anyOf": [
            {"$ref": "#/$defs/type"},
            {"type": "array", "items": {"$ref": "#/$defs/type"}, "minItems": 1, "uniqueItems": true}
          ]},
          "enum": {"type": "array", "minItems": 1},
          "const": true,
          "minimum": {"type": "number"}, "maximum": {"type": "number"},
          "exclusiveMinimum": {"type": "number"}, "exclusiveMaximum": {"type": "number"},
          "multipleOf": {"type": "number", "exclusiveMinimum": 0},
          "minLength": {"$ref": "#/$defs/size"}, "maxLength": {"$ref": "#/$defs/size"},
          "minItems": {"$ref": "#/$defs/size"}, "maxItems": {"$ref": "#/$defs/size"},
          "minProperties": {"$ref": "#/$defs/size"}, "maxProperties": {"$ref": "#/$defs/size"},
          "pattern": {"type": "string"},
          "format": {"enum": ["date", "date-time", "email", "uri", "uuid"]},
          "uniqueItems": {"type": "boolean"},
          "items": {"$ref": "#/$defs/schema"},
          "prefixItems": {"$ref": "#/$defs/schemas"},
          "properties": {"type": "object", "additionalProperties": {"$ref": "#/$defs/schema"}},
          "additionalProperties": {"$ref": "#/$defs/schema"},
          "required": {"type": "array", "items": {"type": "string"}, "uniqueItems": true},
          "allOf": {"$ref": "#/$defs/schemas"},
          "anyOf": {"$ref": "#/$defs/schemas"},
          "oneOf": {"$ref": "#/$defs/schemas"},
          "not": {"$ref": "#/$defs/schema"},
          "x-access": {"enum": ["client", "staff"]},
          "x-toggle": {"enum": ["client", "staff"]},
          "x-secret": {"const": true}
        }
      },
      "schemas": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/schema"}},
      "size": {"type": "integer", "minimum": 0},
      "type": {"enum": ["array", "boolean", "integer", "null", "number", "object", "string"]}
    }
  }
  $json$::jsonb;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_object_faults (
  schema jsonb,
  value  jsonb,
  path   text,
  root   jsonb
)
  RETURNS SETOF private.config_fault
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  size constant integer := (select count(*) from jsonb_object_keys(value));
begin
  return query
  select config_object_faults.path, rule.keyword, rule.reason
  from (
    values
      ('minProperties', size < (schema ->> 'minProperties')::numeric, 'must have at least this many members: ' || concat_ws('', schema ->> 'minProperties')),
      ('maxProperties', size > (schema ->> 'maxProperties')::numeric, 'must have at most this many members: ' || concat_ws('', schema ->> 'maxProperties'))
  ) as rule (keyword, is_broken, reason)
  where rule.is_broken;
  return query
  select private.config_path(config_object_faults.path, wanted.key), 'required', 'must be there'
  from jsonb_array_elements_text(schema -> 'required') as wanted (key)
  where not value ? wanted.key;
  return query
  select fault.*
  from jsonb_each(value) as member
  cross join lateral private.config_faults(
    coalesce(schema -> 'properties' -> member.key, schema -> 'additionalProperties', 'true'),
    member.value, private.config_path(config_object_faults.path, member.key), root
  ) as fault;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_part (
  schema jsonb,
  root   jsonb,
  value  jsonb,
  access text,
  wanted text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
declare
  known constant jsonb := private.config_deref(schema, root);
  own constant text := case when schema = 'false' then 'staff' else coalesce(known ->> 'x-access', access) end;
  kind constant text := jsonb_typeof(value);
  found jsonb;
begin
  if kind = 'object' then
    select jsonb_object_agg(member.key, part.value) filter (where part.value is not null) into found
    from jsonb_each(value) as member
    cross join lateral private.config_part(
      coalesce(known -> 'properties' -> member.key, known -> 'additionalProperties', 'true'),
      root, member.value, own, wanted
    ) as part (value);
    return coalesce(found, case when 'client' = all(array[own, wanted]) then jsonb '{}' end);
  elsif kind = 'array' then
    -- For the client without gaps; for staff with them, since there the place counts.
    select
      case
        when count(part.value) = 0 then null
        when wanted = 'client' then jsonb_agg(part.value order by item.place) filter (where part.value is not null)
        else jsonb_agg(coalesce(part.value, 'null') order by item.place)
      end
    into found
    from jsonb_array_elements(value) with ordinality as item (value, place)
    cross join lateral private.config_part(
      coalesce(known -> 'prefixItems' -> (item.place - 1)::integer, known -> 'items', 'true'), root, item.value, own, wanted
    ) as part (value);
    return coalesce(found, case when own = wanted then jsonb '[]' end);
  end if;
  return case when own = wanted then value end;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_patch (
  target jsonb,
  patch  jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
declare
  base constant jsonb := case when jsonb_typeof(target) = 'object' then target else '{}' end;
begin
  if jsonb_typeof(patch) <> 'object' then
    return patch;
  end if;
  return base - array(select jsonb_object_keys(patch)) || (
    select coalesce(jsonb_object_agg(part.key, private.config_patch(base -> part.key, part.value)), '{}')
    from jsonb_each(patch) as part
    where part.value <> 'null'
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_path (
  path text,
  key  text
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return config_path.path || '/' || replace(replace(config_path.key, '~', '~0'), '/', '~1');
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_pattern_is_portable (
  pattern text
)
  RETURNS boolean
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  if pattern !~ (
    '^([\^$|]|\((\?:)?|'                          -- anchors, alternatives, the beginning of a group
    || '(\)|[^]\\\[(){}*+?.|^$]|\\[]\\\[(){}*+?.|^$/-]|'  -- its end, a character, one that is escaped
    || '\[\^?([^]\\\[^]|\\[]\\\[^-])+\])'            -- a class
    || '([*+?]|\{[0-9]+(,[0-9]*)?\})?)*$'             -- how often
  ) then
    return false;
  end if;
  perform '' ~ pattern;
  return true;
exception
  when invalid_regular_expression then
    return false;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_prune (
  config jsonb,
  below  jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  if jsonb_typeof(config) <> 'object' then
    return config;
  end if;
  return (
    select coalesce(jsonb_object_agg(member.key, private.config_prune(member.value, below -> member.key)), '{}')
    from jsonb_each(config) as member
    where member.value <> 'null' or below ? member.key
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_rejoin (
  schema  jsonb,
  root    jsonb,
  earlier jsonb,
  shown   jsonb,
  access  text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
declare
  known constant jsonb := private.config_deref(schema, root);
  own constant text := case when schema = 'false' then 'staff' else coalesce(known ->> 'x-access', access) end;
  joined jsonb;
begin
  if earlier is null then
    return shown;
  end if;
  if jsonb_typeof(earlier) = 'object' and coalesce(jsonb_typeof(shown), 'object') = 'object' then
    select jsonb_object_agg(part.key, part.value) filter (where part.value is not null) into joined
    from (
      select name.key, private.config_rejoin(
        coalesce(known -> 'properties' -> name.key, known -> 'additionalProperties', 'true'),
        root, earlier -> name.key, shown -> name.key, own
      ) as value
      from (
        select jsonb_object_keys(earlier) as key
        union
        select jsonb_object_keys(coalesce(shown, '{}'))
      ) as name
    ) as part;
    return coalesce(joined, case when shown is not null then jsonb '{}' end);
  end if;
  -- What a client did not touch, or never saw, is as it was.
  if private.config_part(schema, root, earlier, access, 'client') is not distinct from shown then
    return earlier;
  end if;
  return shown;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_scalar_faults (
  schema jsonb,
  value  jsonb
)
  RETURNS TABLE (
    keyword text,
    reason  text
  )
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  kind constant text := jsonb_typeof(value);
  number constant numeric := case kind when 'number' then value::numeric end;
  line constant text := case kind when 'string' then value #>> '{}' end;
begin
  -- A broken rule is true; a keyword that is missing or meant for another type leaves null.
  return query
  select rule.keyword, rule.reason
  from (
    values
      (
        'type',
        not schema -> 'type' @> to_jsonb(kind)
        and (number = trunc(number) and schema -> 'type' @> '"integer"') is not true,
        'must be of type ' || concat_ws('', schema ->> 'type')
      ),
      (
        'enum',
        not exists (select from jsonb_array_elements(schema -> 'enum') as allowed (value) where allowed.value = config_scalar_faults.value)
        and schema ? 'enum',
        'must be one of ' || concat_ws('', schema ->> 'enum')
      ),
      ('const', schema -> 'const' <> value, 'must be ' || concat_ws('', schema -> 'const')),
      ('minimum', number < (schema ->> 'minimum')::numeric, 'must be at least ' || concat_ws('', schema ->> 'minimum')),
      ('maximum', number > (schema ->> 'maximum')::numeric, 'must be at most ' || concat_ws('', schema ->> 'maximum')),
      (
        'exclusiveMinimum', number <= (schema ->> 'exclusiveMinimum')::numeric,
        'must be more than ' || concat_ws('', schema ->> 'exclusiveMinimum')
      ),
      (
        'exclusiveMaximum', number >= (schema ->> 'exclusiveMaximum')::numeric,
        'must be less than ' || concat_ws('', schema ->> 'exclusiveMaximum')
      ),
      (
        'multipleOf', number % (schema ->> 'multipleOf')::numeric <> 0,
        'must be a multiple of ' || concat_ws('', schema ->> 'multipleOf')
      ),
      (
        'minLength', char_length(line) < (schema ->> 'minLength')::numeric,
        'must have at least this many characters: ' || concat_ws('', schema ->> 'minLength')
      ),
      (
        'maxLength', char_length(line) > (schema ->> 'maxLength')::numeric,
        'must have at most this many characters: ' || concat_ws('', schema ->> 'maxLength')
      ),
      ('pattern', line !~ (schema ->> 'pattern'), 'must look like ' || concat_ws('', schema ->> 'pattern')),
      (
        'format', not private.config_format_fits(line, schema ->> 'format'),
        'must be of format ' || concat_ws('', schema ->> 'format')
      )
  ) as rule (keyword, is_broken, reason)
  where rule.is_broken;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_schema_faults (
  schema jsonb
)
  RETURNS SETOF private.config_fault
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return query select fault.* from private.config_faults(private.config_meta_schema(), config_schema_faults.schema) as fault;
  if found then
    return;
  end if;
  return query
  with recursive part as materialized (
    select below.* from private.config_subschemas(config_schema_faults.schema, '') as below
  ), link (source, target, part_path) as (
    select substring(part.path from '^/\$defs/([^/]+)'), substr(part.schema ->> '$ref', 9), part.path
    from part
    where part.schema ? '$ref'
  ), reach (source, target) as (
    select link.source, link.target from link
    union
    select reach.source, link.target from reach inner join link on link.source = reach.target
  )
  select link.part_path || '/$ref', '$ref', 'there is no such definition'
  from link
  where not coalesce(config_schema_faults.schema -> '$defs' ? link.target, false)
  union all
  select distinct '/$defs/' || reach.source, '$ref', 'must not lead back to itself'
  from reach
  where reach.source = reach.target
  union all
  select part.path || '/pattern', 'pattern', 'uses what not every engine understands alike'
  from part
  where not private.config_pattern_is_portable(part.schema ->> 'pattern')
  union all
  select part.path, 'x-access', 'must stand where a value is: not beside or under $ref, allOf, anyOf, oneOf or not'
  from part
  where (part.schema ?| '{x-access,x-secret}' and part.path ~ '/((all|any|one)Of/[0-9]+|not)(/|$)')
    or (part.schema ? '$ref' and part.schema ?| '{properties,additionalProperties,items,prefixItems,x-secret}')
  union all
  select part.path, 'x-secret', 'must be a string whose pattern begins with ^vault:'
  from part
  where part.schema ? 'x-secret'
    and (part.schema ->> 'type' = 'string' and starts_with(part.schema ->> 'pattern', '^vault:')) is not true;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_schema_parts (
  known  jsonb,
  root   jsonb,
  access text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return (
    select coalesce(jsonb_object_agg(part.key, part.value), '{}')
    from (
      select 'properties' as key, jsonb_object_agg(shown.key, shown.value) as value
      from (
        select p.key, private.config_schema_shown(p.value, root, access) as value
        from jsonb_each(known -> 'properties') as p
      ) as shown
      where shown.value is not null
      union all
      select
        'prefixItems',
        case when count(shown.value) > 0 then jsonb_agg(coalesce(shown.value, 'true') order by shown.place) end
      from (
        select p.place, private.config_schema_shown(p.value, root, access) as value
        from jsonb_array_elements(known -> 'prefixItems') with ordinality as p (value, place)
      ) as shown
      union all
      select p.key, private.config_schema_shown(p.value, root, access)
      from jsonb_each(known) as p
      where p.key in ('items', 'additionalProperties')
    ) as part
    where part.value is not null
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_schema_shown (
  schema jsonb,
  root   jsonb,
  access text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
declare
  holders constant text [] := '{properties,items,additionalProperties,prefixItems}';
  known constant jsonb := private.config_deref(schema, root);
  own constant text := coalesce(known ->> 'x-access', access);
  shown jsonb;
  parts jsonb;
begin
  if jsonb_typeof(schema) is distinct from 'object' then
    return case when schema = 'false' or own = 'client' then schema end;
  end if;
  shown := known - holders - '{required,$defs,x-access,x-toggle}'::text [];
  -- Alternatives may name any member.
  if known ?| holders then
    shown := shown - '{allOf,anyOf,oneOf,not,const,enum}'::text [];
  end if;
  parts := private.config_schema_parts(known, root, own);
  -- That there are no others says nothing about a field.
  if own = 'staff' and parts - 'additionalProperties' = '{}' and coalesce(parts -> 'additionalProperties', 'false') = 'false' then
    return null;
  end if;
  return shown || parts || (
    select coalesce(jsonb_object_agg('required', kept.names), '{}')
    from (
      select jsonb_agg(name.key order by name.place) as names
      from jsonb_array_elements_text(known -> 'required') with ordinality as name (key, place)
      where parts -> 'properties' ? name.key
    ) as kept
    where kept.names is not null
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_staff_part (
  known  public.config_schemas,
  config jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return private.config_part(
    known.json_schema, known.json_schema, config, private.config_default_access(known), 'staff'
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_subschemas (
  within jsonb,
  place  text
)
  RETURNS TABLE (
    path   text,
    schema jsonb
  )
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  if jsonb_typeof(within) <> 'object' then
    return;
  end if;
  return query select place, within;
  return query
  select below.path, below.schema
  from (
    select '/' || holder.key || '/' || part.key as step, part.value
    from jsonb_each(within) as holder
    cross join lateral jsonb_each(
      case when holder.key in ('properties', '$defs') then holder.value else '{}' end
    ) as part
    union all
    select '/' || holder.key || '/' || (part.place - 1), part.value
    from jsonb_each(within) as holder
    cross join lateral jsonb_array_elements(
      case when holder.key in ('allOf', 'anyOf', 'oneOf', 'prefixItems') then holder.value else '[]' end
    ) with ordinality as part (value, place)
    union all
    select '/' || holder.key, holder.value
    from jsonb_each(within) as holder
    where holder.key in ('items', 'additionalProperties', 'not')
  ) as part
  cross join lateral private.config_subschemas(part.value, config_subschemas.place || part.step) as below;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_toggle_access (
  known public.config_schemas
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return coalesce(known.json_schema ->> 'x-toggle', private.config_default_access(known));
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_versions (
  slug      text,
  domain_id uuid
)
  RETURNS SETOF public.config_values
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if config_versions.domain_id is null then
    return query
    select null::uuid, g.* from public.config_globals as g where g.slug = config_versions.slug;
    return;
  end if;
  return query
  select v.* from public.config_values as v
  where v.domain_id = config_versions.domain_id and v.slug = config_versions.slug;
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_view (
  known  public.config_schemas,
  config jsonb,
  access text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  if config_view.access = 'staff' then
    return config;
  end if;
  return coalesce(private.config_part(
    known.json_schema, known.json_schema, config, private.config_default_access(known), 'client'
  ), '{}');
end;
$function$;

CREATE OR REPLACE FUNCTION private.config_wanted (
  known    public.config_schemas,
  state    private.config_state,
  config   jsonb,
  is_whole boolean,
  access   text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  shown constant jsonb := private.config_view(known, state.config, config_wanted.access);
  wanted jsonb := case when is_whole then config_wanted.config else private.config_patch(shown, config_wanted.config) end;
  hidden jsonb;
begin
  if jsonb_typeof(config_wanted.config) is distinct from 'object' then
    perform private.bad_input('config', 'must be an object');
  end if;
  if config_wanted.access = 'client' then
    -- What is not shown gets the same answer as what there is not.
    hidden := private.config_staff_part(known, wanted);
    if hidden is not null then
      perform private.fail('22023', 'INVALID_CONFIG', private.config_leaf(hidden) || ': is not known');
    end if;
    wanted := private.config_rejoin(
      known.json_schema, known.json_schema, state.config, wanted, private.config_default_access(known)
    );
  end if;
  return private.config_prune(
    wanted, case known.merge_strategy when 'replace' then state.config_below else '{}' end
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_config (
  slug   text,
  access text
)
  RETURNS public.config_schemas
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  known public.config_schemas;
begin
  select s.* into known from public.config_schemas as s
  where s.slug = find_config.slug and (find_config.access = 'staff' or s.access <> 'staff');
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there are no such settings');
  end if;
  return known;
end;
$function$;

CREATE OR REPLACE FUNCTION private.import_config_entries (
  document jsonb,
  reason   text
)
  RETURNS SETOF private.config_finding
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  entry record;
begin
  for entry in
    select e.path, e.slug, e.enabled, e.config, e.site_domain, site.id as domain_id, known as schema
    from private.config_document_entries(document) as e
    left join public.domains as site
      on site.site_domain = e.site_domain and site.id = any(private.domains_with('settings.manage'))
    left join public.config_schemas as known on known.slug = e.slug
    order by e.site_domain nulls first, e.slug
  loop
    if entry.site_domain is not null and entry.domain_id is null then
      return next (entry.path, null, null, 'there is no such site')::private.config_finding;
    elsif (entry.schema).slug is null then
      return next (entry.path, null, null, 'there are no such settings')::private.config_finding;
    else
      return query
      select finding.* from private.import_config_entry(
        entry.path, entry.schema, entry.domain_id, entry.enabled, entry.config, import_config_entries.reason
      ) as finding;
    end if;
  end loop;
  return query
  select
    case fault.site_domain when '' then '/global' else private.config_path('/sites', fault.site_domain) end
    || private.config_path('', known.slug) || '/config' || fault.path, null::jsonb, null::jsonb, fault.reason
  from public.config_schemas as known
  cross join lateral private.config_in_force_faults(known, null) as fault
  where known.slug in (select e.slug from private.config_document_entries(document) as e)
  order by 1;
end;
$function$;

CREATE OR REPLACE FUNCTION private.import_config_entry (
  path      text,
  known     public.config_schemas,
  domain_id uuid,
  enabled   boolean,
  config    jsonb,
  reason    text
)
  RETURNS SETOF private.config_finding
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  state constant private.config_state := private.read_config(known, import_config_entry.domain_id);
  wanted constant jsonb := private.config_prune(
    import_config_entry.config, case known.merge_strategy when 'replace' then state.config_below else '{}' end
  );
begin
  if known.scope = 'global' and import_config_entry.domain_id is not null then
    return next (import_config_entry.path, null, null, 'is set for all sites together')::private.config_finding;
    return;
  elsif not known.is_feature and import_config_entry.enabled is not null then
    return next (import_config_entry.path || '/enabled', null, null, 'cannot be switched')::private.config_finding;
    return;
  end if;
  return query
  select change.path, change.before, change.after, null
  from private.config_changes(
    jsonb_build_object('enabled', state.enabled, 'config', state.config),
    jsonb_build_object('enabled', import_config_entry.enabled, 'config', wanted), import_config_entry.path
  ) as change;
  if found then
    perform private.store_config(
      known, import_config_entry.domain_id, state, import_config_entry.enabled, wanted, 'staff', import_config_entry.reason
    );
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.read_config (
  known     public.config_schemas,
  domain_id uuid
)
  RETURNS private.config_state
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  state private.config_state := row(0, null, '{}', null, null, null, null);
  everywhere record;
  here record;
begin
  select g.version, g.enabled, g.config into everywhere
  from public.config_globals as g
  where g.slug = known.slug
  order by g.version desc limit 1;
  state.enabled_below := known.enabled_by_default;
  state.config_below := private.config_lay('{}', known.default_config, known.merge_strategy);
  if read_config.domain_id is null then
    here := everywhere;
  else
    state.enabled_below := coalesce(everywhere.enabled, state.enabled_below);
    -- Who has set nothing replaces nothing.
    state.config_below := private.config_lay(
      state.config_below, nullif(everywhere.config, '{}'), known.merge_strategy
    );
    select v.version, v.enabled, v.config into here
    from public.config_values as v
    where v.domain_id = read_config.domain_id and v.slug = known.slug
    order by v.version desc limit 1;
  end if;
  state.version := coalesce(here.version, 0);
  state.enabled := here.enabled;
  state.config := coalesce(here.config, '{}');
  state.enabled_in_force := coalesce(here.enabled, state.enabled_below);
  state.config_in_force := private.config_lay(
    state.config_below, nullif(here.config, '{}'), known.merge_strategy
  );
  return state;
end;
$function$;

CREATE OR REPLACE FUNCTION private.require_valid_config (
  known     public.config_schemas,
  domain_id uuid
)
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  faults constant text [] := array(
    select btrim(concat_ws(' ', fault.site_domain, fault.path)) || ': ' || fault.reason
    from private.config_in_force_faults(known, require_valid_config.domain_id) as fault
  );
begin
  if faults <> '{}' then
    perform private.fail(
      '22023', 'INVALID_CONFIG', coalesce(nullif(faults[1], ''), 'config'),
      nullif(array_to_string(faults[2:20], '; '), '')
    );
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.save_config (
  known     public.config_schemas,
  domain_id uuid,
  state     private.config_state,
  enabled   boolean,
  config    jsonb,
  access    text,
  reason    text
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  now_in_force jsonb;
begin
  if (save_config.enabled, save_config.config) is not distinct from (state.enabled, state.config) then
    return;
  end if;
  perform private.store_config(
    known, save_config.domain_id, state, save_config.enabled, save_config.config, save_config.access, save_config.reason
  );
  if save_config.access = 'client' then
    now_in_force := (private.read_config(known, save_config.domain_id)).config_in_force;
    -- However a change was dressed up: what is for staff is as it was, in what was set and in what holds.
    if private.config_staff_part(known, now_in_force)
      is distinct from private.config_staff_part(known, state.config_in_force)
      or private.config_staff_part(known, save_config.config) is distinct from private.config_staff_part(known, state.config) then
      perform private.fail(
        '42501', 'STAFF_FIELD', 'this would change what is for staff, as a list does whose items hold such fields'
      );
    end if;
  end if;
  perform private.require_valid_config(known, save_config.domain_id);
end;
$function$;

CREATE OR REPLACE FUNCTION private.show_config (
  known     public.config_schemas,
  domain_id uuid,
  access    text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  state constant private.config_state := private.read_config(known, show_config.domain_id);
begin
  return jsonb_build_object(
    'slug', known.slug,
    'title', known.title,
    'description', known.description,
    'scope', known.scope,
    'is_feature', known.is_feature,
    'merge_strategy', known.merge_strategy,
    'json_schema', case
      when show_config.access = 'staff' then known.json_schema
      else private.config_schema_shown(known.json_schema, known.json_schema, private.config_default_access(known))
    end,
    'version', state.version,
    'enabled', state.enabled,
    'config', private.config_view(known, state.config, show_config.access),
    'inherited', jsonb_build_object(
      'enabled', state.enabled_below, 'config', private.config_view(known, state.config_below, show_config.access)
    ),
    'in_force', jsonb_build_object(
      'enabled', state.enabled_in_force, 'config', private.config_view(known, state.config_in_force, show_config.access)
    )
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_config (
  known     public.config_schemas,
  domain_id uuid,
  state     private.config_state,
  enabled   boolean,
  config    jsonb,
  access    text,
  reason    text
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  next_version constant integer := state.version + 1;
  said constant text := nullif(btrim(store_config.reason), '');
  author constant uuid := private.current_person_id();
begin
  if octet_length(store_config.config::text) > 65536 then
    perform private.bad_input('config', 'at most 64 KiB');
  elsif length(said) > 500 then
    perform private.bad_input('reason', 'at most 500 characters');
  end if;
  if store_config.domain_id is null then
    insert into public.config_globals (slug, version, enabled, config, reason, changed_as, changed_by)
    values (known.slug, next_version, store_config.enabled, store_config.config, said, store_config.access, author);
  else
    insert into public.config_values (domain_id, slug, version, enabled, config, reason, changed_as, changed_by)
    values (
      store_config.domain_id, known.slug, next_version, store_config.enabled, store_config.config, said,
      store_config.access, author
    );
  end if;
exception
  when unique_violation then
    perform private.require_version(state.version, next_version);
end;
$function$;

CREATE OR REPLACE FUNCTION private.try_import_config (
  document jsonb,
  dry_run  boolean,
  reason   text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  problems jsonb;
  changes jsonb := '[]';
begin
  select coalesce(jsonb_agg(jsonb_build_object('path', fault.path, 'reason', fault.reason)), '[]') into problems
  from private.config_faults(private.config_document_schema(), document) as fault;
  if problems = '[]' then
    begin
      select
        coalesce(jsonb_agg(jsonb_build_object(
          'path', finding.path, 'before', finding.before, 'after', finding.after
        )) filter (where finding.fault is null), '[]'),
        coalesce(jsonb_agg(jsonb_build_object(
          'path', finding.path, 'reason', finding.fault
        )) filter (where finding.fault is not null), '[]')
      into changes, problems
      from private.import_config_entries(document, try_import_config.reason) as finding;
      if dry_run or problems <> '[]' then
        raise exception sqlstate 'BO001';
      end if;
    exception
      -- A dry run is a real one that is taken back: it can never say anything else.
      when sqlstate 'BO001' then
        null;
    end;
  end if;
  return jsonb_build_object(
    'is_applied', not dry_run and problems = '[]', 'changes', changes, 'problems', problems
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.config_history (
  slug      text,
  domain_id uuid    DEFAULT NULL::uuid,
  after     integer DEFAULT NULL::integer,
  page_size integer DEFAULT 50
)
  RETURNS TABLE (
    version    integer,
    enabled    boolean,
    config     jsonb,
    changed_at timestamp with time zone,
    changed_as text,
    changed_by text,
    reason     text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  access constant text := private.config_access('settings.view', config_history.domain_id);
  known constant public.config_schemas := private.find_config(config_history.slug, access);
begin
  perform private.check_page_size(page_size);
  return query
  select
    past.version, past.enabled, shown.config, past.changed_at, past.changed_as,
    case when past.changed_as = 'client' or access = 'staff' then author.display_name end,
    case when past.changed_as = 'client' or access = 'staff' then past.reason end
  from private.config_versions(known.slug, config_history.domain_id) as past
  left join private.config_versions(known.slug, config_history.domain_id) as earlier
    on earlier.version = past.version - 1
  left join public.people as author on author.id = past.changed_by
  cross join lateral private.config_view(known, past.config, access) as shown (config)
  where (config_history.after is null or past.version < config_history.after)
    -- A change of what is for staff is none for others.
    and (past.enabled, shown.config) is distinct from (
      earlier.enabled, private.config_view(known, coalesce(earlier.config, '{}'), access)
    )
  order by past.version desc
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."config_history"(text, uuid, integer, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.export_config (
  domain_id uuid DEFAULT NULL::uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  perform private.require('settings.manage', export_config.domain_id);
  perform private.log_access('export', 'config', 'allowed', export_config.domain_id);
  return private.config_document(
    case when export_config.domain_id is null then private.domains_with('settings.manage') else array[export_config.domain_id] end,
    export_config.domain_id is null
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."export_config"(uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.get_config (
  slug      text,
  domain_id uuid DEFAULT NULL::uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  access constant text := private.config_access('settings.view', get_config.domain_id);
begin
  return private.show_config(private.find_config(get_config.slug, access), get_config.domain_id, access);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."get_config"(text, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.import_config (
  document jsonb,
  dry_run  boolean DEFAULT true,
  reason   text    DEFAULT NULL::text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  report jsonb;
  problems text [];
begin
  perform private.require('settings.manage');
  perform private.begin_sensitive('import_config', import_config.reason);
  if document is null then
    perform private.bad_input('document', 'is what export_config() returns');
  end if;
  perform from public.config_schemas as known order by known.slug for update;
  report := private.try_import_config(document, dry_run is not false, import_config.reason);
  if report -> 'problems' <> '[]' and dry_run is false then
    problems := array(
      select (found.problem ->> 'path') || ': ' || (found.problem ->> 'reason')
      from jsonb_array_elements(report -> 'problems') as found (problem)
    );
    perform private.fail(
      '22023', 'INVALID_CONFIG', problems[1], nullif(array_to_string(problems[2:20], '; '), '')
    );
  end if;
  return report;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."import_config"(jsonb, boolean, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.list_configs (
  domain_id uuid DEFAULT NULL::uuid
)
  RETURNS TABLE (
    slug        text,
    title       text,
    description text,
    scope       text,
    is_feature  boolean,
    is_enabled  boolean,
    enabled     boolean,
    is_set      boolean,
    version     integer,
    may_switch  boolean
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  level constant text := private.config_access('settings.view', list_configs.domain_id);
  may_edit constant boolean := private.holds('settings.manage')
    or list_configs.domain_id = any(private.domains_with('settings.edit'));
begin
  return query
  select
    known.slug, known.title, known.description, known.scope, known.is_feature, state.enabled_in_force, state.enabled,
    private.config_view(known, state.config, level) <> '{}', state.version,
    known.is_feature and coalesce(may_edit, false)
    and (known.scope = 'website' or list_configs.domain_id is null)
    and (level = 'staff' or private.config_toggle_access(known) = 'client')
  from public.config_schemas as known
  cross join lateral private.read_config(known, list_configs.domain_id) as state
  where level = 'staff' or known.access <> 'staff'
  order by known.slug;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_configs"(uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.resolve_config (
  slug      text,
  domain_id uuid DEFAULT NULL::uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  access constant text := private.config_access('settings.view', resolve_config.domain_id);
  known constant public.config_schemas := private.find_config(resolve_config.slug, access);
  state constant private.config_state := private.read_config(known, resolve_config.domain_id);
begin
  return jsonb_build_object(
    'enabled', state.enabled_in_force, 'config', private.config_view(known, state.config_in_force, access)
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."resolve_config"(text, uuid) FROM PUBLIC, "anon";

CREATE OR REPLACE FUNCTION public.revert_config (
  slug             text,
  version          integer,
  expected_version integer,
  domain_id        uuid    DEFAULT NULL::uuid,
  reason           text    DEFAULT NULL::text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  access constant text := private.config_edit_access(revert_config.domain_id);
  known constant public.config_schemas := private.begin_config(revert_config.slug, revert_config.domain_id, access);
  state constant private.config_state := private.read_config(known, revert_config.domain_id);
  earlier record;
begin
  perform private.require_version(revert_config.expected_version, state.version);
  select past.enabled, past.config into earlier
  from private.config_versions(known.slug, revert_config.domain_id) as past
  where past.version = revert_config.version;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such version');
  end if;
  -- Whoever may not switch the feature brings back the settings alone.
  if access = 'client' and private.config_toggle_access(known) = 'staff' then
    earlier.enabled := state.enabled;
  end if;
  perform private.save_config(
    known, revert_config.domain_id, state, earlier.enabled,
    private.config_wanted(known, state, private.config_view(known, earlier.config, access), true, access),
    access, revert_config.reason
  );
  return private.show_config(known, revert_config.domain_id, access);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."revert_config"(text, integer, integer, uuid, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.set_config (
  slug             text,
  config           jsonb,
  expected_version integer,
  domain_id        uuid    DEFAULT NULL::uuid,
  is_whole         boolean DEFAULT false,
  reason           text    DEFAULT NULL::text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  access constant text := private.config_edit_access(set_config.domain_id);
  known constant public.config_schemas := private.begin_config(set_config.slug, set_config.domain_id, access);
  state constant private.config_state := private.read_config(known, set_config.domain_id);
begin
  perform private.require_version(set_config.expected_version, state.version);
  perform private.save_config(
    known, set_config.domain_id, state, state.enabled,
    private.config_wanted(known, state, set_config.config, coalesce(set_config.is_whole, false), access),
    access, set_config.reason
  );
  return private.show_config(known, set_config.domain_id, access);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_config"(text, jsonb, integer, uuid, boolean, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.set_feature (
  slug             text,
  enabled          boolean,
  expected_version integer,
  domain_id        uuid    DEFAULT NULL::uuid,
  reason           text    DEFAULT NULL::text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  access constant text := private.config_edit_access(set_feature.domain_id);
  known constant public.config_schemas := private.begin_config(set_feature.slug, set_feature.domain_id, access);
  state constant private.config_state := private.read_config(known, set_feature.domain_id);
begin
  if not known.is_feature then
    perform private.bad_input('slug', 'these settings cannot be switched off');
  elsif access = 'client' and private.config_toggle_access(known) = 'staff' then
    perform private.fail('42501', 'STAFF_FIELD', 'enabled: this feature is switched by staff');
  end if;
  perform private.require_version(set_feature.expected_version, state.version);
  perform private.save_config(
    known, set_feature.domain_id, state, set_feature.enabled, state.config, access, set_feature.reason
  );
  return private.show_config(known, set_feature.domain_id, access);
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_feature"(text, boolean, integer, uuid, text) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."config_globals"
  ADD CONSTRAINT "config_globals_changed_by_fkey" FOREIGN KEY (changed_by) REFERENCES public.people(id);

ALTER TABLE "public"."config_globals"
  ADD CONSTRAINT "config_globals_slug_fkey" FOREIGN KEY (slug) REFERENCES public.config_schemas(slug);

ALTER TABLE "public"."config_values"
  ADD CONSTRAINT "config_values_changed_by_fkey" FOREIGN KEY (changed_by) REFERENCES public.people(id);

ALTER TABLE "public"."config_values"
  ADD CONSTRAINT "config_values_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."config_values"
  ADD CONSTRAINT "config_values_slug_fkey" FOREIGN KEY (slug) REFERENCES public.config_schemas(slug);

CREATE INDEX config_globals_changed_by_idx ON public.config_globals USING btree (changed_by);

CREATE INDEX config_values_changed_by_idx ON public.config_values USING btree (changed_by);

CREATE INDEX config_values_slug_idx ON public.config_values USING btree (slug);

CREATE TRIGGER audit_delete AFTER DELETE ON public.config_globals REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{slug,version}',
  '{config}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.config_globals REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{slug,version}',
  '{config}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.config_globals
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{slug,version}',
  '{config}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.config_schemas REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{slug}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.config_schemas REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{slug}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.config_schemas
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{slug}',
  '{}'
);

CREATE TRIGGER check_config_schema
  BEFORE INSERT OR UPDATE ON public.config_schemas
  FOR EACH ROW
  EXECUTE FUNCTION private.check_config_schema();

CREATE TRIGGER audit_delete AFTER DELETE ON public.config_values REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{slug,version}',
  '{config}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.config_values REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{slug,version}',
  '{config}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.config_values
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{slug,version}',
  '{config}'
);

CREATE POLICY "select_manager" ON "public"."config_globals"
  FOR SELECT
  TO "authenticated"
  USING (( SELECT private.holds('settings.manage'::text) AS holds));

CREATE POLICY "select_manager" ON "public"."config_schemas"
  FOR SELECT
  TO "authenticated"
  USING (( SELECT private.holds('settings.manage'::text) AS holds));

CREATE POLICY "select_manager" ON "public"."config_values"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('settings.manage'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "public"."config_globals"."changed_as" IS 'With which access it was written: client or staff. The reason and the name of staff are for staff.';

COMMENT ON COLUMN "public"."config_globals"."changed_at" IS 'When.';

COMMENT ON COLUMN "public"."config_globals"."changed_by" IS 'Who wrote it; null: nobody who is signed in.';

COMMENT ON COLUMN "public"."config_globals"."config" IS 'What differs from default_config.';

COMMENT ON COLUMN "public"."config_globals"."enabled" IS 'Null: as enabled_by_default says.';

COMMENT ON COLUMN "public"."config_globals"."slug" IS 'Which settings.';

COMMENT ON COLUMN "public"."config_globals"."version" IS 'Counts from 1; the greatest holds.';

COMMENT ON COLUMN "public"."config_schemas"."access" IS 'client: who may edit the settings of a site. staff: who manages settings, nobody else even reads it. mixed: x-access says it field by field, and what it does not name is for staff.';

COMMENT ON COLUMN "public"."config_schemas"."default_config" IS 'What holds where nobody has set anything.';

COMMENT ON COLUMN "public"."config_schemas"."enabled_by_default" IS 'Whether the feature is on where nobody has decided.';

COMMENT ON COLUMN "public"."config_schemas"."is_feature" IS 'Whether it can be switched off, for all sites or one.';

COMMENT ON COLUMN "public"."config_schemas"."json_schema" IS 'Of the config that holds in the end. x-access says of a field who reads and writes it, for all that is in it too; x-toggle who switches the feature; x-secret marks a field that names a secret of the vault.';

COMMENT ON COLUMN "public"."config_schemas"."merge_strategy" IS 'How a config is laid over the one below. deep: what it does not mention comes from below. replace: only what it says to be null does.';

COMMENT ON COLUMN "public"."config_schemas"."scope" IS 'global: set for all sites together. website: set for all sites, and for one site on top.';

COMMENT ON COLUMN "public"."config_schemas"."slug" IS 'The name of the settings, for programs.';

COMMENT ON COLUMN "public"."config_values"."changed_as" IS 'With which access it was written: client or staff. The reason and the name of staff are for staff.';

COMMENT ON COLUMN "public"."config_values"."changed_at" IS 'When.';

COMMENT ON COLUMN "public"."config_values"."changed_by" IS 'Who wrote it; null: nobody who is signed in.';

COMMENT ON COLUMN "public"."config_values"."config" IS 'What differs from what holds for all sites.';

COMMENT ON COLUMN "public"."config_values"."enabled" IS 'Null: as it is for all sites.';

COMMENT ON COLUMN "public"."config_values"."slug" IS 'Which settings.';

COMMENT ON COLUMN "public"."config_values"."version" IS 'Counts from 1; the greatest holds.';

COMMENT ON FUNCTION "private"."begin_config"(text, uuid, text) IS 'Begins a change of settings: finds them as private.find_config(), and keeps others from changing what the new ones must agree with. Raises 22023 / INVALID_INPUT for a site where they are set for all sites.';

COMMENT ON FUNCTION "private"."check_config_schema"() IS 'Row trigger: a schema that is understood, access that is clear, a default that is valid, and nothing that was set and no longer would be. Raises 22023 / INVALID_CONFIG.';

COMMENT ON FUNCTION "private"."config_access"(text, uuid) IS 'With which access somebody comes who needs the permission at a site, or for all sites (null): staff where they hold settings.manage, or with the secret key; else client. Raises 42501 / PERMISSION_DENIED.';

COMMENT ON FUNCTION "private"."config_array_faults"(jsonb, jsonb, text, jsonb) IS 'The rules of a schema that an array breaks, with those of its items.';

COMMENT ON FUNCTION "private"."config_changes"(jsonb, jsonb, text) IS 'What differs between two configs: the path, and the value before and after; null where there is none. An array is one value.';

COMMENT ON FUNCTION "private"."config_default_access"(public.config_schemas) IS 'Who reads and writes a field of which the schema does not say it.';

COMMENT ON FUNCTION "private"."config_deref"(jsonb, jsonb) IS 'A schema with the definition that it refers to, which never leads back to itself.';

COMMENT ON FUNCTION "private"."config_document"(uuid[], boolean) IS 'What was set at these sites, and for all of them, as one document.';

COMMENT ON FUNCTION "private"."config_document_entries"(jsonb) IS 'The entries of a document, those for all sites first, as the others are laid over them.';

COMMENT ON FUNCTION "private"."config_document_schema"() IS 'The structure of what export_config() returns.';

COMMENT ON FUNCTION "private"."config_edit_access"(uuid) IS 'With which access somebody changes settings of a site, or of all sites (null), which only staff does. Raises 42501 / PERMISSION_DENIED.';

COMMENT ON FUNCTION "private"."config_entry"(private.config_state) IS 'What was set, as documents have it; null: nothing was.';

COMMENT ON FUNCTION "private"."config_faults"(jsonb, jsonb, text, jsonb) IS 'What is wrong with a value, by a schema that config_schema_faults() has nothing against; no row where it is valid. path and root are for its own recursion.';

COMMENT ON FUNCTION "private"."config_format_fits"(text, text) IS 'Whether a text has a format of JSON Schema: date, date-time, email, uri or uuid. Null for another format.';

COMMENT ON FUNCTION "private"."config_in_force_faults"(public.config_schemas, uuid) IS 'What is wrong with the settings that hold at a site; without one, with those for all sites and those of each site that are laid over them (site_domain says which).';

COMMENT ON FUNCTION "private"."config_lay"(jsonb, jsonb, text) IS 'One config over another. null inherits what is below; objects are laid member by member, anything else whole. deep: members that above lacks come from below; replace: they are gone.';

COMMENT ON FUNCTION "private"."config_leaf"(jsonb) IS 'The path of a value in it that holds no other; null where there is none.';

COMMENT ON FUNCTION "private"."config_logic_faults"(jsonb, jsonb, text, jsonb) IS 'What a value breaks of allOf, anyOf, oneOf and not.';

COMMENT ON FUNCTION "private"."config_matches"(jsonb, jsonb, jsonb) IS 'How many schemas of an array a value fits.';

COMMENT ON FUNCTION "private"."config_meta_schema"() IS 'The schema of schemas: what private.config_faults() understands. Anything else is refused, not passed over.';

COMMENT ON FUNCTION "private"."config_object_faults"(jsonb, jsonb, text, jsonb) IS 'The rules of a schema that an object breaks, with those of its members.';

COMMENT ON FUNCTION "private"."config_part"(jsonb, jsonb, jsonb, text, text) IS 'Of a config, what is for clients, or what is for staff; null: nothing. access: of what the schema does not say. What no schema knows is for staff.';

COMMENT ON FUNCTION "private"."config_patch"(jsonb, jsonb) IS 'A JSON Merge Patch (RFC 7396): null removes a member, an object is merged, anything else replaces.';

COMMENT ON FUNCTION "private"."config_path"(text, text) IS 'The JSON Pointer (RFC 6901) of a member.';

COMMENT ON FUNCTION "private"."config_pattern_is_portable"(text) IS 'Whether Postgres, JavaScript and Python understand a regular expression alike: characters, classes of them, groups, alternatives, anchors and greedy quantifiers; no dot and no \d, \w or \s, which differ between them.';

COMMENT ON FUNCTION "private"."config_prune"(jsonb, jsonb) IS 'A config without the nulls that inherit nothing, because there is nothing below them.';

COMMENT ON FUNCTION "private"."config_rejoin"(jsonb, jsonb, jsonb, jsonb, text) IS 'What a client made of the part that was shown, with what was not shown of earlier put back.';

COMMENT ON FUNCTION "private"."config_scalar_faults"(jsonb, jsonb) IS 'The rules of a schema that a value breaks, of those that look at the value as a whole.';

COMMENT ON FUNCTION "private"."config_schema_faults"(jsonb) IS 'What is wrong with a schema: keywords that are not known, references that lead nowhere or in a circle, patterns that engines read differently, access where it cannot be followed.';

COMMENT ON FUNCTION "private"."config_schema_parts"(jsonb, jsonb, text) IS 'The schemas in a schema that hold fields for clients.';

COMMENT ON FUNCTION "private"."config_schema_shown"(jsonb, jsonb, text) IS 'Of a schema, what is about fields for clients, with its definitions put where they are used; null: nothing.';

COMMENT ON FUNCTION "private"."config_staff_part"(public.config_schemas, jsonb) IS 'Of a config, what is for staff; null: nothing.';

COMMENT ON FUNCTION "private"."config_subschemas"(jsonb, text) IS 'A schema with every schema in it that is an object, each with its place.';

COMMENT ON FUNCTION "private"."config_toggle_access"(public.config_schemas) IS 'Who switches the feature: client or staff.';

COMMENT ON FUNCTION "private"."config_versions"(text, uuid) IS 'Every version of the settings of a site, or of all sites (null).';

COMMENT ON FUNCTION "private"."config_view"(public.config_schemas, jsonb, text) IS 'Of a config, what somebody with this access sees.';

COMMENT ON FUNCTION "private"."config_wanted"(public.config_schemas, private.config_state, jsonb, boolean, text) IS 'The config that a change makes of what was set: a patch of what the caller sees, or all of it, with what is not shown left as it is. Raises 22023 / INVALID_CONFIG where it names what is not for the caller.';

COMMENT ON FUNCTION "private"."find_config"(text, text) IS 'The settings of a name. Raises P0002 / NOT_FOUND for a name that is not known, and for what somebody with this access must not know of.';

COMMENT ON FUNCTION "private"."import_config_entries"(jsonb, text) IS 'Stores every entry of a document, and says what changes, and what is wrong then: with an entry, or with what holds at any site.';

COMMENT ON FUNCTION "private"."import_config_entry"(text, public.config_schemas, uuid, boolean, jsonb, text) IS 'Stores one entry of a document, and says what it changes, or why it cannot be.';

COMMENT ON FUNCTION "private"."read_config"(public.config_schemas, uuid) IS 'A group of settings at a site, or for all sites (null): its default, what was set for all sites over it, what was set for the site over that.';

COMMENT ON FUNCTION "private"."require_valid_config"(public.config_schemas, uuid) IS 'Raises 22023 / INVALID_CONFIG with the path and the reason of each fault: the first in the message, others in the hint.';

COMMENT ON FUNCTION "private"."save_config"(public.config_schemas, uuid, private.config_state, boolean, jsonb, text, text) IS 'Stores settings if anything changes. Raises what store_config() raises; 42501 / STAFF_FIELD; 22023 / INVALID_CONFIG.';

COMMENT ON FUNCTION "private"."show_config"(public.config_schemas, uuid, text) IS 'Settings with all that an editor needs, as far as somebody with this access sees it.';

COMMENT ON FUNCTION "private"."store_config"(public.config_schemas, uuid, private.config_state, boolean, jsonb, text, text) IS 'Adds a version to the settings of a site, or of all sites. Raises 22023 / INVALID_INPUT; 40001 / STALE_VERSION where somebody else was first.';

COMMENT ON FUNCTION "private"."try_import_config"(jsonb, boolean, text) IS 'Imports a document whole; nothing of it where there is a problem, or where it is only tried.';

COMMENT ON FUNCTION "public"."config_history"(text, uuid, integer, integer) IS 'Versions of settings, newest first, with what was set then. Who does not manage settings gets the fields for clients, and neither name nor reason of staff. slug: the name of the settings. domain_id: the site; null: all sites together. after: the version that ended the page before. Needs settings.view there. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 22023 INVALID_INPUT. Example: {"slug": "appearance", "domain_id": "10000000-0000-4000-8000-000000000001"}';

COMMENT ON FUNCTION "public"."export_config"(uuid) IS 'Everything that was set, as one document: {"format": "bo.config/1", "global": {slug: {"enabled": ..., "config": {...}}}, "sites": {"abtasty.com": {slug: ...}}}. Of secrets it has the names, as the settings do. The same settings give the same bytes. Notes the access. domain_id: one site; null: all, with what is set for all together. Needs settings.manage, at the site or over all. Errors: 42501 PERMISSION_DENIED.';

COMMENT ON FUNCTION "public"."get_config"(text, uuid) IS 'Settings with all that an editor needs: json_schema; version, enabled and config as they were set, version 0 where nothing was; inherited and in_force, each {enabled, config}. Who does not manage settings gets the fields for clients. slug: the name of the settings. domain_id: the site; null: what is set for all sites. Needs settings.view there. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND. Example: {"slug": "appearance", "domain_id": "10000000-0000-4000-8000-000000000001"}';

COMMENT ON FUNCTION "public"."import_config"(jsonb, boolean, text) IS 'Sets everything that a document says, and leaves what it does not mention: all of it or nothing. Returns {is_applied, changes: [{path, before, after}], problems: [{path, reason}]}; each path is a JSON Pointer into the document. document: what export_config() returns. dry_run: change nothing and tell what would change; only false is for real. reason: kept with each version. Needs settings.manage over all sites, and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, INVALID_CONFIG (not where dry_run is true: then problems has them all); 40001 STALE_VERSION. Example: {"document": {"format": "bo.config/1", "global": {}, "sites": {}}}';

COMMENT ON FUNCTION "public"."list_configs"(uuid) IS 'Every group of settings that the caller may know of, by slug: is_enabled is what holds, enabled what was set here (null inherits), is_set whether anything else was, may_switch whether the caller may call set_feature(). domain_id: the site; null: all sites together. Needs settings.view there. Errors: 42501 PERMISSION_DENIED. Example: {"domain_id": "10000000-0000-4000-8000-000000000001"}';

COMMENT ON FUNCTION "public"."resolve_config"(text, uuid) IS 'What holds at a site, {"enabled": true, "config": {...}}: the default, over it what was set for all sites, over that what was set for the site; null inherits. Who does not manage settings gets the fields for clients. slug: the name of the settings. domain_id: the site; null: what holds where a site has set nothing. Needs settings.view there, or the secret key. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND. Example: {"slug": "appearance", "domain_id": "10000000-0000-4000-8000-000000000001"}';

COMMENT ON FUNCTION "public"."revert_config"(text, integer, integer, uuid, text) IS 'Sets again what an earlier version says, as a new version, and returns the settings as get_config() does. Who does not manage settings brings back the fields for clients. slug: the name of the settings. version: the one to bring back, from config_history(). expected_version: the newest. domain_id: the site; null: all sites together. reason: kept with the version. Needs what set_config() needs. Errors: 42501 PERMISSION_DENIED, STAFF_FIELD; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 INVALID_INPUT, INVALID_CONFIG. Example: {"slug": "appearance", "version": 1, "expected_version": 2, "domain_id": "10000000-0000-4000-8000-000000000001"}';

COMMENT ON FUNCTION "public"."set_config"(text, jsonb, integer, uuid, boolean, text) IS 'Changes settings and returns them as get_config() does. Who does not manage settings changes the fields for clients, and leaves all others as they are. What holds in the end must suit the schema, at each site. slug: the name of the settings. domain_id: the site; null: all sites together. config: a JSON Merge Patch (RFC 7396), where null takes back what was set, so that it is inherited again. is_whole: config is all that is to be set. expected_version: that of get_config(), 0 at first. reason: kept with the version. Needs settings.edit at the site; for all sites, and for fields for staff, settings.manage. Errors: 42501 PERMISSION_DENIED, STAFF_FIELD; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 INVALID_INPUT, INVALID_CONFIG (the message begins with the JSON Pointer of the bad value; the hint has further ones). Example: {"slug": "privacy", "config": {"retention_days": 90}, "expected_version": 0, "domain_id": "10000000-0000-4000-8000-000000000001"}';

COMMENT ON FUNCTION "public"."set_feature"(text, boolean, integer, uuid, text) IS 'Switches a feature and returns its settings as get_config() does. slug: the name of the settings. enabled: on, off, or null, which inherits. domain_id: the site; null: all sites that have not decided. expected_version: that of get_config(), 0 at first. reason: kept with the version. Needs settings.edit at the site; for all sites, and for features that staff switches, settings.manage. Errors: 42501 PERMISSION_DENIED, STAFF_FIELD; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 INVALID_INPUT. Example: {"slug": "handoff", "enabled": true, "expected_version": 0, "domain_id": "10000000-0000-4000-8000-000000000001"}';

COMMENT ON POLICY "select_manager" ON "public"."config_globals" IS 'Who manages settings everywhere: fields for staff are in it.';

COMMENT ON POLICY "select_manager" ON "public"."config_schemas" IS 'Who manages settings everywhere.';

COMMENT ON POLICY "select_manager" ON "public"."config_values" IS 'Who manages the settings of the site: fields for staff are in it.';

COMMENT ON TABLE "public"."config_globals" IS 'What was set for all sites, version by version; the newest of a slug holds.';

COMMENT ON TABLE "public"."config_schemas" IS 'What can be set: one row a group of settings, with its structure and what holds where nobody has set anything.';

COMMENT ON TABLE "public"."config_values" IS 'What was set for one site, version by version; the newest of a slug holds.';

COMMENT ON TYPE "private"."config_fault" IS 'What is wrong with a JSON value: a JSON Pointer to it, the keyword of the schema that it breaks, and why in words that never quote the value.';

COMMENT ON TYPE "private"."config_finding" IS 'What an import would change, or, with a fault, why it cannot.';

COMMENT ON TYPE "private"."config_state" IS 'A group of settings at one place: version 0 with an empty config where nothing was set there; what holds without it; what holds with it.';

REVOKE ALL ON FUNCTION "private"."begin_config"(text, uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."begin_config"(text, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."begin_config"(text, uuid, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."check_config_schema"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_config_schema"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_config_schema"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_access"(text, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_access"(text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_access"(text, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_array_faults"(jsonb, jsonb, text, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_array_faults"(jsonb, jsonb, text, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_array_faults"(jsonb, jsonb, text, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_changes"(jsonb, jsonb, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_changes"(jsonb, jsonb, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_changes"(jsonb, jsonb, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_default_access"(public.config_schemas) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_default_access"(public.config_schemas) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_default_access"(public.config_schemas) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_deref"(jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_deref"(jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_deref"(jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_document"(uuid[], boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_document"(uuid[], boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_document"(uuid[], boolean) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_document_entries"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_document_entries"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_document_entries"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_document_schema"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_document_schema"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_document_schema"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_edit_access"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_edit_access"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_edit_access"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_entry"(private.config_state) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_entry"(private.config_state) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_entry"(private.config_state) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_faults"(jsonb, jsonb, text, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_faults"(jsonb, jsonb, text, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_faults"(jsonb, jsonb, text, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_format_fits"(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_format_fits"(text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_format_fits"(text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_in_force_faults"(public.config_schemas, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_in_force_faults"(public.config_schemas, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_in_force_faults"(public.config_schemas, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_lay"(jsonb, jsonb, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_lay"(jsonb, jsonb, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_lay"(jsonb, jsonb, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_leaf"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_leaf"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_leaf"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_logic_faults"(jsonb, jsonb, text, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_logic_faults"(jsonb, jsonb, text, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_logic_faults"(jsonb, jsonb, text, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_matches"(jsonb, jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_matches"(jsonb, jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_matches"(jsonb, jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_meta_schema"() FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_meta_schema"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_meta_schema"() TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_object_faults"(jsonb, jsonb, text, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_object_faults"(jsonb, jsonb, text, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_object_faults"(jsonb, jsonb, text, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_part"(jsonb, jsonb, jsonb, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_part"(jsonb, jsonb, jsonb, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_part"(jsonb, jsonb, jsonb, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_patch"(jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_patch"(jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_patch"(jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_path"(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_path"(text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_path"(text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_pattern_is_portable"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_pattern_is_portable"(text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_pattern_is_portable"(text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_prune"(jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_prune"(jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_prune"(jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_rejoin"(jsonb, jsonb, jsonb, jsonb, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_rejoin"(jsonb, jsonb, jsonb, jsonb, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_rejoin"(jsonb, jsonb, jsonb, jsonb, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_scalar_faults"(jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_scalar_faults"(jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_scalar_faults"(jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_schema_faults"(jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_schema_faults"(jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_schema_faults"(jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_schema_parts"(jsonb, jsonb, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_schema_parts"(jsonb, jsonb, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_schema_parts"(jsonb, jsonb, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_schema_shown"(jsonb, jsonb, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_schema_shown"(jsonb, jsonb, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_schema_shown"(jsonb, jsonb, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_staff_part"(public.config_schemas, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_staff_part"(public.config_schemas, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_staff_part"(public.config_schemas, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_subschemas"(jsonb, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_subschemas"(jsonb, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_subschemas"(jsonb, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_toggle_access"(public.config_schemas) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_toggle_access"(public.config_schemas) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_toggle_access"(public.config_schemas) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_versions"(text, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_versions"(text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_versions"(text, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_view"(public.config_schemas, jsonb, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_view"(public.config_schemas, jsonb, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_view"(public.config_schemas, jsonb, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."config_wanted"(public.config_schemas, private.config_state, jsonb, boolean, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."config_wanted"(public.config_schemas, private.config_state, jsonb, boolean, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."config_wanted"(public.config_schemas, private.config_state, jsonb, boolean, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_config"(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_config"(text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_config"(text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."import_config_entries"(jsonb, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."import_config_entries"(jsonb, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."import_config_entries"(jsonb, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."import_config_entry"(text, public.config_schemas, uuid, boolean, jsonb, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."import_config_entry"(text, public.config_schemas, uuid, boolean, jsonb, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."import_config_entry"(text, public.config_schemas, uuid, boolean, jsonb, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."read_config"(public.config_schemas, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."read_config"(public.config_schemas, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."read_config"(public.config_schemas, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."require_valid_config"(public.config_schemas, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_valid_config"(public.config_schemas, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."require_valid_config"(public.config_schemas, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."save_config"(public.config_schemas, uuid, private.config_state, boolean, jsonb, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."save_config"(public.config_schemas, uuid, private.config_state, boolean, jsonb, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."save_config"(public.config_schemas, uuid, private.config_state, boolean, jsonb, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."show_config"(public.config_schemas, uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."show_config"(public.config_schemas, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."show_config"(public.config_schemas, uuid, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."store_config"(public.config_schemas, uuid, private.config_state, boolean, jsonb, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."store_config"(public.config_schemas, uuid, private.config_state, boolean, jsonb, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."store_config"(public.config_schemas, uuid, private.config_state, boolean, jsonb, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."try_import_config"(jsonb, boolean, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."try_import_config"(jsonb, boolean, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."try_import_config"(jsonb, boolean, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."config_history"(text, uuid, integer, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."config_history"(text, uuid, integer, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."config_history"(text, uuid, integer, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."export_config"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."export_config"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."export_config"(uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."get_config"(text, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."get_config"(text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."get_config"(text, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."import_config"(jsonb, boolean, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."import_config"(jsonb, boolean, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."import_config"(jsonb, boolean, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_configs"(uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_configs"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_configs"(uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."resolve_config"(text, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."resolve_config"(text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."resolve_config"(text, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."resolve_config"(text, uuid) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."revert_config"(text, integer, integer, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."revert_config"(text, integer, integer, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."revert_config"(text, integer, integer, uuid, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_config"(text, jsonb, integer, uuid, boolean, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_config"(text, jsonb, integer, uuid, boolean, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_config"(text, jsonb, integer, uuid, boolean, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_feature"(text, boolean, integer, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_feature"(text, boolean, integer, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_feature"(text, boolean, integer, uuid, text) TO "postgres";

REVOKE ALL ON TABLE "public"."config_globals" FROM "authenticated";

GRANT SELECT ON TABLE "public"."config_globals" TO "authenticated";

REVOKE ALL ON TABLE "public"."config_globals" FROM "service_role";

GRANT SELECT ON TABLE "public"."config_globals" TO "service_role";

REVOKE ALL ON TABLE "public"."config_schemas" FROM "authenticated";

GRANT SELECT ON TABLE "public"."config_schemas" TO "authenticated";

REVOKE ALL ON TABLE "public"."config_schemas" FROM "service_role";

GRANT SELECT ON TABLE "public"."config_schemas" TO "service_role";

REVOKE ALL ON TABLE "public"."config_values" FROM "authenticated";

GRANT SELECT ON TABLE "public"."config_values" TO "authenticated";

REVOKE ALL ON TABLE "public"."config_values" FROM "service_role";

GRANT SELECT ON TABLE "public"."config_values" TO "service_role";
