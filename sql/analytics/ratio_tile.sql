-- requires: sql/analytics/metric_tile.sql
create or replace function private.ratio_tile(
  part numeric,
  whole numeric,
  previous_part numeric,
  previous_whole numeric,
  is_comparable boolean
)
returns jsonb
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return private.metric_tile(
    part / nullif(whole, 0), previous_part / nullif(previous_whole, 0), is_comparable
  ) || jsonb_build_object(
    'numerator', part,
    'denominator', whole,
    'previous_numerator', previous_part,
    'previous_denominator', previous_whole
  );
end;
$$;

comment on function private.ratio_tile(numeric, numeric, numeric, numeric, boolean) is
'A ratio beside that of the period before, with what was divided; null where it would be divided by 0.';

revoke all on function private.ratio_tile(numeric, numeric, numeric, numeric, boolean) from public;
