-- Nobody is granted a write, not even the secret key: rows come from the audit functions alone.
alter table public.audit_log enable row level security;
revoke all on public.audit_log from public, anon, authenticated, service_role;
grant select on public.audit_log to authenticated, service_role;

create policy select_auditor on public.audit_log
for select to authenticated
using (
  domain_id = any((select private.domains_with('audit.view'))::uuid[])
  or (domain_id is null and (select private.holds('audit.view')))
);

comment on policy select_auditor on public.audit_log is
'Whoever may view the audit of a domain; the platform''s rows need that permission over all domains.';
