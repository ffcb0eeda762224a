-- requires: sql/audit/revertible_tables.sql sql/platform/require_version.sql
create or replace function private.restore_columns(
  target public.revertible_tables,
  row_id uuid,
  earlier jsonb,
  expected_version integer
)
returns jsonb
language plpgsql
volatile
security invoker -- so that the table's own grants and policies have the last word
set search_path = ''
as $$
declare
  current_version integer;
  wanted jsonb;
  assignments text;
  restored jsonb;
begin
  execute format('select t.version from public.%I as t where t.id = $1 for update', target.resource)
  into current_version using row_id;
  if current_version is null then
    perform private.fail('P0002', 'NOT_FOUND', 'no such row');
  end if;
  if expected_version is not null then
    perform private.require_version(expected_version, current_version);
  end if;
  -- A mask stands for a value that the log does not have.
  select jsonb_object_agg(e.key, e.value), string_agg(format('%1$I = w.%1$I', e.key), ', ')
  into wanted, assignments
  from jsonb_each(earlier) as e
  where e.key = any(target.columns) and e.value not in ('"***"', '"*** changed"');
  if wanted is null then
    perform private.fail('22023', 'NOT_REVERTIBLE', 'this entry holds nothing that may be brought back');
  end if;
  execute format(
    'update public.%1$I as t set %2$s from jsonb_populate_record(null::public.%1$I, $2) as w '
    'where t.id = $1 returning to_jsonb(t)', target.resource, assignments
  ) into restored using row_id, wanted;
  return restored;
exception
  when unique_violation or check_violation then
    perform private.fail('PT409', 'REVERT_CONFLICT', 'an earlier value is taken by another row, or no longer allowed');
end;
$$;

comment on function private.restore_columns(public.revertible_tables, uuid, jsonb, integer) is
'Sets the listed columns of one row to their values in earlier, and returns the row. Columns that earlier lacks or masks stay.';
revoke all on function private.restore_columns(public.revertible_tables, uuid, jsonb, integer) from public;
grant execute on function private.restore_columns(public.revertible_tables, uuid, jsonb, integer) to authenticated;
