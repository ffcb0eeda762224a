-- expects: broken: INSERT on the whole relation is granted to authenticated
-- expects: broken: TRUNCATE on the whole relation is granted to authenticated
-- expects: broken_seq: SELECT on the whole relation is granted to authenticated
create table public.broken (id uuid not null constraint broken_pkey primary key);
grant insert, truncate on public.broken to authenticated;
create sequence public.broken_seq;
grant select on sequence public.broken_seq to authenticated;
