-- expects: broken, key broken_pkey: does not start with domain_id
-- expects: broken, key broken_name_key: does not contain domain_id
create table public.broken (
  domain_id uuid not null,
  id uuid not null,
  name text constraint broken_name_key unique,
  constraint broken_pkey primary key (id, domain_id)
);
