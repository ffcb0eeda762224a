create or replace function public.record_donation(
  domain_id uuid,
  amount_minor numeric,
  currency text,
  method text,
  case_id uuid default null,
  donor_name text default null,
  donor_email text default null,
  donor_phone text default null,
  given_at timestamptz default now(),
  idempotency_key uuid default null
)
returns public.donations
language plpgsql
volatile
security definer -- definer: donations are written by functions alone
set search_path = ''
as $$
declare
  donation public.donations;
  contact public.donation_contacts;
begin
  perform private.require('donations.edit', record_donation.domain_id);
  perform private.check_donation(amount_minor, currency, method, given_at);
  contact := private.donor_contact(donor_name, donor_email, donor_phone);
  if case_id is not null then
    perform private.require_case(record_donation.domain_id, record_donation.case_id);
  end if;
  donation.id := coalesce(idempotency_key, private.new_id());
  insert into public.donations as d (domain_id, id, case_id, amount_minor, currency, method, given_at)
  values (
    record_donation.domain_id, donation.id, record_donation.case_id, record_donation.amount_minor,
    record_donation.currency, record_donation.method, record_donation.given_at
  )
  on conflict on constraint donations_pkey do nothing;
  if found then
    insert into public.donation_contacts (domain_id, donation_id, donor_name, donor_email, donor_phone)
    values (record_donation.domain_id, donation.id, contact.donor_name, contact.donor_email, contact.donor_phone);
  end if;
  donation := private.lock_donation(record_donation.domain_id, donation.id);
  if (donation.case_id, donation.amount_minor, donation.currency, donation.method) is distinct from
    (record_donation.case_id, record_donation.amount_minor, record_donation.currency, record_donation.method) then
    perform private.bad_input('idempotency_key', 'was used for another donation');
  end if;
  return donation;
end;
$$;

comment on function public.record_donation(uuid, numeric, text, text, uuid, text, text, text, timestamptz, uuid) is
'Writes down a donation, as pending; returns it. amount_minor: in minor units of the currency. method: card, bank_transfer, stellar or other. case_id: null for the programme as a whole. donor_name, donor_email, donor_phone: null where the donor did not tell. given_at: not in the future. idempotency_key: the donation''s id; sent again it returns the donation. Needs donations.edit in that domain. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND of the case, or of a donation that is deleted.';
revoke all on function public.record_donation(uuid, numeric, text, text, uuid, text, text, text, timestamptz, uuid)
from public, anon, service_role;
grant execute on function public.record_donation(
  uuid, numeric, text, text, uuid, text, text, text, timestamptz, uuid
) to authenticated;
