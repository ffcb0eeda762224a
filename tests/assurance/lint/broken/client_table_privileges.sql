-- expects: public.comments
-- expects: public.files
grant truncate on public.comments to authenticated;
grant references, trigger on public.files to anon;
