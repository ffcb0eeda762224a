-- requires: sql/platform/retention_policies.sql
create or replace function private.retention_cutoff(history text)
returns timestamptz
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select now() - make_interval(days => p.keep_days)
    from public.retention_policies as p
    where p.history = retention_cutoff.history
  );
end;
$$;

comment on function private.retention_cutoff(text) is
'The time before which rows of a history are no longer kept; null where they are kept for ever.';
revoke all on function private.retention_cutoff(text) from public, anon, authenticated, service_role;
