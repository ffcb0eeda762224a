-- requires: sql/rescue/donation_contacts.sql sql/identity/is_email.sql sql/platform/bad_input.sql
create or replace function private.donor_contact(donor_name text, donor_email text, donor_phone text)
returns public.donation_contacts
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  contact public.donation_contacts;
begin
  contact.donor_name := nullif(btrim(donor_contact.donor_name), '');
  contact.donor_email := nullif(lower(btrim(donor_contact.donor_email)), '');
  contact.donor_phone := nullif(regexp_replace(donor_contact.donor_phone, '[ ().-]', '', 'g'), '');
  if length(contact.donor_name) > 200 then
    perform private.bad_input('donor_name', 'at most 200 characters');
  end if;
  if not private.is_email(contact.donor_email) then
    perform private.bad_input('donor_email', 'not an e-mail address');
  end if;
  if contact.donor_phone !~ '^\+[0-9]{6,15}$' then
    perform private.bad_input('donor_phone', 'write it as +5493415550100');
  end if;
  return contact;
end;
$$;

comment on function private.donor_contact(text, text, text) is
'A contact without its keys, tidied; empty counts as null. Raises 22023 INVALID_INPUT for the first field that is malformed, and does not repeat it.';
revoke all on function private.donor_contact(text, text, text) from public, anon, authenticated, service_role;
