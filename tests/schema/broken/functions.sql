-- expects: broken(): search_path is not pinned to nothing
-- expects: bound_definer(): search_path is not pinned to nothing
-- expects: broken(): has no comment
create function public.broken() returns integer language sql as 'select 1';
create function public.bound_definer() returns integer language sql security definer return 1;
