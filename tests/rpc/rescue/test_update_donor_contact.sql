-- Who gave is said anew by who edits donations there, having read what it says now.
-- row: T24
begin;
select plan(13);

create function pg_temp.edit(
  version integer default 1, name text default 'Nadia Bianchi', email text default null, number integer default 13,
  site text default 'toto.example'
)
returns text language sql as $$
  select tests.refusal(format('select public.update_donor_contact(%L, %L, %L, %L, %L, null)',
    tests.domain(edit.site), md5('donation/' || edit.site || edit.number)::uuid, edit.version, edit.name, edit.email))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('staff@demo.example');
select is(pg_temp.edit(), '42501 PERMISSION_DENIED', 'who views donations changes no donor');
select tests.as('partner@demo.example');
select is(pg_temp.edit(number => 6), '42501 PERMISSION_DENIED', 'nor does a partner');
select tests.as_anon();
select is(pg_temp.edit(), '42501', 'anon may not ask');

select tests.back();
insert into public.role_permissions (role_key, resource, action) values ('staff', 'donations', 'edit');
select tests.as('staff@demo.example');
select is(pg_temp.edit(site => 'cooking.example', number => 2), '42501 PERMISSION_DENIED', 'staff changes nothing in another domain');
select is(pg_temp.edit(number => 99), 'P0002 NOT_FOUND', 'there must be such a donation');
select is(pg_temp.edit(version => 2), '40001 STALE_VERSION', 'of this version');
select is(pg_temp.edit(version => null), '40001 STALE_VERSION', 'null is none');
select is(pg_temp.edit(email => 'nobody'), '22023 INVALID_INPUT', 'with an address that is one');
select is(
  public.update_donor_contact(
    tests.domain('toto.example'), md5('donation/toto.example13')::uuid, 1, 'Nadia Bianchi', null, '+39 06 555 0142'
  ),
  2, 'who may edit donations does'
);
select results_eq(
  $$select donor_name, donor_email, donor_phone, contact_version, version from public.donation_details
  where id = md5('donation/toto.example13')::uuid$$,
  $$values ('Nadia Bianchi', null::text, '+39065550142', 2, 1)$$, 'and what is not said is gone; the donation is as it was'
);
select is((select count(*) from public.donation_details where donor_name = 'Nadia Bianchi'), 1::bigint, 'of no other');
select is(pg_temp.edit(), '40001 STALE_VERSION', 'who has read the old one is told');
select tests.back();
update public.donations set archived_at = now() where id = md5('donation/toto.example13')::uuid;
select tests.as('staff@demo.example');
select is(pg_temp.edit(version => 2), 'P0002 NOT_FOUND', 'what is deleted has no donor');

select * from finish();
rollback;
