-- Marked leakproof, so that it may be used before the policy: on rows that the policy would hide.
-- class: doors
-- exploit: mia filters by it, and its notices bring the titles of other teams.
-- as: mia
-- try: select from public.tasks where public.is_long(title)
-- prints: Blue task
-- run by: superuser
-- caught by: matrix, lint
create function public.is_long(value text)
returns boolean
language plpgsql
immutable
leakproof
cost 0.0001
set search_path = ''
as $$
begin
  raise notice 'long? %', value;
  return length(value) > 3;
end;
$$;
alter function public.is_long(text) owner to postgres;
grant execute on function public.is_long(text) to authenticated;
