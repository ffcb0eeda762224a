-- requires: sql/platform/default_privileges.sql
-- RFC 3492, section 6.1: how far the next delta reaches.
create or replace function private.punycode_bias(delta integer, points integer, is_first boolean)
returns integer
language plpgsql
immutable
strict
parallel safe
security invoker
set search_path = ''
as $$
declare
  k integer := 0;
  rest integer := delta / case when is_first then 700 else 2 end;
begin
  rest := rest + rest / points;
  while rest > 455 loop
    rest := rest / 35;
    k := k + 36;
  end loop;
  return k + 36 * rest / (rest + 38);
end;
$$;

-- RFC 3492, section 6.3: one delta as a number of variable length in base 36.
create or replace function private.punycode_integer(delta integer, bias integer)
returns text
language plpgsql
immutable
strict
parallel safe
security invoker
set search_path = ''
as $$
declare
  digits constant text := 'abcdefghijklmnopqrstuvwxyz0123456789';
  rest integer := delta;
  k integer := 36;
  threshold integer;
  encoded text := '';
begin
  loop
    threshold := least(greatest(k - bias, 1), 26);
    exit when rest < threshold;
    encoded := encoded
      || substr(digits, threshold + (rest - threshold) % (36 - threshold) + 1, 1);
    rest := (rest - threshold) / (36 - threshold);
    k := k + 36;
  end loop;
  return encoded || substr(digits, rest + 1, 1);
end;
$$;

comment on function private.punycode_bias(integer, integer, boolean) is
'Step of private.punycode(): the bias after a code point, RFC 3492 section 6.1.';
comment on function private.punycode_integer(integer, integer) is
'Step of private.punycode(): a delta in base 36, RFC 3492 section 6.3.';

revoke all on function private.punycode_bias(integer, integer, boolean) from public;
revoke all on function private.punycode_integer(integer, integer) from public;
grant execute on function private.punycode_bias(integer, integer, boolean)
to authenticated, service_role;
grant execute on function private.punycode_integer(integer, integer) to authenticated, service_role;
