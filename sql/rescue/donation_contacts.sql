-- requires: sql/rescue/donations.sql
-- A table of its own, because a policy decides on rows and not on columns: here no filter, order, count or
-- join tells anything of an address to whoever may not read it. Each donation has its row, also one by nobody
-- known: what somebody cannot read here is masked in donation_details.
create table public.donation_contacts (
  domain_id uuid not null,
  donation_id uuid not null,
  donor_name text,
  donor_email text,
  donor_phone text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint donation_contacts_pkey primary key (domain_id, donation_id),
  constraint donation_contacts_donation_id_fkey
  foreign key (domain_id, donation_id) references public.donations (domain_id, id),
  constraint donation_contacts_donor_name_check check (length(donor_name) between 1 and 200),
  constraint donation_contacts_donor_email_check
  check (length(donor_email) <= 254 and donor_email = lower(donor_email)),
  constraint donation_contacts_donor_phone_check check (donor_phone ~ '^\+[0-9]{6,15}$')
);

create trigger touch_row before update on public.donation_contacts
for each row execute function private.touch_row();

comment on table public.donation_contacts is
'Who gave a donation, as he told it himself. Written by record_donation(), update_donor_contact() and delete_donation().';
comment on column public.donation_contacts.donation_id is 'The donation.';
comment on column public.donation_contacts.donor_name is 'The name; null: not told.';
comment on column public.donation_contacts.donor_email is 'The address, in small letters; null: not told.';
comment on column public.donation_contacts.donor_phone is 'The phone number, as +5493415550100; null: not told.';
