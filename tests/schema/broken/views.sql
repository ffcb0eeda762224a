-- expects: broken_view: is not security_invoker
-- expects: broken_copy: is a materialized view in the exposed schema
create view public.broken_view as select 1 as one;
create materialized view public.broken_copy as select 1 as one;
