-- Written by functions alone; what it holds is fetched by download_export().
alter table public.exports enable row level security;
revoke all on public.exports from public, anon, authenticated, service_role;
grant select on public.exports to authenticated, service_role;

create policy select_requester on public.exports
for select to authenticated
using (
  (
    requested_by = (select private.current_person_id())
    and domain_id = any((select private.member_domains())::uuid [])
  )
  or domain_id = any((select private.domains_with('audit.view'))::uuid [])
);

comment on policy select_requester on public.exports is
'The own exports while one works in their domain; all of a domain for whoever views its audit log.';

select private.audit_table('public.exports', '{filter}');
