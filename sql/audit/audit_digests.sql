-- The one definition of what the chain protects: sealing and verifying both read it.
-- row(...)::text quotes, so that no two rows read the same; it takes two thirds of jsonb_build_array's time.
-- Times as seconds since 1970, so that a digest does not depend on the session's time zone.
-- requires: sql/audit/audit_log.sql
create view private.audit_digests with (security_invoker = on) as
select
  l.id,
  l.at,
  l.transaction_id,
  coalesce(l.domain_id, '00000000-0000-0000-0000-000000000000') as chain_id,
  sha256(convert_to(row(
    l.id, extract(epoch from l.at), l.domain_id, l.transaction_id, l.actor_person_id, l.actor_role, l.on_behalf_of,
    l.action, l.resource, l.resource_id, l.request_id, l.ip, l.user_agent, l.aal, l.amr, l.reason, l.before, l.after
  )::text, 'UTF8')) as digest
from public.audit_log as l;

comment on view private.audit_digests is
'SHA-256 of every audit row over all its columns. A column added to audit_log later must be left out for older rows.';
revoke all on private.audit_digests from public, anon, authenticated, service_role;
