-- Enums, domains and composite types; the row types of tables come with their tables.
select
    t.oid::regtype::text as object,
    case t.typtype
        when 'e' then 'enum ' || (
            select string_agg(quote_literal(l.enumlabel), ', ' order by l.enumsortorder)
            from pg_enum as l where l.enumtypid = t.oid)
        when 'd' then concat_ws(
            ' ', 'domain', format_type(t.typbasetype, t.typtypmod), case when t.typnotnull then 'not null' end,
            'default ' || t.typdefault,
            (
                select string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ' ' order by k.conname)
                from pg_constraint as k where k.contypid = t.oid and k.contype = 'c'))
        when 'c' then 'composite ' || (
            select string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum)
            from pg_attribute as a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped)
        else 'range ' || (select format_type(r.rngsubtype, null) from pg_range as r where r.rngtypid = t.oid)
    end as definition
from pg_type as t
join schemas as s on s.oid = t.typnamespace
left join pg_class as c on c.oid = t.typrelid
where
    t.typtype in ('e', 'd', 'c', 'r')
    and (t.typtype <> 'c' or c.relkind = 'c')
    and not exists (select from members as m where m.classid = 'pg_type'::regclass and m.objid = t.oid)
