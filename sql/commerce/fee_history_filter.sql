-- requires: sql/platform/schemas.sql
create type private.fee_history_filter as (
  domain_ids uuid [],
  kind text,
  is_platform boolean,
  held tstzrange
);

comment on type private.fee_history_filter is
'What fee_history() is asked for; null asks for nothing. held: the time that a version held in, at least in part.';
