-- requires: sql/identity/domains.sql
-- An account belongs to a domain, and through it to one client: the same company on the sites of two
-- clients is two rows that know nothing of each other, also when a domain moves to another client.
create table public.accounts (
  domain_id uuid not null,
  id uuid not null,
  company_domain text not null,
  company_name text,
  enrichment_data jsonb not null default '{}',
  enriched_at timestamptz,
  enrichment_event_id uuid,
  first_seen_at timestamptz not null,
  hubspot_company_id text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint accounts_pkey primary key (domain_id, id),
  constraint accounts_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint accounts_company_domain_key unique (domain_id, company_domain),
  constraint accounts_company_domain_check check (company_domain = lower(company_domain)),
  constraint accounts_enrichment_data_check check (jsonb_typeof(enrichment_data) = 'object')
);

comment on table public.accounts is
'A company whose people visit a domain, known by its own internet domain. Never a free-mail domain.';
comment on column public.accounts.id is
'Made from domain and company domain: the same account whichever event names it first.';
comment on column public.accounts.company_domain is
'Lowercase, from an enrichment or from a visitor''s e-mail address; unique in the domain.';
comment on column public.accounts.company_name is
'From the newest enrichment that named this company; null while only an e-mail address is known.';
comment on column public.accounts.enrichment_data is
'Facts on the company that clients may see (private.enrichment_fields), of the newest enrichment.';
comment on column public.accounts.enriched_at is
'Time of that enrichment; with enrichment_event_id it decides which of two is newer.';
comment on column public.accounts.first_seen_at is
'The earliest event that named the company.';
