-- Every day of the year of every domain is to be counted; the worker does that (bo_cli/seeding/scale.py).
insert into private.dirty_days (domain_id, day, cause)
select
  scale_sizes.domain_id,
  day::date,
  'first_fill'
from scale_sizes
cross join generate_series(timestamp '2025-11-19', timestamp '2026-11-20', interval '1 day') as day;

drop table scale_sizes;
drop table scale_parts;
