-- requires: sql/platform/schemas.sql
-- Median and median absolute deviation (MAD) instead of mean and standard deviation: one odd day among eight does not
-- move them. 1.4826 MAD estimates the deviation of normal values. Counts scatter by their square root at least, so a
-- few weeks that happen to be alike make no alarm of the next ordinary one. Iglewicz and Hoaglin (1993), "How to Detect
-- and Handle Outliers".
create or replace function private.alert_verdict(
  method text,
  direction text,
  limit_value numeric,
  min_volume numeric,
  value numeric,
  history numeric [],
  out expected numeric,
  out score numeric,
  out is_alert boolean
)
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  deviation numeric;
begin
  is_alert := false;
  if method = 'threshold' then
    score := value;
    is_alert := value >= min_volume
      and case direction when 'above' then value > limit_value else value < limit_value end;
    return;
  elsif method = 'pct_change' then
    expected := history[1];
    score := 100 * (value - expected) / nullif(expected, 0);
  elsif cardinality(history) >= 4 then
    expected := (select percentile_cont(0.5) within group (order by h.value::float8) from unnest(history) as h (value));
    deviation := (
      select percentile_cont(0.5) within group (order by abs(h.value - expected)::float8) from unnest(history) as h (value)
    );
    score := (value - expected) / greatest(1.4826 * deviation, sqrt(expected), 1);
  end if;
  is_alert := coalesce(
    greatest(value, expected) >= min_volume and abs(score) > limit_value
    and (direction = 'both' or (score > 0) = (direction = 'above')), false
  );
end;
$$;

comment on function private.alert_verdict(text, text, numeric, numeric, numeric, numeric []) is
'Whether a number breaks a rule, and how far it is from what was expected. history: for pct_change the day before, for robust_z the same weekdays before, four at least. Without enough of it nothing is an alert.';
revoke all on function private.alert_verdict(text, text, numeric, numeric, numeric, numeric [])
from public, anon, authenticated, service_role;
