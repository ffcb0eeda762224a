-- expects: broken, constraint wrong: is not named broken_…_check
-- expects: broken, index wrong_idx: is not named broken_…_idx or _key
create table public.broken (
  id uuid not null constraint broken_pkey primary key,
  constraint wrong check (id is not null)
);
create index wrong_idx on public.broken (id);
