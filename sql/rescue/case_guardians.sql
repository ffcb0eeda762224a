-- requires: sql/rescue/cases.sql
-- Rows are closed and never changed otherwise, so that who was responsible when can be told later.
create table public.case_guardians (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  case_id uuid not null,
  guardian_id uuid not null,
  role text not null,
  valid tstzrange not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint case_guardians_pkey primary key (domain_id, id),
  constraint case_guardians_case_id_fkey
  foreign key (domain_id, case_id) references public.cases (domain_id, id),
  constraint case_guardians_guardian_id_fkey foreign key (guardian_id) references public.people (id),
  constraint case_guardians_role_check check (role in ('primary', 'co')),
  -- Half-open and with a beginning: what was from ever on is not known.
  constraint case_guardians_valid_check
  check (not isempty(valid) and not lower_inf(valid) and lower_inc(valid) and not upper_inc(valid)),
  constraint case_guardians_primary_excl
  exclude using gist (domain_id with =, case_id with =, valid with &&) where (role = 'primary'),
  constraint case_guardians_guardian_id_excl
  exclude using gist (domain_id with =, case_id with =, guardian_id with =, valid with &&)
);

create index case_guardians_case_id_idx on public.case_guardians (domain_id, case_id);
create index case_guardians_guardian_id_idx on public.case_guardians (guardian_id, domain_id, case_id);

create trigger touch_row before update on public.case_guardians
for each row execute function private.touch_row();

comment on table public.case_guardians is
'Who looks after a case, and when: one primary guardian at a time, and any number of others.';
comment on column public.case_guardians.role is 'primary or co.';
comment on column public.case_guardians.valid is 'When; half-open. A guardian reads the case exactly then.';
