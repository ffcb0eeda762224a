-- What brought no money is deleted by who may delete donations: to edit them is not enough.
-- row: T24
begin;
select plan(16);

create function pg_temp.remove(number integer default 13, version integer default 1, site text default 'toto.example')
returns text language sql as $$
  select tests.refusal(format('select public.delete_donation(%L, %L, %L)',
    tests.domain(remove.site), md5('donation/' || remove.site || remove.number)::uuid, remove.version))
$$;
create function pg_temp.donor(number integer) returns text language sql as $$
  select array[c.donor_name, c.donor_email, c.donor_phone]::text from public.donation_contacts as c
  where c.donation_id = md5('donation/toto.example' || donor.number)::uuid
$$;
grant execute on all functions in schema pg_temp to public;

insert into public.role_permissions (role_key, resource, action) values ('staff', 'donations', 'edit');
select tests.as('staff@demo.example');
select is(pg_temp.remove(), '42501 PERMISSION_DENIED', 'T24: without delete it is refused though edit is held');
select tests.as('guardian@demo.example');
select is(pg_temp.remove(4), '42501 PERMISSION_DENIED', 'a guardian deletes none to his case');
select tests.as_anon();
select is(pg_temp.remove(), '42501', 'anon may not ask');

select tests.back();
insert into public.role_permissions (role_key, resource, action) values ('staff', 'donations', 'delete');
select tests.as('staff@demo.example');
select is(pg_temp.remove(2, site => 'cooking.example'), '42501 PERMISSION_DENIED', 'with delete, nothing in another domain');
select is(pg_temp.remove(99), 'P0002 NOT_FOUND', 'there must be such a donation');
select is(pg_temp.remove(version => 2), '40001 STALE_VERSION', 'of this version');
select is(pg_temp.remove(version => null), '40001 STALE_VERSION', 'null is none');
select is(pg_temp.remove(1), 'PT409 DONATION_BOOKED', 'money that came is not deleted');
select is(pg_temp.remove(3), 'PT409 DONATION_BOOKED', 'by whatever way');
select is(pg_temp.remove(7), 'PT409 DONATION_BOOKED', 'nor when it was given back');
select is(pg_temp.remove(4), null, 'a failed one is');
select is(pg_temp.remove(16), null, 'an expired one');
select is(pg_temp.remove(), null, 'and one that is pending');
select is((select count(*) from public.donation_details), 13::bigint, 'they are shown no more');
select is(pg_temp.remove(), 'P0002 NOT_FOUND', 'nor deleted twice');
select tests.back();
select is(
  array[pg_temp.donor(13), pg_temp.donor(2)],
  array['{NULL,NULL,NULL}', '{"Martín Sosa",martin.sosa@mail.example,NULL}'], 'and nobody is known any more who gave nothing'
);

select * from finish();
rollback;
