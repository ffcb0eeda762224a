-- requires: sql/identity/people.sql sql/identity/domains.sql sql/identity/clients.sql sql/engagement/plain_words.sql
-- A case never goes: what was promised to donors must still be found. archived_at takes it out of lists.
create table public.cases (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  code text not null,
  title text not null,
  description text not null default '',
  species text not null,
  status text not null default 'draft',
  priority text not null default 'normal',
  category text not null,
  location text,
  goal_minor numeric(38, 0),
  currency text,
  org_id uuid,
  published_at timestamptz,
  completed_at timestamptz,
  archived_at timestamptz,
  tsv tsvector not null generated always as (
    to_tsvector(
      'private.plain_words'::regconfig, code || ' ' || title || ' ' || description || ' ' || coalesce(location, '')
    )
  ) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint cases_pkey primary key (domain_id, id),
  constraint cases_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint cases_org_id_fkey foreign key (org_id) references public.clients (id),
  constraint cases_code_key unique (domain_id, code),
  constraint cases_code_check check (code ~ '^[A-Z0-9][A-Z0-9-]{1,31}$'),
  constraint cases_title_check check (length(title) between 1 and 200),
  constraint cases_description_check check (length(description) <= 10000),
  constraint cases_species_check check (length(species) between 1 and 60),
  constraint cases_status_check
  check (status in ('draft', 'active', 'urgent', 'on_hold', 'completed', 'cancelled')),
  constraint cases_priority_check check (priority in ('normal', 'urgent')),
  constraint cases_category_check
  check (category in ('rescue', 'surgery', 'treatment', 'transit', 'foster')),
  constraint cases_location_check check (length(location) <= 200),
  constraint cases_goal_minor_check check (goal_minor is null or (goal_minor > 0 and currency is not null)),
  constraint cases_currency_check check (currency ~ '^[A-Z]{3}$')
);

create index cases_created_at_idx on public.cases (domain_id, created_at desc, id desc);
create index cases_open_idx on public.cases (domain_id, id)
where archived_at is null and status not in ('completed', 'cancelled');
create index cases_tsv_idx on public.cases using gin (domain_id, tsv);
create index cases_org_id_idx on public.cases (org_id, domain_id, id) where org_id is not null;

create trigger touch_row before update on public.cases
for each row execute function private.touch_row();

comment on table public.cases is 'Animals that the rescue programme looks after, each with what it needs.';
comment on column public.cases.code is 'For people, as in R-0042; unique in a domain.';
comment on column public.cases.title is 'What it is about, in a line.';
comment on column public.cases.description is 'What happened, and what is needed.';
comment on column public.cases.species is 'dog, cat, or whatever it is.';
comment on column public.cases.status is 'draft, active, urgent, on_hold, completed or cancelled.';
comment on column public.cases.priority is 'normal or urgent.';
comment on column public.cases.category is 'rescue, surgery, treatment, transit or foster.';
comment on column public.cases.location is 'Where the animal is.';
comment on column public.cases.goal_minor is 'What is to be raised, in minor units of the currency.';
comment on column public.cases.currency is 'ISO 4217.';
comment on column public.cases.org_id is 'The organization whose case it is: its people read it, and it needs no share.';
comment on column public.cases.published_at is 'Since when donors can see it.';
comment on column public.cases.completed_at is 'Since when nothing is needed any more.';
comment on column public.cases.tsv is 'Search document of code, title, description and place.';
comment on column public.cases.archived_at is 'Since when it is out of the lists.';
