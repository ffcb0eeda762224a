-- as: superuser
-- expects: public.is_long(text)
create function public.is_long(value text) returns boolean language sql immutable leakproof
set search_path = '' as 'select length(value) > 100';
alter function public.is_long(text) owner to postgres;
