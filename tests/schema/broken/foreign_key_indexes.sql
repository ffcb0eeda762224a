-- expects: broken, foreign key broken_parent_id_fkey: no index starts with its columns
create table public.broken (
  id uuid not null constraint broken_pkey primary key,
  parent_id uuid constraint broken_parent_id_fkey references public.broken (id)
);
