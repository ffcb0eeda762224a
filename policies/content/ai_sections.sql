-- Written by RPCs alone, which keep content, version and history together.
alter table public.ai_sections enable row level security;
revoke all on public.ai_sections from public, anon, authenticated, service_role;
grant select on public.ai_sections to authenticated, service_role;

create policy select_member on public.ai_sections
for select to authenticated
using (domain_id = any((select private.domains_with('ai_sections.view'))::uuid []));

comment on policy select_member on public.ai_sections is
'Sections, with their drafts, of the domains where the person may view AI sections.';

select private.audit_table('public.ai_sections');
