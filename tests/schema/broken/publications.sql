-- expects: broken: is published with its old rows
create table public.broken (id uuid not null constraint broken_pkey primary key);
create publication broken_publication for table public.broken;
