-- requires: sql/platform/default_privileges.sql
-- round() of a numeric goes away from zero where two are as near: always to the platform's advantage.
create or replace function private.round_half_even(value numeric, digits integer default 0)
returns numeric
language plpgsql
immutable
strict
parallel safe
security invoker
set search_path = ''
as $$
declare
  -- Without a division, which would round a long number before we do.
  base constant numeric := trunc(value, digits);
  shift constant numeric := 10::numeric ^ digits;
begin
  if abs(value - base) * shift = 0.5 and base * shift % 2 = 0 then
    return base;
  end if;
  return round(value, digits);
end;
$$;

comment on function private.round_half_even(numeric, integer) is
'Rounds to so many digits after the point; where two are as near, to the even one: 0.5 to 0, 1.5 to 2, 2.665 to 2.66.';
revoke all on function private.round_half_even(numeric, integer) from public, anon, authenticated, service_role;
