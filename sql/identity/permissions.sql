-- requires: sql/platform/default_privileges.sql
create table public.permissions (
  resource text not null,
  action text not null,
  description text not null,
  constraint permissions_pkey primary key (resource, action),
  constraint permissions_resource_check check (resource ~ '^[a-z][a-z_]*$'),
  constraint permissions_action_check check (action in ('view', 'edit', 'delete', 'manage'))
);

comment on table public.permissions is
'Catalogue of what can be permitted, written resource.action: conversations.view.';
comment on column public.permissions.action is
'edit implies view; manage implies view, edit and delete; delete implies nothing else.';
