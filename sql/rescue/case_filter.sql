-- requires: sql/platform/schemas.sql
create type private.case_filter as (
  domain_ids uuid [],
  status text [],
  priority text,
  category text,
  species text,
  org_id uuid,
  include_archived boolean,
  query tsquery
);

comment on type private.case_filter is 'What list_cases() is asked for; null asks for nothing.';
