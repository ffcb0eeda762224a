-- The order of columns is not compared: a migration can only add at the end.
select
    r.name || '.' || quote_ident(a.attname) as object,
    concat_ws(
        ' ',
        format_type(a.atttypid, a.atttypmod),
        case when a.attcollation <> t.typcollation then 'collate ' || a.attcollation::regcollation end,
        case when a.attnotnull then 'not null' end,
        case a.attidentity when 'a' then 'identity always' when 'd' then 'identity by default' end,
        case a.attgenerated when 's' then 'stored' when 'v' then 'virtual' end,
        'default ' || pg_get_expr(d.adbin, d.adrelid),
        case
            when a.attstorage <> t.typstorage
            then 'storage ' || case a.attstorage
                when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' when 'x' then 'extended'
            end
        end,
        'options ' || a.attoptions::text
    ) as definition
from relations as r
join pg_attribute as a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
join pg_type as t on t.oid = a.atttypid
left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
where r.relkind in ('r', 'p', 'v', 'm', 'f')
