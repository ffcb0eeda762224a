-- requires: sql/identity/domains.sql sql/identity/people.sql sql/identity/roles.sql sql/platform/new_id.sql
-- requires: sql/platform/touch_row.sql
-- A dashboard stands in a domain, so that sharing it tells its title to nobody who does not work there. What it shows
-- is counted for each viewer anew.
create table public.dashboards (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  owner_id uuid not null,
  title text not null,
  visibility text not null default 'private',
  role_key text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint dashboards_pkey primary key (domain_id, id),
  constraint dashboards_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint dashboards_owner_id_fkey foreign key (owner_id) references public.people (id),
  constraint dashboards_role_key_fkey foreign key (role_key) references public.roles (key) on update cascade,
  constraint dashboards_title_check check (length(title) between 1 and 100),
  constraint dashboards_visibility_check check (visibility in ('private', 'role', 'all')),
  constraint dashboards_role_key_check check ((visibility = 'role') = (role_key is not null))
);

create index dashboards_created_at_idx on public.dashboards (domain_id, created_at desc, id desc);
create index dashboards_owner_id_idx on public.dashboards (owner_id);
create index dashboards_role_key_idx on public.dashboards (role_key) where role_key is not null;

create trigger touch_row before update on public.dashboards
for each row execute function private.touch_row();

comment on table public.dashboards is 'Dashboards that people arranged for themselves, or for others of the domain.';
comment on column public.dashboards.owner_id is 'Who made it, and alone changes it.';
comment on column public.dashboards.visibility is
'private: for its owner. role: also for whoever has role_key in the domain. all: for whoever may see numbers of the domain.';
comment on column public.dashboards.role_key is 'The role that it is shared with.';
