-- What each role may do where it is held: one line a resource, one column a role.
-- A word after the action says how far it reaches, where that is less than the domain: org, assigned.
-- One's own tickets and profile need no permission.
-- A refund is requested with edit and approved with manage.
create temporary table wanted as
select
  grants.role_key,
  grid.resource,
  split_part(grants.cell, ' ', 1) as action,
  coalesce(nullif(split_part(grants.cell, ' ', 2), ''), 'domain') as reach
from (
  values
    ('cases', 'manage', 'edit', 'view org', 'edit assigned', null, 'view', null),
    ('case_documents', 'manage', 'edit', 'view org', 'edit assigned', null, 'view', null),
    ('donations', 'manage', 'view', 'view org', 'view assigned', 'view', 'view', null),
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
    ('tickets', 'manage', 'manage', null, null, null, 'manage', 'edit'),
    ('collaborators', 'manage', null, null, null, null, null, null),
    ('conversations', 'view', null, null, null, null, 'view', 'view'),
    ('visitors', 'manage', null, null, null, null, 'view', 'view'),
    ('accounts', 'view', null, null, null, null, 'view', 'view'),
    ('topics', 'manage', null, null, null, null, 'view', 'view'),
    ('ai_sections', 'manage', null, null, null, null, 'view', 'edit'),
    ('agents', 'manage', null, null, null, null, 'view', 'edit'),
    ('settings', 'manage', null, null, null, null, 'view', 'edit'),
    ('integrations', 'manage', null, null, null, null, null, null),
    ('clients', 'manage', null, null, null, null, null, null),
    ('domains', 'manage', null, null, null, null, null, null),
    ('audit', 'view', null, null, null, null, null, null),
    ('access_log', 'view', null, null, null, null, null, null),
    ('compliance', 'view', null, null, null, null, null, null),
    ('events', 'manage', null, null, null, null, 'view', null)
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
) as grants (role_key, cell)
where grants.cell is not null;

insert into public.role_permissions (role_key, resource, action, reach)
select
  role_key,
  resource,
  action,
  reach
from wanted
on conflict (role_key, resource, action) do update
set reach = excluded.reach
where role_permissions.reach <> excluded.reach;

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
