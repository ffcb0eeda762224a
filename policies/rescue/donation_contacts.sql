-- Written by record_donation(), update_donor_contact() and delete_donation(). A permission that reaches less than
-- a domain opens none: neither a guardian nor a partner learns who gave for his case.
alter table public.donation_contacts enable row level security;

revoke all on public.donation_contacts from public, anon, authenticated, service_role;
grant select on public.donation_contacts to authenticated, service_role;

create policy select_editor on public.donation_contacts
for select to authenticated
using (domain_id = any((select private.domains_with('donations.edit'))::uuid []));

comment on policy select_editor on public.donation_contacts is
'Donors of the domains where the person may edit donations.';

select private.audit_table('public.donation_contacts', '{donor_name,donor_email,donor_phone}');
