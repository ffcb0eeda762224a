-- requires: sql/audit/audit_write.sql
create function private.audit_event(
  action text,
  resource text,
  resource_id text,
  domain_id uuid,
  details jsonb default null,
  reason text default null
)
returns void
language plpgsql
security definer -- definer: nobody holds insert on audit_log
set search_path = ''
as $$
declare
  context record := private.audit_context();
  written_id bigint;
begin
  insert into public.audit_log (
    domain_id, actor_person_id, actor_role, on_behalf_of, action, resource, resource_id,
    request_id, ip, user_agent, aal, amr, reason, after
  )
  values (
    audit_event.domain_id, context.actor_person_id, context.actor_role, context.on_behalf_of,
    audit_event.action, audit_event.resource, audit_event.resource_id,
    context.request_id, context.ip, context.user_agent, context.aal, context.amr,
    coalesce(audit_event.reason, context.reason), audit_event.details
  )
  returning id into written_id;
  perform private.open_audit_seal(written_id);
end;
$$;

comment on function private.audit_event(text, text, text, uuid, jsonb, text) is
'Appends one audit row for what no row trigger sees: a batch, a sensitive operation, an export. details must hold no secrets.';
-- For definer functions only: whoever calls it could write into the log whatever he likes.
revoke all on function private.audit_event(text, text, text, uuid, jsonb, text)
from public, anon, authenticated, service_role;
