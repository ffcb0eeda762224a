-- requires: sql/platform/schemas.sql
-- One filter for every engagement page, so that a page keeps what was chosen on another.
create type private.engagement_filter as (
  "from" timestamptz,
  "to" timestamptz,
  domain_ids uuid [],
  score_min numeric,
  score_max numeric,
  outcome text,
  language text,
  has_email boolean,
  account_id uuid,
  status text,
  text text,
  include_test boolean,
  topic_id uuid
);

comment on type private.engagement_filter is
'The filter object of the engagement lists. Times are half-open: from <= time < to.';
