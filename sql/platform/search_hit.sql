-- requires: sql/platform/schemas.sql
create type private.search_hit as (
  kind text,
  domain_id uuid,
  id uuid,
  title text,
  subtitle text,
  matched text,
  is_exact boolean
);

comment on type private.search_hit is 'What global_search() found: what it is called, what else helps to tell it from others, and by what it was found.';
