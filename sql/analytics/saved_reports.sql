-- requires: sql/identity/domains.sql sql/identity/people.sql sql/identity/roles.sql sql/platform/new_id.sql
-- requires: sql/platform/touch_row.sql
-- A question, and not its answer: that is counted for each viewer anew. As a dashboard it stands in a domain, so that
-- sharing it tells its title to nobody who does not work there.
create table public.saved_reports (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  owner_id uuid not null,
  title text not null,
  visibility text not null default 'private',
  role_key text,
  params jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint saved_reports_pkey primary key (domain_id, id),
  constraint saved_reports_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint saved_reports_owner_id_fkey foreign key (owner_id) references public.people (id),
  constraint saved_reports_role_key_fkey foreign key (role_key) references public.roles (key) on update cascade,
  constraint saved_reports_title_check check (length(title) between 1 and 100),
  constraint saved_reports_visibility_check check (visibility in ('private', 'role', 'all')),
  constraint saved_reports_role_key_check check ((visibility = 'role') = (role_key is not null)),
  constraint saved_reports_params_check check (jsonb_typeof(params) = 'object' and params ? 'metric')
);

create index saved_reports_created_at_idx on public.saved_reports (domain_id, created_at desc, id desc);
create index saved_reports_owner_id_idx on public.saved_reports (owner_id);
create index saved_reports_role_key_idx on public.saved_reports (role_key) where role_key is not null;

create trigger touch_row before update on public.saved_reports
for each row execute function private.touch_row();

comment on table public.saved_reports is 'What people ask query_metric() again and again, for themselves or for others of the domain.';
comment on column public.saved_reports.owner_id is 'Who made it, and alone changes it.';
comment on column public.saved_reports.visibility is
'private: for its owner. role: also for whoever has role_key in the domain. all: for whoever may see numbers of the domain.';
comment on column public.saved_reports.role_key is 'The role that it is shared with.';
comment on column public.saved_reports.params is
'What is asked for: metric, dims, filter, bucket and time_zone, as query_metric() takes them.';
