-- requires: sql/identity/domains.sql sql/identity/normalize_domain.sql
create or replace function private.site_domain_id(name text)
returns uuid
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  found_id uuid;
begin
  -- The widget mostly sends the name as it is stored, and normalizing costs more than looking.
  select domain.id into found_id
  from public.domains as domain
  where domain.site_domain = site_domain_id.name and domain.archived_at is null;
  if found_id is null then
    select domain.id into found_id
    from public.domains as domain
    where
      domain.site_domain = private.normalize_domain(site_domain_id.name)
      and domain.archived_at is null;
  end if;
  return found_id;
exception
  when invalid_parameter_value then
    return null; -- What is no host name is no site either.
end;
$$;

comment on function private.site_domain_id(text) is
'The domain of a site that was written in any way, such as https://www.AbTasty.com/; null when there is none.';

revoke all on function private.site_domain_id(text) from public;
