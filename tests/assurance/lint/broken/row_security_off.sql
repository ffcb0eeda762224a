-- expects: public.invoices
-- expects: public.time_entries
-- expects: public.readings_now
alter table public.invoices disable row level security;
create table public.time_entries (id bigint generated always as identity primary key);
grant select on public.time_entries to authenticated;
-- nobody reaches the parent, which has none either
create table private.readings (id bigint, team_id bigint) partition by list (id);
create table public.readings_now partition of private.readings for values in (1);
grant select on public.readings_now to authenticated;
