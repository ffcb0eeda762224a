create or replace function public.update_donor_contact(
  domain_id uuid,
  donation_id uuid,
  expected_version integer,
  donor_name text,
  donor_email text,
  donor_phone text
)
returns integer
language plpgsql
volatile
security definer -- definer: donors are written by functions alone
set search_path = ''
as $$
declare
  contact public.donation_contacts;
  was integer;
begin
  perform private.require('donations.edit', update_donor_contact.domain_id);
  contact := private.donor_contact(donor_name, donor_email, donor_phone);
  perform private.lock_donation(update_donor_contact.domain_id, update_donor_contact.donation_id);
  select c.version into was from public.donation_contacts as c
  where c.domain_id = update_donor_contact.domain_id and c.donation_id = update_donor_contact.donation_id
  for update;
  perform private.require_version(expected_version, was);
  update public.donation_contacts as c
  set donor_name = contact.donor_name, donor_email = contact.donor_email, donor_phone = contact.donor_phone
  where c.domain_id = update_donor_contact.domain_id and c.donation_id = update_donor_contact.donation_id
  returning c.version into was;
  return was;
end;
$$;

comment on function public.update_donor_contact(uuid, uuid, integer, text, text, text) is
'Says anew who gave a donation, as a whole; returns the version. expected_version: contact_version of donation_details. donor_name, donor_email, donor_phone: null for none. Needs donations.edit in that domain. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.update_donor_contact(uuid, uuid, integer, text, text, text)
from public, anon, service_role;
grant execute on function public.update_donor_contact(uuid, uuid, integer, text, text, text) to authenticated;
