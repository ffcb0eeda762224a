-- Who placed or released one, and why, stands in the audit log.
-- requires: sql/identity/domains.sql sql/platform/new_id.sql sql/platform/touch_row.sql
create table public.legal_holds (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  title text not null,
  released_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint legal_holds_pkey primary key (domain_id, id),
  constraint legal_holds_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint legal_holds_title_check check (length(title) between 1 and 200)
);

create index legal_holds_released_at_idx on public.legal_holds (domain_id) where released_at is null;

create trigger touch_row before update on public.legal_holds
for each row execute function private.touch_row();

comment on table public.legal_holds is
'Domains whose history nobody may drop or forget for now, whatever retention_policies says.';
comment on column public.legal_holds.title is 'What it is for, such as the number of a lawsuit.';
comment on column public.legal_holds.released_at is 'Since when it holds nothing any more.';
