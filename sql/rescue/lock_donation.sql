-- requires: sql/rescue/donations.sql sql/platform/fail.sql
create or replace function private.lock_donation(domain_id uuid, donation_id uuid)
returns public.donations
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  donation public.donations;
begin
  select d.* into donation from public.donations as d
  where d.domain_id = lock_donation.domain_id and d.id = lock_donation.donation_id and d.archived_at is null
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such donation');
  end if;
  return donation;
end;
$$;

comment on function private.lock_donation(uuid, uuid) is
'The donation, locked. Raises P0002 NOT_FOUND where there is none, or it is deleted.';
revoke all on function private.lock_donation(uuid, uuid) from public, anon, authenticated, service_role;
