-- Not even a name of one's own domain is read here: my_domains() answers that. client_id and
-- archived_at are not granted, because they decide who owns and who reads: see move_domain().
alter table public.domains enable row level security;

revoke all on public.domains from public, anon, authenticated, service_role;
grant select on public.domains to authenticated;
grant select, insert, update, delete on public.domains to service_role;

create policy select_admin on public.domains
for select to authenticated
using ((select private.holds('domains.view')));

comment on policy select_admin on public.domains is
'Who may view domains over all domains; a client user reads none.';

grant insert (client_id, site_domain, environment, verified_at, stats_valid_from)
on public.domains to authenticated;
grant update (environment, verified_at, stats_valid_from, is_consent_required)
on public.domains to authenticated;

create policy insert_admin on public.domains
for insert to authenticated
with check ((select private.holds('domains.manage')));

comment on policy insert_admin on public.domains is 'Who manages domains adds them.';

create policy update_admin on public.domains
for update to authenticated
using ((select private.holds('domains.edit')))
with check ((select private.holds('domains.edit')));

comment on policy update_admin on public.domains is 'Who edits domains changes their settings.';

select private.audit_table('public.domains');
