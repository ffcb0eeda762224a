create or replace function public.run_audit_upkeep()
returns jsonb
language plpgsql
volatile
security definer -- definer: only the owner may create partitions and forget notes
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'partitions_created', private.ensure_audit_partitions(),
    'access_rows_purged', private.purge_access_log()
  );
end;
$$;

comment on function public.run_audit_upkeep() is
'For the daily worker: makes the audit log''s partitions for the next months and forgets reads older than retention_policies says. '
'Returns {partitions_created, access_rows_purged}. Running it twice does no harm.';
revoke all on function public.run_audit_upkeep() from public, anon, authenticated;
grant execute on function public.run_audit_upkeep() to service_role;
