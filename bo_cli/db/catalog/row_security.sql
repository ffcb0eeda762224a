select
    r.name as object,
    case when r.relrowsecurity then 'enabled' else 'disabled' end
    || case when r.relforcerowsecurity then ', forced' else '' end as definition
from relations as r
where r.relkind in ('r', 'p')
