-- requires: sql/identity/punycode_label.sql sql/platform/bad_input.sql
-- Two writings of one host name must not become two tenants; two host names must never become one.
create or replace function private.normalize_domain(domain text)
returns text
language plpgsql
immutable
strict
parallel safe
security invoker
set search_path = ''
as $$
declare
  -- The characters that IDNA drops (soft hyphen, zero width) and the dots that it takes for dots.
  ignored constant text := U&'[\00AD\200B\2060\FEFF]';
  dots constant text := U&'[\3002\FF0E\FF61]';
  host text := btrim(domain, E' \t\r\n');
begin
  if length(domain) > 2048 then
    perform private.bad_input('domain', 'is longer than any address');
  end if;
  host := regexp_replace(host, '^[a-zA-Z][a-zA-Z0-9+.-]*://', '');
  host := regexp_replace(host, '[/?#\\].*$', '');
  host := regexp_replace(host, '^.*@', '');
  host := regexp_replace(host, ':[0-9]*$', '');
  host := regexp_replace(regexp_replace(host, ignored, '', 'g'), dots, '.', 'g');
  host := lower(normalize(host, nfkc) collate "und-x-icu");
  host := regexp_replace(host, '\.$', '');
  host := regexp_replace(host, '^www\.(?=.*\.)', '');
  host := (
    select string_agg(private.punycode_label(labels.label), '.' order by labels.position)
    from string_to_table(host, '.') with ordinality as labels (label, position)
  );
  -- A text without a label has become null.
  if host is null or length(host) > 253
    or host !~ '^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?![0-9]+$)[a-z0-9-]{2,63}$' then
    perform private.bad_input('domain', 'is not a host name such as abtasty.com');
  end if;
  return host;
end;
$$;

comment on function private.normalize_domain(text) is
'The one writing of a host name: HTTPS://www.AbTasty.com:443/ -> abtasty.com. Without scheme, user, www, port, path, trailing dot; lower case; punycode. Raises 22023 for anything that is no host name.';

revoke all on function private.normalize_domain(text) from public;
grant execute on function private.normalize_domain(text) to authenticated, service_role;
