-- requires: sql/audit/audit_statement.sql sql/audit/audit_masked_columns.sql
create function private.audit_table(target regclass, personal text[] default '{}')
returns void
language plpgsql
set search_path = ''
as $$
declare
  key_columns text[];
  masked text[];
  event text;
begin
  select array_agg(a.attname::text order by k.place) into key_columns
  from pg_catalog.pg_index as i
  cross join unnest(i.indkey) with ordinality as k (attnum, place)
  join pg_catalog.pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
  where i.indrelid = target and i.indisprimary and a.attname <> 'domain_id';

  select coalesce(array_agg(a.attname::text order by a.attname), '{}') into masked
  from pg_catalog.pg_attribute as a
  where a.attrelid = target and a.attname = any (private.audit_masked_columns() || personal);

  foreach event in array array['insert', 'update', 'delete'] loop
    execute format(
      'create or replace trigger audit_%1$s after %1$s on %2$s referencing %3$s '
      'for each statement execute function private.audit_statement(%4$L, %5$L)',
      event, target,
      case event when 'insert' then 'new table as new_rows' when 'delete' then 'old table as old_rows'
        else 'old table as old_rows new table as new_rows' end,
      key_columns, masked
    );
  end loop;
end;
$$;

comment on function private.audit_table(regclass, text[]) is
'Attaches the audit triggers. personal: columns of this table that are masked besides those masked by name. Call it at the end of a table''s policies file, and again after adding a column to be masked.';
revoke execute on function private.audit_table(regclass, text[]) from public;
