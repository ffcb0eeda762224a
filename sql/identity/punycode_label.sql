-- requires: sql/identity/punycode.sql
-- RFC 3492, section 6.3: the plain characters first, then the others by code point, each as the
-- distance from the one before.
create or replace function private.punycode_label(label text)
returns text
language plpgsql
immutable
strict
parallel safe
security invoker
set search_path = ''
as $$
declare
  points integer[] := array(select ascii(c) from regexp_split_to_table(label, '') as c);
  encoded text := regexp_replace(label, '[^\x01-\x7f]', '', 'g');
  plain integer := length(encoded);
  handled integer := plain;
  bias integer := 72;
  delta integer := 0;
  next_point integer;
  floor_point integer := 128;
  point integer;
begin
  if plain = length(label) then
    return label;
  end if;
  encoded := encoded || case when plain > 0 then '-' else '' end;
  while handled < cardinality(points) loop
    next_point := (select min(p) from unnest(points) as p where p >= floor_point);
    delta := delta + (next_point - floor_point) * (handled + 1);
    foreach point in array points loop
      delta := delta + (point < next_point)::integer;
      if point = next_point then
        encoded := encoded || private.punycode_integer(delta, bias);
        bias := private.punycode_bias(delta, handled + 1, handled = plain);
        delta := 0;
        handled := handled + 1;
      end if;
    end loop;
    delta := delta + 1;
    floor_point := next_point + 1;
  end loop;
  return 'xn--' || encoded;
end;
$$;

comment on function private.punycode_label(text) is
'One label of a host name in ASCII: bücher -> xn--bcher-kva. Plain labels come back as they are.';

revoke all on function private.punycode_label(text) from public;
grant execute on function private.punycode_label(text) to authenticated, service_role;
