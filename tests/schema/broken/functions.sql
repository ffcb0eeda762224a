-- expects: broken(): search_path is not pinned to nothing
-- expects: broken(): has no comment
create function public.broken() returns integer language sql as 'select 1';
