-- requires: sql/engagement/accounts.sql
-- Columns that the newest event sets carry that event's time and id: two batches may then arrive in
-- any order and still agree on who was last.
create table public.visitors (
  domain_id uuid not null,
  id uuid not null,
  account_id uuid,
  email text,
  email_at timestamptz,
  email_event_id uuid,
  company_domain text,
  enrichment_data jsonb not null default '{}',
  enrichment_source text,
  enriched_at timestamptz,
  enrichment_event_id uuid,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  is_test boolean not null,
  merged_into_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint visitors_pkey primary key (domain_id, id),
  constraint visitors_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint visitors_account_id_fkey
  foreign key (domain_id, account_id) references public.accounts (domain_id, id),
  constraint visitors_merged_into_id_fkey
  foreign key (domain_id, merged_into_id) references public.visitors (domain_id, id),
  constraint visitors_merged_into_id_check check (merged_into_id <> id),
  constraint visitors_email_check check (email = lower(email)),
  constraint visitors_first_seen_at_check check (first_seen_at <= last_seen_at),
  constraint visitors_enrichment_data_check check (jsonb_typeof(enrichment_data) = 'object')
);

create index visitors_last_seen_at_idx
on public.visitors (domain_id, last_seen_at desc, id desc);
create index visitors_account_id_idx on public.visitors (domain_id, account_id);
create index visitors_email_idx on public.visitors (domain_id, email);
create index visitors_merged_into_id_idx on public.visitors (domain_id, merged_into_id)
where merged_into_id is not null;

comment on table public.visitors is
'A person on a domain, known by the widget''s stable visitor id.';
comment on column public.visitors.email is
'Of the newest event that gave one, in lowercase.';
comment on column public.visitors.company_domain is
'Of the newest enrichment. The account is this company, else the one of the e-mail address.';
comment on column public.visitors.enrichment_data is
'Fields that clients may see (private.enrichment_fields); the whole is in visitor_enrichments.';
comment on column public.visitors.is_test is
'True while no event came from a widget in production.';
comment on column public.visitors.merged_into_id is
'The visitor that this one turned out to be, which has its sessions and conversations and is never merged itself. Lists and counts leave merged visitors out. See merge_visitors.';
comment on column public.visitors.email_at is 'Time of the event that gave the address.';
comment on column public.visitors.email_event_id is 'That event.';
