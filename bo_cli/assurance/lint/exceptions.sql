-- The comments of objects that hold an exception: schema, name, part, text.
select nspname, relname, attname, description
from pg_description
inner join pg_class on pg_class.oid = objoid and classoid = 'pg_class'::regclass
inner join pg_namespace on pg_namespace.oid = relnamespace
left join pg_attribute on attrelid = objoid and attnum = objsubid and objsubid > 0
where description ~ 'lint:\s*allow'
union all
select nspname, proname, null, description
from pg_description
inner join pg_proc on pg_proc.oid = objoid and classoid = 'pg_proc'::regclass
inner join pg_namespace on pg_namespace.oid = pronamespace
where description ~ 'lint:\s*allow'
union all
select nspname, relname, coalesce(polname, conname), description
from pg_description
left join pg_policy on pg_policy.oid = objoid and classoid = 'pg_policy'::regclass
left join pg_constraint on pg_constraint.oid = objoid and classoid = 'pg_constraint'::regclass
inner join pg_class on pg_class.oid in (polrelid, conrelid)
inner join pg_namespace on pg_namespace.oid = relnamespace
where description ~ 'lint:\s*allow'
union all
select '', pubname, null, description
from pg_description
inner join pg_publication on pg_publication.oid = objoid and classoid = 'pg_publication'::regclass
where description ~ 'lint:\s*allow'
union all
select '', rolname, null, description
from pg_shdescription
inner join pg_roles on pg_roles.oid = objoid and classoid = 'pg_authid'::regclass
where description ~ 'lint:\s*allow'
