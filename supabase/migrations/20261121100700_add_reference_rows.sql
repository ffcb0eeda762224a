-- The catalogue of permissions: each resource with each of the four actions.
create temporary table wanted as
select
  resources.resource,
  actions.action,
  resources.title || ': ' || actions.action as description
from (
  values
    ('cases', 'Cases of the rescue programme'),
    ('case_documents', 'Documents of cases'),
    ('donations', 'Donations'),
    ('refunds', 'Refunds of donations'),
    ('platform_users', 'End users of the platform'),
    ('tokens', 'Tokens traded on the platform'),
    ('orders', 'Orders'),
    ('transactions', 'Transactions'),
    ('fees', 'Fee rules'),
    ('commissions', 'Commissions'),
    ('cohorts', 'Cohorts of users'),
    ('analytics', 'Analytics'),
    ('support', 'The support hub: everyone''s tickets'),
    ('collaborators', 'The team: people and their access'),
    ('conversations', 'Conversations and transcripts'),
    ('visitors', 'Visitors'),
    ('accounts', 'Accounts'),
    ('topics', 'Topics'),
    ('ai_sections', 'AI sections'),
    ('agents', 'Agents'),
    ('settings', 'Settings'),
    ('integrations', 'Integrations'),
    ('clients', 'Clients'),
    ('domains', 'Domains'),
    ('audit', 'The audit log'),
    ('access_log', 'The access log'),
    ('compliance', 'Compliance reports')
) as resources (resource, title)
cross join (values ('view'), ('edit'), ('delete'), ('manage')) as actions (action);

insert into public.permissions (resource, action, description)
select
  resource,
  action,
  description
from wanted
on conflict (resource, action) do update
set description = excluded.description
where permissions.description <> excluded.description;

-- What nobody lists any more goes, with the grants of it.
delete from public.role_permissions
where resource || '.' || action not in (select resource || '.' || action as name from wanted);
delete from public.person_permissions
where resource || '.' || action not in (select resource || '.' || action as name from wanted);
delete from public.permissions
where resource || '.' || action not in (select resource || '.' || action as name from wanted);

-- squawk-ignore ban-drop-table
drop table wanted;

-- The roles of the three products. Higher rank changes lower rank; see private.require_rank_over().
insert into public.roles (
  key, title, rank, landing_route, is_domain_bound, is_invitable, is_system
)
values
  ('admin', 'Admin', 100, '/dashboard', false, true, true),
  ('staff', 'Staff', 60, '/cases', false, true, true),
  ('business', 'Business', 50, '/analytics', false, true, true),
  ('support', 'Support', 40, '/support-hub', false, true, true),
  ('partner', 'Partner', 20, '/partner', true, true, true),
  ('guardian', 'Guardian', 20, '/my-cases', true, false, true),
  ('client_user', 'Client user', 10, '/conversations', true, true, true)
on conflict (key) do update
set
  title = excluded.title,
  rank = excluded.rank,
  landing_route = excluded.landing_route,
  is_domain_bound = excluded.is_domain_bound,
  is_invitable = excluded.is_invitable,
  is_system = excluded.is_system
where
  (
    roles.title, roles.rank, roles.landing_route,
    roles.is_domain_bound, roles.is_invitable, roles.is_system
  )
  is distinct from (
    excluded.title, excluded.rank, excluded.landing_route,
    excluded.is_domain_bound, excluded.is_invitable, excluded.is_system
  );

-- What each role may do where it is held: one line a resource, one column a role.
-- Narrower than a domain ("own cases", "shared with my organization") is said by the tables' policies;
-- one's own tickets and profile need no permission.
-- A refund is requested with edit and approved with manage.
create temporary table wanted as
select
  grants.role_key,
  grid.resource,
  grants.action
from (
  values
    ('cases', 'manage', 'edit', 'view', 'edit', null, 'view', null),
    ('case_documents', 'manage', 'edit', 'view', 'edit', null, 'view', null),
    ('donations', 'manage', 'view', 'view', 'view', 'view', 'view', null),
    ('refunds', 'manage', 'edit', null, null, 'manage', 'edit', null),
    ('platform_users', 'manage', 'edit', null, null, 'view', 'edit', null),
    ('tokens', 'manage', null, null, null, 'view', 'view', null),
    ('orders', 'manage', null, null, null, 'view', 'view', null),
    ('transactions', 'manage', null, null, null, 'view', 'view', null),
    ('fees', 'manage', null, null, null, 'manage', 'view', null),
    ('commissions', 'manage', null, null, null, 'manage', 'view', null),
    ('cohorts', 'manage', null, null, null, 'manage', 'view', null),
    ('analytics', 'view', 'view', 'view', 'view', 'view', 'view', 'view'),
    ('support', 'manage', 'manage', null, null, null, 'manage', null),
    ('collaborators', 'manage', null, null, null, null, null, null),
    ('conversations', 'view', null, null, null, null, 'view', 'view'),
    ('visitors', 'view', null, null, null, null, 'view', 'view'),
    ('accounts', 'view', null, null, null, null, 'view', 'view'),
    ('topics', 'view', null, null, null, null, 'view', 'view'),
    ('ai_sections', 'manage', null, null, null, null, 'view', 'edit'),
    ('agents', 'manage', null, null, null, null, 'view', 'edit'),
    ('settings', 'manage', null, null, null, null, 'view', 'edit'),
    ('integrations', 'manage', null, null, null, null, null, null),
    ('clients', 'manage', null, null, null, null, null, null),
    ('domains', 'manage', null, null, null, null, null, null),
    ('audit', 'view', null, null, null, null, null, null),
    ('access_log', 'view', null, null, null, null, null, null),
    ('compliance', 'view', null, null, null, null, null, null)
) as grid (resource, admin, staff, partner, guardian, business, support, client_user)
cross join lateral (
  values
    ('admin', grid.admin),
    ('staff', grid.staff),
    ('partner', grid.partner),
    ('guardian', grid.guardian),
    ('business', grid.business),
    ('support', grid.support),
    ('client_user', grid.client_user)
) as grants (role_key, action)
where grants.action is not null;

insert into public.role_permissions (role_key, resource, action)
select
  role_key,
  resource,
  action
from wanted
on conflict (role_key, resource, action) do nothing;

-- A system role has these grants and no others; roles that an installation added keep theirs.
delete from public.role_permissions
where
  role_key in (
    select roles.key
    from public.roles
    where roles.is_system
  )
  and concat_ws('.', role_key, resource, action) not in (
    select concat_ws('.', wanted.role_key, wanted.resource, wanted.action) as name from wanted
  );

-- squawk-ignore ban-drop-table
drop table wanted;

-- The row with its defaults; what an installation has changed stays.
insert into public.security_settings (id) values (true) on conflict (id) do nothing;

-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc, needs_reason)
values
  ('archive_client', true),
  ('archive_domain', true),
  ('assign_domains', false),
  ('move_domain', true),
  ('restore_client', true),
  ('restore_domain', true),
  ('set_person_org', false)
on conflict (rpc) do nothing;

-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc, needs_reason)
values
('approve_operation', false),
('cancel_invitation', false),
('clone_role', false),
('delete_person', true),
('grant_person_permission', true),
('invite_collaborator', false),
('request_credential_reset', true),
('resend_invitation', false),
('revert_record', true),
('revoke_all_sessions', true),
('revoke_person_permission', true),
('set_person_role', true),
('set_person_status', true),
('set_role_permissions', true)
on conflict (rpc) do nothing;

-- Settings that decide access (security_settings, roles, memberships) are left out on purpose: they
-- change by their own RPCs alone.
insert into public.revertible_tables (resource, permission, columns)
values
('clients', 'clients.edit', '{name,plan,status}'),
('domains', 'domains.edit', '{environment,verified_at,stats_valid_from}')
on conflict (resource) do update
set permission = excluded.permission, columns = excluded.columns
where
  (revertible_tables.permission, revertible_tables.columns) is distinct from (excluded.permission, excluded.columns);

-- Mail providers for everyone: an address there makes no account.
insert into private.free_mail_domains (name)
values
('aol.com'), ('bluewin.ch'), ('duck.com'), ('fastmail.com'), ('free.fr'), ('freenet.de'),
('gmail.com'), ('gmx.at'), ('gmx.ch'), ('gmx.com'), ('gmx.de'), ('gmx.net'), ('googlemail.com'),
('hey.com'), ('hotmail.be'), ('hotmail.co.uk'), ('hotmail.com'), ('hotmail.de'), ('hotmail.es'),
('hotmail.fr'), ('hotmail.it'), ('icloud.com'), ('laposte.net'), ('libero.it'), ('live.co.uk'),
('live.com'), ('live.fr'), ('mac.com'), ('mail.com'), ('mail.ru'), ('me.com'), ('msn.com'),
('naver.com'), ('neuf.fr'), ('orange.fr'), ('outlook.com'), ('outlook.es'), ('outlook.fr'),
('pm.me'), ('proton.me'), ('protonmail.com'), ('qq.com'), ('rocketmail.com'), ('sfr.fr'),
('t-online.de'), ('telefonica.net'), ('tutanota.com'), ('uol.com.br'), ('wanadoo.fr'), ('web.de'),
('yahoo.co.uk'), ('yahoo.com'), ('yahoo.com.ar'), ('yahoo.com.br'), ('yahoo.com.mx'),
('yahoo.de'), ('yahoo.es'), ('yahoo.fr'), ('yahoo.it'), ('yandex.com'), ('ymail.com'),
('zohomail.com'), ('163.com'), ('126.com')
on conflict (name) do nothing;

-- What clients may see of an enrichment. What is not listed is for staff.
insert into private.enrichment_fields (name, access)
values
('city', 'client'),
('country', 'client'),
('employees', 'client'),
('full_name', 'client'),
('industry', 'client'),
('job_title', 'client'),
('seniority', 'client'),
('website', 'client'),
('estimated_revenue', 'staff'),
('lead_score', 'staff'),
('phone', 'staff'),
('provider_confidence', 'staff')
on conflict (name) do update set access = excluded.access;
