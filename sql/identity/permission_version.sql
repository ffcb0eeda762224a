-- requires: sql/identity/memberships.sql sql/identity/person_permissions.sql
-- A digest instead of a counter: no writer can forget to raise it.
-- definer: reads memberships and grants past RLS.
create or replace function private.permission_version(person_id uuid)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  facts text;
begin
  select string_agg(fact.line, e'\n' order by fact.line) into facts
  from (
    select concat_ws('|', 'm', m.role_key, coalesce(m.domain_id::text, '*'), m.valid) as line
    from public.memberships as m
    where m.person_id = permission_version.person_id
    union all
    select concat_ws('|', 'r', rp.role_key, rp.resource, rp.action, rp.reach)
    from public.role_permissions as rp
    where rp.role_key in (
      select m.role_key from public.memberships as m
      where m.person_id = permission_version.person_id
    )
    union all
    select concat_ws('|', 'p', pp.effect, pp.resource, pp.action,
      coalesce(pp.domain_id::text, '*'), coalesce(pp.expires_at::text, '-'))
    from public.person_permissions as pp
    where pp.person_id = permission_version.person_id
  ) as fact;
  return left(encode(sha256(convert_to(coalesce(facts, ''), 'UTF8')), 'hex'), 16);
end;
$$;

comment on function private.permission_version(uuid) is
'Changes when a person''s memberships, grants or roles do: a client compares it with its token''s and reads its permissions anew. 16 hexadecimal digits.';

revoke all on function private.permission_version(uuid) from public;
