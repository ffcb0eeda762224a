-- requires: sql/analytics/first_whole_day.sql sql/identity/domains.sql
create or replace function private.active_since(domain_ids uuid [], time_zone text)
returns timestamptz
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return coalesce((
    select max(private.first_whole_day(tenant.stats_valid_from, time_zone))
    from public.domains as tenant
    where tenant.id = any(domain_ids)
  ), '-infinity');
end;
$$;

comment on function private.active_since(uuid [], text) is
'Since when all of these domains count: periods before it cannot be compared with later ones.';

revoke all on function private.active_since(uuid [], text) from public;
