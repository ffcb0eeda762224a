-- requires: sql/identity/roles.sql sql/identity/permissions.sql
create table public.role_permissions (
  role_key text not null
  constraint role_permissions_role_key_fkey references public.roles (key)
  on update cascade on delete cascade,
  resource text not null,
  action text not null,
  reach text not null default 'domain',
  constraint role_permissions_pkey primary key (role_key, resource, action),
  constraint role_permissions_resource_action_fkey
  foreign key (resource, action) references public.permissions (resource, action),
  constraint role_permissions_reach_check check (reach in ('domain', 'org', 'assigned'))
);

create index role_permissions_resource_action_idx
on public.role_permissions (resource, action);

comment on table public.role_permissions is
'What each role may do, in the domains in which a person holds the role.';
comment on column public.role_permissions.reach is
'domain: every row of the domain. org: what belongs to, or is shared with, the person''s organization. assigned: what the person was given. Permissions of one role on one resource reach equally far.';
