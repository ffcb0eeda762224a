-- requires: sql/rescue/cases.sql
-- Who gave stands in donation_contacts, so that whoever sees a gift need not see the giver. Money that came
-- is never deleted: archived_at takes out what was entered by mistake.
create table public.donations (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  case_id uuid,
  amount_minor numeric(38, 0) not null,
  currency text not null,
  method text not null,
  status text not null default 'pending',
  given_at timestamptz not null default now(),
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint donations_pkey primary key (domain_id, id),
  constraint donations_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint donations_case_id_fkey
  foreign key (domain_id, case_id) references public.cases (domain_id, id),
  constraint donations_amount_minor_check check (amount_minor > 0),
  constraint donations_currency_check check (currency ~ '^[A-Z]{3}$'),
  constraint donations_method_check check (method in ('card', 'bank_transfer', 'stellar', 'other')),
  constraint donations_status_check
  check (
    status in (
      'pending', 'confirmed', 'verified', 'failed', 'expired', 'partially_refunded', 'refunded', 'disputed',
      'won', 'lost'
    )
  ),
  constraint donations_archived_at_check
  check (archived_at is null or status in ('pending', 'failed', 'expired'))
);

create index donations_given_at_idx on public.donations (domain_id, given_at desc, id desc);
create index donations_case_id_idx on public.donations (domain_id, case_id, given_at desc, id desc);

create trigger touch_row before update on public.donations
for each row execute function private.touch_row();

comment on table public.donations is
'What was given, and for what; by whom stands in donation_contacts. Written by record_donation() and delete_donation().';
comment on column public.donations.case_id is 'The case that it was given for; null: the programme as a whole.';
comment on column public.donations.amount_minor is 'In minor units of the currency, before fees.';
comment on column public.donations.currency is 'ISO 4217, or the code of a token such as XLM.';
comment on column public.donations.method is 'card, bank_transfer, stellar or other.';
comment on column public.donations.status is
'pending, then confirmed (by the provider) or verified (by staff, from a proof), or failed or expired; partially_refunded and refunded after that; disputed, then won or lost.';
comment on column public.donations.given_at is 'When it was given; reports count it on that day.';
comment on column public.donations.archived_at is
'Since when it is deleted, as entered by mistake; only what brought no money can be.';
