-- A value that nobody thought of ends in an internal error.
-- finds: internal error on public.halve, through sql and rest
create function public.halve(number integer default 0) returns integer language plpgsql immutable
set search_path = '' as $$
begin
  if halve.number < 0 or halve.number is null then
    raise exception 'unexpected' using errcode = 'XX000';
  end if;
  return halve.number / 2;
end $$;
