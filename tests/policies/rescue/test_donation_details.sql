-- Donations with their donors: masked for whoever does not edit them, with nothing to be found out from the mask.
-- row: T06 T24
begin;
select plan(24);

create function pg_temp.lucia() returns bigint language sql stable as $$
  select count(*) from public.donation_details where donor_email = 'lucia.fernandez@mail.example'
$$;
create function pg_temp.told() returns text [] language sql stable as $$
  select array_agg(distinct array[donor_name, donor_email, donor_phone]::text) from public.donation_details
$$;
create function pg_temp.place() returns text language sql stable as $$
  select string_agg(id::text, ' ' order by donor_email, donor_phone, id) from public.donation_details
$$;
create function pg_temp.place_by_id() returns text language sql stable as $$
  select string_agg(id::text, ' ' order by id) from public.donation_details
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('admin@admin.com');
select is(pg_temp.lucia(), 3::bigint, 'admin finds what somebody gave');
select is((select count(*) from public.donation_details where is_donor_masked), 0::bigint, 'nothing is masked');
select is((select count(*) from public.donation_details where donor_email is null), 2::bigint, 'who did not tell has no address');
select isnt(pg_temp.place(), pg_temp.place_by_id(), 'and sorts by address');

select tests.as('staff@demo.example');
select is((select count(*) from public.donation_details), 16::bigint, 'staff reads the donations of its domain');
select is(pg_temp.told(), array['{***,***,***}'], 'T24: masked, all alike, also where nobody told');
select is((select count(*) from public.donation_details where is_donor_masked), 16::bigint, 'and says so');
select is((select count(contact_version) from public.donation_details), 0::bigint, 'also how often it was changed');
select is(pg_temp.lucia(), 0::bigint, 'a filter on an address finds nothing');
select is((select count(*) from public.donation_details where donor_phone is null), 0::bigint, 'nor one on a missing number');
select is((select count(*) from public.donation_details where donor_name ilike 'l%'), 0::bigint, 'nor on the beginning of a name');
select is(pg_temp.place(), pg_temp.place_by_id(), 'and the order tells nothing');
select is(
  (select sum(amount_minor) from public.donation_details where currency = 'EUR' and status = 'verified'),
  50000::numeric, 'what was given stands there'
);
select tests.as('partner@demo.example');
select is((select count(*) from public.donation_details), 5::bigint, 'T06: a partner reads those to what he may see');
select is(pg_temp.told(), array['{***,***,***}'], 'T06: with donors masked');
select is(pg_temp.lucia(), 0::bigint, 'T06: and finds none by an address');
select tests.as('guardian@demo.example');
select is(pg_temp.told(), array['{***,***,***}'], 'as does a guardian');

select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('staff@demo.example'), 'donations', 'edit', 'allow', tests.domain('toto.example'), 'thanks donors');
select tests.as('staff@demo.example');
select is(pg_temp.lucia(), 2::bigint, 'T24: staff with edit sees the address');
select is((select count(*) from public.donation_details where is_donor_masked), 0::bigint, 'of each donation of the domain');
select is(
  tests.refusal(format('select public.delete_donation(%L, md5(''donation/toto.example13'')::uuid, 1)', tests.domain('toto.example'))),
  '42501 PERMISSION_DENIED', 'T24: and deletes none'
);
select is(
  tests.refusal('delete from public.donation_contacts') || ' ' || tests.refusal('delete from public.donations'),
  '42501 42501', 'by no way'
);

select tests.as('user@user.com');
select is((select count(*) from public.donation_details), 0::bigint, 'a client user reads nothing');
select tests.as_anon();
select is(tests.refusal('select from public.donation_details'), '42501', 'anon is refused');
select tests.back();
update public.donations set archived_at = now() where id = md5('donation/toto.example13')::uuid;
select is((select count(*) from public.donation_details), 17::bigint, 'what is deleted is not shown');

select * from finish();
rollback;
