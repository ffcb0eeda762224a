-- policies/identity/clients.sql
-- Archiving and restoring close and open whole tenants, so archived_at is not granted: see
-- archive_client(). Nothing is deleted by a person.
alter table public.clients enable row level security;

revoke all on public.clients from public, anon, authenticated, service_role;
grant select on public.clients to authenticated;
grant select, insert, update, delete on public.clients to service_role;

create policy select_admin on public.clients
for select to authenticated
using ((select private.holds('clients.view')));

comment on policy select_admin on public.clients is
'Who may view clients over all domains; a client user reads none.';

grant insert (name, status, plan) on public.clients to authenticated;
grant update (name, status, plan) on public.clients to authenticated;

create policy insert_admin on public.clients
for insert to authenticated
with check ((select private.holds('clients.manage')));

comment on policy insert_admin on public.clients is 'Who manages clients adds them.';

create policy update_admin on public.clients
for update to authenticated
using ((select private.holds('clients.edit')))
with check ((select private.holds('clients.edit')));

comment on policy update_admin on public.clients is 'Who edits clients renames them.';

select private.audit_table('public.clients');

-- policies/identity/domains.sql
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
grant update (environment, verified_at, stats_valid_from) on public.domains to authenticated;

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

-- policies/identity/env_settings.sql
-- A row of another environment stays unseen, so none is used here by mistake.
alter table public.env_settings enable row level security;

revoke all on public.env_settings from public, anon, authenticated, service_role;
grant select on public.env_settings to authenticated;
grant select, insert, update, delete on public.env_settings to service_role;

create policy select_admin on public.env_settings
for select to authenticated
using (environment = (select private.environment())
  and (select private.holds('settings.manage')));

comment on policy select_admin on public.env_settings is
'Who manages settings, for this environment.';

grant insert (environment, key, value), update (value), delete
on public.env_settings to authenticated;

create policy insert_admin on public.env_settings
for insert to authenticated
with check (environment = (select private.environment())
  and (select private.holds('settings.manage'))
  and (select private.strong_auth()));

comment on policy insert_admin on public.env_settings is 'Who manages settings, signed in strongly.';

create policy update_admin on public.env_settings
for update to authenticated
using (environment = (select private.environment())
  and (select private.holds('settings.manage'))
  and (select private.strong_auth()))
with check (environment = (select private.environment())
  and (select private.holds('settings.manage'))
  and (select private.strong_auth()));

comment on policy update_admin on public.env_settings is 'Who manages settings, signed in strongly.';

create policy delete_admin on public.env_settings
for delete to authenticated
using (environment = (select private.environment())
  and (select private.holds('settings.manage'))
  and (select private.strong_auth()));

comment on policy delete_admin on public.env_settings is 'Who manages settings, signed in strongly.';

select private.audit_table('public.env_settings');

-- policies/identity/invitations.sql
-- Written by the RPCs only.
alter table public.invitations enable row level security;
revoke all on public.invitations from public, anon, authenticated, service_role;
grant select on public.invitations to authenticated, service_role;

create policy select_manager on public.invitations
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.invitations is 'Whoever manages collaborators.';

select private.audit_table('public.invitations');

-- policies/identity/memberships.sql
-- Written by RPCs alone, which check rank and a strong login.
alter table public.memberships enable row level security;

revoke all on public.memberships from public, anon, authenticated, service_role;
grant select on public.memberships to authenticated;
grant select, insert, update, delete on public.memberships to service_role;

create policy select_manager on public.memberships
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.memberships is
'Who manages collaborators; a person learns the own rights from me() and my_permissions().';

select private.audit_table('public.memberships');

-- policies/identity/people.sql
-- Role, status, organization, e-mail and the link to the account are written by RPCs alone, which
-- check rank; the columns granted here are those a person may choose about herself.
alter table public.people enable row level security;

revoke all on public.people from public, anon, authenticated, service_role;
grant select on public.people to authenticated;
grant select, insert, update on public.people to service_role;

create policy select_self_or_manager on public.people
for select to authenticated
using (id = (select private.current_person_id())
  or (select private.holds('collaborators.manage')));

comment on policy select_self_or_manager on public.people is
'The own row; all rows for who manages collaborators.';

grant update (display_name, phone, avatar_path, locale, time_zone) on public.people to authenticated;

create policy update_self on public.people
for update to authenticated
using (id = (select private.current_person_id()))
with check (id = (select private.current_person_id()));

comment on policy update_self on public.people is 'The own profile.';

select private.audit_table('public.people');

-- policies/identity/permissions.sql
-- The catalogue comes with the code: nobody writes it at run time.
alter table public.permissions enable row level security;

revoke all on public.permissions from public, anon, authenticated, service_role;
grant select on public.permissions to authenticated;
grant select on public.permissions to service_role;

create policy select_manager on public.permissions
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.permissions is
'Who manages collaborators, to grant one.';

select private.audit_table('public.permissions');

-- policies/identity/person_permissions.sql
-- Written by RPCs alone, which check rank and a strong login.
alter table public.person_permissions enable row level security;

revoke all on public.person_permissions from public, anon, authenticated, service_role;
grant select on public.person_permissions to authenticated;
grant select, insert, update, delete on public.person_permissions to service_role;

create policy select_manager on public.person_permissions
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.person_permissions is
'Who manages collaborators; a person learns the own rights from me() and my_permissions().';

select private.audit_table('public.person_permissions');

-- policies/identity/revoked_sessions.sql
-- Not exposed and granted to nobody: current_person_id() reads it, the session RPCs write it.
alter table private.revoked_sessions enable row level security;

revoke all on private.revoked_sessions from public, anon, authenticated, service_role;

-- policies/identity/role_permissions.sql
-- Written by RPCs alone, which check rank and a strong login.
alter table public.role_permissions enable row level security;

revoke all on public.role_permissions from public, anon, authenticated, service_role;
grant select on public.role_permissions to authenticated;
grant select, insert, update, delete on public.role_permissions to service_role;

create policy select_manager on public.role_permissions
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.role_permissions is
'Who manages collaborators, to choose a role or look one up.';

select private.audit_table('public.role_permissions');

-- policies/identity/roles.sql
-- Written by RPCs alone, which check rank and a strong login.
alter table public.roles enable row level security;

revoke all on public.roles from public, anon, authenticated, service_role;
grant select on public.roles to authenticated;
grant select, insert, update, delete on public.roles to service_role;

create policy select_manager on public.roles
for select to authenticated
using ((select private.holds('collaborators.manage')));

comment on policy select_manager on public.roles is
'Who manages collaborators, to choose a role or look one up.';

select private.audit_table('public.roles');

-- policies/identity/security_settings.sql
-- No insert and no delete: the one row comes with the reference data.
alter table public.security_settings enable row level security;

revoke all on public.security_settings from public, anon, authenticated, service_role;
grant select on public.security_settings to authenticated;
grant select, update on public.security_settings to service_role;

create policy select_admin on public.security_settings
for select to authenticated
using ((select private.holds('settings.manage')));

comment on policy select_admin on public.security_settings is
'Who manages settings over all domains.';

grant update (
  step_up_max_age, invitation_lifetime, session_idle_limit, session_absolute_limit,
  is_second_admin_required
) on public.security_settings to authenticated;

create policy update_admin on public.security_settings
for update to authenticated
using ((select private.holds('settings.manage')) and (select private.recent_strong_auth()))
with check ((select private.holds('settings.manage')) and (select private.recent_strong_auth()));

comment on policy update_admin on public.security_settings is
'Who manages settings, signed in strongly and recently: else an old session could make itself recent. The local relaxation is not theirs to switch.';

select private.audit_table('public.security_settings');
