-- The hint of an error says what the message keeps to itself.
-- finds: leak on public.find_slug, through sql and rest
create function public.find_slug(slug text) returns uuid language plpgsql
security definer set search_path = '' as $$
begin
  raise exception 'there is no such note' using errcode = 'P0002',
    hint = (select string_agg(n.slug, ', ') from public.notes as n);
end $$;
