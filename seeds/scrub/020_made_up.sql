-- Where made-up values come from. All give null for null.
create function pg_temp.scrub_hash(value text) returns text
language sql stable strict
return left(encode(sha256(convert_to(current_setting('app.scrub_key') || lower(value), 'UTF8')), 'hex'), 16);

-- No real person has an address under the reserved names; the demo logins are public.
create function pg_temp.is_made_up(email text) returns boolean
language sql immutable
return email ~* '\.(example|invalid)$' or lower(email) in ('admin@admin.com', 'user@user.com');

create function pg_temp.scrub_email(value text) returns text
language sql stable strict
return case
  when value = '' or pg_temp.is_made_up(value) then value
  else 'person-' || pg_temp.scrub_hash(value) || '@scrubbed.example'
end;

create function pg_temp.scrub_domain(prefix text, value text) returns text
language sql stable strict
return prefix || '-' || pg_temp.scrub_hash(value) || '.example';

create function pg_temp.scrub_name(prefix text, value text) returns text
language sql stable strict
return case when value = '' then '' else prefix || ' ' || left(pg_temp.scrub_hash(value), 12) end;

-- 15 digits; no country code begins with 999. The auth service writes numbers without the +.
create function pg_temp.scrub_phone(value text) returns text
language sql stable strict
return case
  when value = '' then ''
  else '999' || lpad(
    (('x' || left(pg_temp.scrub_hash(ltrim(value, '+')), 15))::bit(60)::bigint % 1000000000000)::text, 12, '0'
  )
end;

-- Of the same length, so that pages look as they do in production.
create function pg_temp.scrub_text(value text) returns text
language sql immutable strict
return left(repeat('lorem ipsum dolor sit amet ', length(value) / 27 + 1), length(value));

create function pg_temp.scrub_url(value text) returns text
language sql stable strict
return 'https://site.example/' || pg_temp.scrub_hash(value);
