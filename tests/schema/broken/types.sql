-- expects: broken.id: is integer; ids are uuid or bigint
-- expects: broken.made_at: is timestamp without time zone; use timestamptz
-- expects: broken.price: is double precision; use numeric
create table public.broken (
  id integer not null constraint broken_pkey primary key,
  made_at timestamp,
  price float8
);
