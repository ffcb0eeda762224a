-- expects: broken, foreign key broken_parent_id_fkey: does not carry domain_id
-- expects: broken, foreign key broken_user_id_fkey: leads into auth
-- expects: broken, foreign key broken_domain_id_parent_id_fkey: empties domain_id on delete
create table public.broken (
  domain_id uuid not null,
  id uuid not null constraint broken_id_key unique,
  parent_id uuid constraint broken_parent_id_fkey references public.broken (id),
  user_id uuid constraint broken_user_id_fkey references auth.users (id),
  constraint broken_pkey primary key (domain_id, id),
  constraint broken_domain_id_parent_id_fkey
  foreign key (domain_id, parent_id) references public.broken (domain_id, id) on delete set null
);
