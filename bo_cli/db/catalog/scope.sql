-- Put before each query of this folder: the schemas and relations whose contents are compared.
-- The history's own table differs by nature, and members of an extension come with the extension.
with members as (
    select classid, objid from pg_depend where deptype = 'e'
),
schemas as (
    select n.oid, n.nspname, n.nspowner, n.nspacl
    from pg_namespace as n
    where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'supabase_migrations')
),
relations as (
    select c.*, quote_ident(s.nspname) || '.' || quote_ident(c.relname) as name
    from pg_class as c
    join schemas as s on s.oid = c.relnamespace
    where not exists (select from members as m where m.classid = 'pg_class'::regclass and m.objid = c.oid)
),
routines as (
    select p.*, p.oid::regprocedure::text as name
    from pg_proc as p
    join schemas as s on s.oid = p.pronamespace
    where not exists (select from members as m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
)
