-- requires: sql/rescue/donation_contacts.sql
-- The mask is the same for everybody: it tells neither length nor letters, nor whether there is anything.
create or replace view public.donation_details
with (security_invoker = on) as
select
  donation.domain_id,
  donation.id,
  donation.case_id,
  donation.amount_minor,
  donation.currency,
  donation.method,
  donation.status,
  donation.given_at,
  donation.version,
  contact.donation_id is null as is_donor_masked,
  case when contact.donation_id is null then '***' else contact.donor_name end as donor_name,
  case when contact.donation_id is null then '***' else contact.donor_email end as donor_email,
  case when contact.donation_id is null then '***' else contact.donor_phone end as donor_phone,
  contact.version as contact_version
from public.donations as donation
left join public.donation_contacts as contact
  on donation.domain_id = contact.domain_id and donation.id = contact.donation_id
where donation.archived_at is null;

comment on view public.donation_details is
'Donations with who gave them. Without donations.edit in the domain every name, address and number reads ***.';
comment on column public.donation_details.method is 'As in donations.';
comment on column public.donation_details.status is 'As in donations.';
comment on column public.donation_details.is_donor_masked is 'Whether the donor is hidden from the caller.';
comment on column public.donation_details.contact_version is
'Counts up with each change of the contact; give it as `expected_version` to update_donor_contact(). Null where it is masked.';

revoke all on public.donation_details from public, anon, authenticated, service_role;
grant select on public.donation_details to authenticated, service_role;
