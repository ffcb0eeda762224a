-- expects: broken: has no comment
create table public.broken (id uuid not null constraint broken_pkey primary key);
