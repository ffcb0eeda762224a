-- as superuser
create function public.looks_like(word text) returns boolean language plpgsql leakproof immutable
set search_path = '' as $$ begin return looks_like.word like 'a%'; end $$;
