-- expects: public.invoice_number
-- expects: public.broken_free_idle
grant select on sequence public.invoice_number to authenticated;
create sequence public.broken_free_idle;
grant usage on sequence public.broken_free_idle to anon;
-- a default makes use of this one
create sequence public.broken_used;
alter table public.comments alter column hidden_at set default to_timestamp(nextval('public.broken_used'));
grant usage on sequence public.broken_used to authenticated;
