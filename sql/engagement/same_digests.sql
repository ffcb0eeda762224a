-- requires: sql/engagement/visitor_consents.sql
create or replace view private.same_digests
with (security_invoker = on) as
select
  decided.domain_id,
  decided.digest,
  same.digest as same_digest
from private.visitor_consents as decided
inner join private.visitor_consents as same
  on decided.domain_id = same.domain_id and decided.person = same.person;

comment on view private.same_digests is
'For the digest of a visitor who decided something or was merged: the digests of all that are the same person, its own among them, also of those of whom nothing is left.';

revoke all on private.same_digests from public, anon, authenticated, service_role;
