-- requires: sql/identity/domains.sql sql/identity/current_person_id.sql sql/platform/new_id.sql
-- requires: sql/platform/touch_row.sql
create table public.cohorts (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  name text not null,
  priority integer not null,
  kind text not null default 'manual',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint cohorts_pkey primary key (domain_id, id),
  constraint cohorts_domain_id_fkey foreign key (domain_id) references public.domains (id),
  -- Two cohorts of one user are never equally important, so what follows from them is never ambiguous.
  constraint cohorts_priority_key unique (domain_id, priority),
  constraint cohorts_priority_check check (priority >= 0),
  constraint cohorts_name_check check (name = btrim(name) and length(name) between 1 and 100),
  constraint cohorts_kind_check check (kind in ('manual', 'invite_code', 'rule'))
);

create unique index cohorts_name_key on public.cohorts (domain_id, lower(name));

create trigger touch_row before update on public.cohorts
for each row execute function private.touch_row();

comment on table public.cohorts is 'Groups of users of a platform that are treated alike.';
comment on column public.cohorts.name is 'Its name, for people; unique in a domain, whatever its case.';
comment on column public.cohorts.priority is
'Of several cohorts of one user the lowest number counts; unique in a domain.';
comment on column public.cohorts.kind is 'How users come into it: manual, invite_code or rule.';
