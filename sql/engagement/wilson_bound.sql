-- requires: sql/platform/schemas.sql
create or replace function private.wilson_bound(hits bigint, total bigint, side integer)
returns numeric
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  z constant double precision := 1.959963984540054; -- 95 %, both sides together
  share double precision;
begin
  if total = 0 then
    return null;
  end if;
  share := hits::double precision / total;
  return round((
    (share + z ^ 2 / (2 * total) + side * z * sqrt(share * (1 - share) / total + z ^ 2 / (4.0 * total ^ 2)))
    / (1 + z ^ 2 / total)
  )::numeric, 6);
end;
$$;

comment on function private.wilson_bound(bigint, bigint, integer) is
'The lower (side -1) or upper (1) bound of the Wilson 95 % interval of a share; null of nothing. E. B. Wilson, Probable Inference, 1927.';

revoke all on function private.wilson_bound(bigint, bigint, integer) from public;
