-- What a row costs is mostly its indexes and the checks of its references, one by one: they are taken off here
-- and made again at the end (080), which checks every row as well. Keys that others refer to stay.
create temporary table scale_parts as
select
  part.*,
  row_number() over (order by part.rank, part.name) as place
from (
  select
    con.conrelid::regclass::text as table_name,
    con.conname::text as name,
    format('alter table %s drop constraint %I', con.conrelid::regclass, con.conname) as off,
    format('alter table %s add constraint %I %s', con.conrelid::regclass, con.conname, pg_get_constraintdef(con.oid))
    as made_again,
    case con.contype when 'f' then 3 else 1 end as rank
  from pg_constraint as con
  where
    con.conrelid = any(string_to_array(current_setting('app.scale_tables'), ',')::regclass [])
    and (
      con.contype = 'f'
      or con.contype in ('p', 'u') and not exists (
        select from pg_constraint as referring
        where referring.contype = 'f' and referring.conindid = con.conindid
      )
    )
  union all
  select
    ind.indrelid::regclass::text,
    ind.indexrelid::regclass::text,
    format('drop index %s', ind.indexrelid::regclass),
    pg_get_indexdef(ind.indexrelid),
    2
  from pg_index as ind
  where
    ind.indrelid = any(string_to_array(current_setting('app.scale_tables'), ',')::regclass [])
    and not exists (select from pg_constraint as con where con.conindid = ind.indexrelid)
) as part;

do $$
declare
  part record;
begin
  for part in select * from scale_parts order by place desc loop
    execute part.off;
  end loop;
  for part in select distinct table_name from scale_parts loop
    execute format('alter table %s disable trigger user', part.table_name);
  end loop;
end;
$$;
