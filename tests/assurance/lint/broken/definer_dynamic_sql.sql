-- expects: public.count_tasks(text)
-- expects: public.count_where(text)
create function public.count_tasks(status_name text)
returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  counted bigint;
begin
  perform auth.uid();
  execute 'select count(*) from public.tasks where status::text = ''' || status_name || '''' into counted;
  return counted;
end
$$;
create function public.count_where(condition text)
returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  counted bigint;
begin
  perform auth.uid();
  execute format('select count(*) from public.tasks where %s', condition) into counted;
  return counted;
end
$$;
-- this one is right
create function public.count_named(status_name text)
returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  counted bigint;
begin
  execute format('select count(*) from public.%I where created_by = auth.uid()', status_name) into counted;
  return counted;
end
$$;
