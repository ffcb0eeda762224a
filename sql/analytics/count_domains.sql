-- requires: sql/analytics/count_window.sql sql/identity/domains.sql
create or replace function private.count_domains(domain_ids uuid [], from_at timestamptz, to_at timestamptz)
returns private.window_counts
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  counts private.window_counts;
begin
  select
    coalesce(sum(one.displayed), 0), coalesce(sum(one.conversed), 0), coalesce(sum(one.converted), 0),
    coalesce(sum(one.demo), 0), coalesce(sum(one.captured), 0), coalesce(sum(one.booked), 0),
    coalesce(sum(one.reached), 0), coalesce(sum(one.booked_or_conversed), 0),
    coalesce(sum(one.conversations), 0), coalesce(sum(one.involved), 0), coalesce(sum(one.resolved), 0)
  into counts
  from public.domains as tenant
  cross join lateral private.count_window(
    tenant.id, greatest(from_at, tenant.stats_valid_from), to_at
  ) as one
  where tenant.id = any(domain_ids) and (tenant.stats_valid_from < to_at) is not false;
  return counts;
end;
$$;

comment on function private.count_domains(uuid [], timestamptz, timestamptz) is
'The sum over domains, of each from its stats_valid_from on. A person of two domains counts in each.';

revoke all on function private.count_domains(uuid [], timestamptz, timestamptz) from public;
