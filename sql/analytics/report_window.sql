-- requires: sql/platform/schemas.sql
create type private.report_window as (
  time_zone text,
  from_at timestamptz,
  to_at timestamptz,
  previous_from_at timestamptz,
  state text
);

comment on type private.report_window is
'What a report is about, from <= time < to, and the equal period before it. state: partial while it is not over, provisional until late events may no longer come, then final.';
