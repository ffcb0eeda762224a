-- Nothing is granted to anon or to public: a request without a person reads and calls nothing. The list
-- has what comes before a request knows who asks, what visitors of a site read, and what API keys are for.
with allowed (grantee, privilege, object) as (
  values
  ('anon', 'USAGE', 'schema public'),
  ('public', 'USAGE', 'schema public'),
  ('anon', 'USAGE', 'schema private'),
  ('anon', 'EXECUTE', 'function private.begin_request()'),
  ('anon', 'EXECUTE', 'function private.enter_api_key(text)'),
  ('anon', 'EXECUTE', 'function my_api_key()'),
  ('anon', 'EXECUTE', 'function read_records(text,uuid,uuid,integer)'),
  ('anon', 'EXECUTE', 'function published_sections(text,text)'),
  ('anon', 'EXECUTE', 'function read_section_preview(text)')
),
given as (
  select
    acl.grantee as grantee_id,
    acl.privilege_type as privilege,
    'relation ' || pg_class.oid::regclass as object
  from pg_catalog.pg_class
  cross join lateral aclexplode(pg_class.relacl) as acl
  where pg_class.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
  union all
  select acl.grantee, acl.privilege_type, format('column %s.%I', attrelid::regclass, attname)
  from pg_catalog.pg_attribute
  inner join pg_catalog.pg_class on pg_class.oid = pg_attribute.attrelid
  cross join lateral aclexplode(pg_attribute.attacl) as acl
  where pg_class.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
  union all
  select acl.grantee, acl.privilege_type, 'function ' || pg_proc.oid::regprocedure
  from pg_catalog.pg_proc
  cross join lateral aclexplode(coalesce(pg_proc.proacl, acldefault('f', pg_proc.proowner))) as acl
  where pg_proc.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
  union all
  select acl.grantee, acl.privilege_type, 'schema ' || pg_namespace.nspname
  from pg_catalog.pg_namespace
  cross join lateral aclexplode(pg_namespace.nspacl) as acl
  where pg_namespace.nspname in ('public', 'private')
),
named as (
  select
    case given.grantee_id when 0 then 'public' else pg_get_userbyid(given.grantee_id) end as grantee,
    given.privilege,
    given.object
  from given
)
select format('%s: %s is granted to %s', named.object, named.privilege, named.grantee) as finding
from named
where
  named.grantee in ('anon', 'public')
  and not exists (
    select from allowed
    where (allowed.grantee, allowed.privilege, allowed.object) = (named.grantee, named.privilege, named.object)
  )
