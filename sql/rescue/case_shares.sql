-- requires: sql/rescue/cases.sql
create table public.case_shares (
  domain_id uuid not null,
  case_id uuid not null,
  org_id uuid not null,
  level text not null default 'view',
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint case_shares_pkey primary key (domain_id, case_id, org_id),
  constraint case_shares_case_id_fkey
  foreign key (domain_id, case_id) references public.cases (domain_id, id),
  constraint case_shares_org_id_fkey foreign key (org_id) references public.clients (id),
  constraint case_shares_level_check check (level in ('view', 'comment'))
);

create index case_shares_org_id_idx on public.case_shares (org_id, domain_id, case_id);

create trigger touch_row before update on public.case_shares
for each row execute function private.touch_row();

comment on table public.case_shares is
'Cases that people of another organization may read. Written by share_case() and unshare_case().';
comment on column public.case_shares.org_id is 'The organization, as in people.org_id.';
comment on column public.case_shares.level is 'view, or comment: reading and commenting.';
comment on column public.case_shares.expires_at is 'From when on it counts no more; null: until it is taken back.';
