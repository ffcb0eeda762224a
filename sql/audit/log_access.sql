-- requires: sql/audit/access_log.sql sql/audit/audit_context.sql
create function private.log_access(
  kind text,
  resource text,
  result text default 'allowed',
  domain_id uuid default null
)
returns void
language plpgsql
security definer -- definer: nobody holds insert on access_log
set search_path = ''
as $$
declare
  context record := private.audit_context();
begin
  insert into public.access_log (actor_person_id, actor_role, kind, domain_id, resource, result, request_id, ip)
  values (
    context.actor_person_id, context.actor_role, log_access.kind, log_access.domain_id,
    log_access.resource, log_access.result, context.request_id, context.ip
  );
end;
$$;

comment on function private.log_access(text, text, text, uuid) is
'Notes a read of sensitive data, an export, or a coming and going. Called by the RPC that reads, so it cannot be stable.';
revoke execute on function private.log_access(text, text, text, uuid) from public;
grant execute on function private.log_access(text, text, text, uuid) to authenticated, service_role;

create function private.purge_access_log()
returns bigint
language plpgsql
security definer -- definer: nobody holds delete on access_log
set search_path = ''
as $$
declare
  purged bigint;
begin
  delete from public.access_log as l
  where l.at < (select private.retention_cutoff('access_log'))
    and (l.domain_id is null or l.domain_id <> all((select private.held_domains())::uuid []));
  get diagnostics purged = row_count;
  return purged;
end;
$$;

comment on function private.purge_access_log() is 'For the daily worker: forgets reads older than retention_policies says, but of domains under a legal hold. Returns how many.';
revoke execute on function private.purge_access_log() from public;
