-- requires: sql/analytics/count_scores.sql sql/identity/domains.sql
create or replace function private.score_domains(domain_ids uuid [], from_at timestamptz, to_at timestamptz)
returns setof private.block_scores
language plpgsql
stable
security invoker
rows 20
set search_path = ''
as $$
begin
  return query
  select one.*
  from public.domains as tenant
  cross join lateral private.count_scores(
    tenant.id, greatest(from_at, tenant.stats_valid_from), to_at
  ) as one
  where tenant.id = any(domain_ids) and (tenant.stats_valid_from < to_at) is not false;
end;
$$;

comment on function private.score_domains(uuid [], timestamptz, timestamptz) is
'private.count_scores of each domain, from its stats_valid_from on.';

revoke all on function private.score_domains(uuid [], timestamptz, timestamptz) from public;
