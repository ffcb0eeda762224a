-- requires: sql/identity/people.sql sql/identity/domains.sql sql/identity/current_person_id.sql
-- Where a person works, and as what. "All domains" is said by a flag, never by a null.
create table public.memberships (
  id uuid not null default private.new_id() constraint memberships_pkey primary key,
  person_id uuid not null
  constraint memberships_person_id_fkey references public.people (id) on delete cascade,
  role_key text not null
  constraint memberships_role_key_fkey references public.roles (key) on update cascade,
  domain_id uuid
  constraint memberships_domain_id_fkey references public.domains (id) on delete cascade,
  is_all_domains boolean not null default false,
  valid tstzrange not null default '[,)',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint memberships_person_id_domain_id_key unique nulls not distinct (person_id, domain_id),
  constraint memberships_is_all_domains_check check (is_all_domains = (domain_id is null)),
  constraint memberships_valid_check check (not isempty(valid))
);

create index memberships_domain_id_idx on public.memberships (domain_id);
create index memberships_role_key_idx on public.memberships (role_key);

create trigger touch_row before update on public.memberships
for each row execute function private.touch_row();

comment on table public.memberships is
'A person holds a role in a domain, one role a domain, or in all of them. No row: no access.';
comment on column public.memberships.is_all_domains is
'True exactly when domain_id is null: the role holds in every domain, later ones included.';
comment on column public.memberships.valid is 'When the membership counts; half-open.';
