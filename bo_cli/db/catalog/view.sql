select r.name as object, pg_get_viewdef(r.oid) as definition
from relations as r
where r.relkind in ('v', 'm')
