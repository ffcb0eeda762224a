-- requires: sql/identity/domains.sql
create or replace function private.counts_since(domain_ids uuid [])
returns timestamptz
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return coalesce((
    select max(tenant.stats_valid_from) from public.domains as tenant where tenant.id = any(domain_ids)
  ), '-infinity');
end;
$$;

comment on function private.counts_since(uuid []) is
'Since when all of these domains count: periods before it cannot be compared with later ones.';
revoke all on function private.counts_since(uuid []) from public, anon, authenticated, service_role;
