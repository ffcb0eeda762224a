-- requires: sql/platform/schemas.sql
create or replace function private.metric_tile(now_value numeric, previous numeric, is_comparable boolean)
returns jsonb
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'value', now_value,
    'previous', previous,
    'delta', now_value - previous,
    'variation', case when is_comparable then (now_value - previous) / nullif(previous, 0) end
  );
end;
$$;

comment on function private.metric_tile(numeric, numeric, boolean) is
'A number beside that of the period before. variation: the change as a part of the number before; null where that was 0 or the periods cannot be compared.';

revoke all on function private.metric_tile(numeric, numeric, boolean) from public;
