-- as: superuser
-- expects: public.elsewhere
create foreign data wrapper broken_wrapper;
create server broken_server foreign data wrapper broken_wrapper;
create foreign table public.elsewhere (id bigint) server broken_server;
grant select on public.elsewhere to authenticated;
alter foreign table public.elsewhere owner to postgres;
