-- Visitors read what is live through published_sections(), not here.
alter table public.ai_section_versions enable row level security;
revoke all on public.ai_section_versions from public, anon, authenticated, service_role;
grant select on public.ai_section_versions to authenticated, service_role;

create policy select_member on public.ai_section_versions
for select to authenticated
using (domain_id = any((select private.domains_with('ai_sections.view'))::uuid []));

comment on policy select_member on public.ai_section_versions is
'Versions of the domains where the person may view AI sections.';

select private.audit_table('public.ai_section_versions');
