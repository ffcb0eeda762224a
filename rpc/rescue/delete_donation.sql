create or replace function public.delete_donation(domain_id uuid, donation_id uuid, expected_version integer)
returns void
language plpgsql
volatile
security definer -- definer: donations are written by functions alone
set search_path = ''
as $$
declare
  donation public.donations;
begin
  perform private.require('donations.delete', delete_donation.domain_id);
  donation := private.lock_donation(delete_donation.domain_id, delete_donation.donation_id);
  perform private.require_version(expected_version, donation.version);
  if donation.status not in ('pending', 'failed', 'expired') then
    perform private.fail('PT409', 'DONATION_BOOKED', 'money came with this donation', 'Refund it.');
  end if;
  update public.donations as d set archived_at = now()
  where d.domain_id = donation.domain_id and d.id = donation.id;
  -- Nothing was given, so nobody needs to be known.
  update public.donation_contacts as c set donor_name = null, donor_email = null, donor_phone = null
  where c.domain_id = donation.domain_id and c.donation_id = donation.id;
end;
$$;

comment on function public.delete_donation(uuid, uuid, integer) is
'Deletes a donation that was entered by mistake, or never came, and who was to give it; the row stays, archived. Needs donations.delete in that domain: donations.edit is not enough. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 40001 STALE_VERSION; PT409 DONATION_BOOKED.';
revoke all on function public.delete_donation(uuid, uuid, integer) from public, anon, service_role;
grant execute on function public.delete_donation(uuid, uuid, integer) to authenticated;
