-- Nothing but a number or a text is read as digits alone, so its type is not asked.
create or replace function private.is_minor_amount(value jsonb)
returns boolean
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return coalesce((value #>> '{}') ~ '^\d{1,38}$', false);
end;
$$;
