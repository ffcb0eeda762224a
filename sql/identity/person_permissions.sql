-- requires: sql/identity/people.sql sql/identity/domains.sql sql/identity/permissions.sql sql/identity/current_person_id.sql
-- Exceptions for one person. They say what, memberships say where: an allow reaches no domain in
-- which the person has no membership, so taking the last domain away takes everything away.
create table public.person_permissions (
  id uuid not null default private.new_id() constraint person_permissions_pkey primary key,
  person_id uuid not null
  constraint person_permissions_person_id_fkey references public.people (id) on delete cascade,
  resource text not null,
  action text not null,
  effect text not null,
  domain_id uuid
  constraint person_permissions_domain_id_fkey references public.domains (id) on delete cascade,
  is_all_domains boolean not null default false,
  expires_at timestamptz,
  reason text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint person_permissions_grant_key
  unique nulls not distinct (person_id, resource, action, effect, domain_id),
  constraint person_permissions_resource_action_fkey
  foreign key (resource, action) references public.permissions (resource, action),
  constraint person_permissions_effect_check check (effect in ('allow', 'deny')),
  constraint person_permissions_is_all_domains_check check (is_all_domains = (domain_id is null)),
  constraint person_permissions_reason_check check (btrim(reason) <> '')
);

create index person_permissions_domain_id_idx on public.person_permissions (domain_id);
create index person_permissions_resource_action_idx
on public.person_permissions (resource, action);

create trigger touch_row before update on public.person_permissions
for each row execute function private.touch_row();

comment on table public.person_permissions is
'Permissions given to or taken from one person. Deny beats allow, whoever gave it.';
comment on column public.person_permissions.action is
'A denied view takes every action with it; a denied edit or delete takes manage with it.';
comment on column public.person_permissions.is_all_domains is
'True exactly when domain_id is null: in every domain in which the person has a membership.';
comment on column public.person_permissions.expires_at is 'From this moment it no longer counts.';
