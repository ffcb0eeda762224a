-- The definition holds body, settings, volatility, security, cost: everything but the owner.
select
    r.name as object,
    'owner ' || pg_get_userbyid(r.proowner) || ': '
    || case
        when r.prokind = 'a' then 'aggregate ' || (
            select concat_ws(' ', g.aggtransfn, g.aggfinalfn, g.aggtranstype::regtype, g.agginitval)
            from pg_aggregate as g where g.aggfnoid = r.oid)
        else pg_get_functiondef(r.oid)
    end as definition
from routines as r
