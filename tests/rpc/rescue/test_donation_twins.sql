-- Twins: a donation of another domain with the same id. What is done to one shows in neither.
-- row: T24
begin;
select plan(7);

insert into public.donations (domain_id, id, amount_minor, currency, method, version)
select tests.domain('cooking.example'), d.id, d.amount_minor, d.currency, d.method, 7 from public.donations as d
where d.id = md5('donation/toto.example13')::uuid;
insert into public.donation_contacts (domain_id, donation_id, donor_name, version)
values (tests.domain('cooking.example'), md5('donation/toto.example13')::uuid, 'Twin', 5);
create function pg_temp.donors() returns text language sql security definer as $$
  select string_agg(concat_ws(' ', c.donor_name, c.version), ', ' order by c.version)
  from public.donation_contacts as c where c.donation_id = md5('donation/toto.example13')::uuid
$$;
grant execute on all functions in schema pg_temp to public;
create temporary table of_old on commit drop as select pg_temp.donors() as told;
grant select on of_old to public;

select tests.as('admin@admin.com');
select is(
  tests.refusal(format('select public.update_donor_contact(%L, %L, 1, ''New'', null, null)',
    tests.domain('cooking.example'), md5('donation/toto.example13')::uuid)),
  '40001 STALE_VERSION', 'the version is the twin''s own'
);
select is(
  public.update_donor_contact(
    tests.domain('cooking.example'), md5('donation/toto.example13')::uuid, 5, 'New', null, null
  ),
  6, 'the donor of the twin is said anew'
);
select is(
  pg_temp.donors(), (select replace(told, 'Twin 5', 'New 6') from of_old), 'and the other donor stays'
);
select is(
  tests.refusal(format('select public.delete_donation(%L, %L, 1)',
    tests.domain('cooking.example'), md5('donation/toto.example13')::uuid)),
  '40001 STALE_VERSION', 'so is the donation''s version'
);
select lives_ok(
  format('select public.delete_donation(%L, %L, 7)',
    tests.domain('cooking.example'), md5('donation/toto.example13')::uuid),
  'the twin is deleted'
);
select is(
  pg_temp.donors(), (select replace(told, 'Twin 5', '7') from of_old), 'without the donor of the other'
);
select results_eq(
  $$select domain_id, archived_at is null from public.donations
  where id = md5('donation/toto.example13')::uuid order by 2$$,
  $$values (tests.domain('cooking.example'), false), (tests.domain('toto.example'), true)$$, 'which stays'
);

select * from finish();
rollback;
