-- A function answers in a header, where nobody looks.
-- finds: leak on public.ping, through rest
create function public.ping(label text default '') returns text language plpgsql
security definer set search_path = '' as $$
begin
  perform set_config('response.headers', (
    select jsonb_build_array(jsonb_build_object('X-Slugs', string_agg(n.slug, ' ')))::text from public.notes as n
  ), true);
  return 'pong';
end $$;
