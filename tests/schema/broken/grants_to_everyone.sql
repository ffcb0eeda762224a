-- expects: relation broken: SELECT is granted to anon
-- expects: column broken.id: UPDATE is granted to public
-- expects: function broken(): EXECUTE is granted to public
create table public.broken (id uuid not null constraint broken_pkey primary key);
grant select on public.broken to anon;
grant update (id) on public.broken to public;
create function public.broken() returns integer language sql set search_path = '' as 'select 1';
grant execute on function public.broken() to public;
