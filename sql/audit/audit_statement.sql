-- requires: sql/audit/audit_write.sql
create function private.audit_statement()
returns trigger
language plpgsql
security definer -- definer: the writer holds nothing on the audit log
set search_path = ''
as $$
declare
  -- They change with every write, and would only hide that nothing else did.
  bookkeeping constant text[] := '{updated_at,version}'::text[];
  before_rows jsonb[];
  after_rows jsonb[];
begin
  -- Gathered into variables first: a transition table cannot be read from inside another function's insert.
  -- Old and new rows come in the same order, which is how audit_write pairs them.
  if tg_op <> 'INSERT' then
    select array_agg(to_jsonb(o) - bookkeeping) into before_rows from old_rows as o;
  end if;
  if tg_op <> 'DELETE' then
    select array_agg(to_jsonb(n) - bookkeeping) into after_rows from new_rows as n;
  end if;
  if before_rows is not null or after_rows is not null then
    perform private.audit_write(
      lower(tg_op), tg_table_name, tg_argv[0]::text[], tg_argv[1]::text[], before_rows, after_rows
    );
  end if;
  return null;
end;
$$;

comment on function private.audit_statement() is
'Statement trigger of audited tables. Arguments: the key columns and the masked columns, as array literals.';
revoke execute on function private.audit_statement() from public;
