-- requires: sql/identity/memberships.sql sql/platform/bad_input.sql
create or replace function private.set_memberships(
  person_id uuid,
  role_key text,
  domain_ids uuid [],
  is_all_domains boolean
)
returns void
language plpgsql
volatile
security definer -- definer: memberships are written by RPCs alone
set search_path = ''
as $$
declare
  unknown uuid;
begin
  if is_all_domains = (cardinality(domain_ids) > 0) then
    perform private.bad_input('domain_ids', 'name the domains, or say is_all_domains, not both and not neither');
  end if;
  select w.id into unknown
  from unnest(domain_ids) as w (id)
  where not exists (select from public.domains as d where d.id = w.id and d.archived_at is null);
  if found then
    perform private.bad_input('domain_ids', format('no such domain: %s', coalesce(unknown::text, 'null')));
  end if;
  delete from public.memberships as m where m.person_id = set_memberships.person_id;
  insert into public.memberships (person_id, role_key, domain_id, is_all_domains)
  select set_memberships.person_id, set_memberships.role_key, w.id, false
  from (select distinct unnest(domain_ids) as id) as w
  union all
  select set_memberships.person_id, set_memberships.role_key, null, true where set_memberships.is_all_domains;
end;
$$;

comment on function private.set_memberships(uuid, text, uuid [], boolean) is
'Replaces a person''s memberships by the role in these domains, or in all. Raises 22023 INVALID_INPUT, 42501 ROLE_IS_DOMAIN_BOUND.';
revoke all on function private.set_memberships(uuid, text, uuid [], boolean) from public;
