-- expects: broken: row level security is off
create table public.broken (id uuid not null constraint broken_pkey primary key);
