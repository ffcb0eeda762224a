-- requires: sql/engagement/visitors.sql
create table public.visitor_enrichments (
  domain_id uuid not null,
  id uuid not null,
  visitor_id uuid not null,
  source text not null,
  company jsonb not null,
  data jsonb not null,
  occurred_at timestamptz not null,
  constraint visitor_enrichments_pkey primary key (domain_id, id),
  constraint visitor_enrichments_visitor_id_fkey
  foreign key (domain_id, visitor_id) references public.visitors (domain_id, id)
);

create index visitor_enrichments_visitor_id_idx
on public.visitor_enrichments (domain_id, visitor_id, occurred_at desc);

create index visitor_enrichments_company_idx
on public.visitor_enrichments (domain_id, lower(company ->> 'domain'));

comment on table public.visitor_enrichments is
'Every enrichment result in full, also the fields that clients must not see. id is the event''s id.';
comment on column public.visitor_enrichments.source is 'Who made it.';
comment on column public.visitor_enrichments.company is 'Facts on the company.';
comment on column public.visitor_enrichments.data is 'Facts on the person.';
