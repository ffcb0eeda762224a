-- A donation is written down with who gave it, by who edits donations there.
-- row: T24 T47
begin;
select plan(30);

create function pg_temp.record(
  amount text default '2500', currency text default 'EUR', method text default 'bank_transfer', code text default 'R-0001',
  name text default null, email text default null, phone text default null, given text default '2026-11-01',
  key text default null, site text default 'toto.example'
)
returns text language sql as $$
  select tests.refusal(format('select public.record_donation(%L, %L, %L, %L, %L, %L, %L, %L, %L, %L)',
    tests.domain(record.site), record.amount, record.currency, record.method,
    md5('case/' || record.site || record.code)::uuid, record.name, record.email, record.phone, record.given, record.key))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('staff@demo.example');
select is(pg_temp.record(), '42501 PERMISSION_DENIED', 'staff sees donations, and records none');
select tests.as('guardian@demo.example');
select is(pg_temp.record(), '42501 PERMISSION_DENIED', 'nor does a guardian');
select tests.as('user@user.com');
select is(pg_temp.record(), '42501 PERMISSION_DENIED', 'nor the user of another domain');
select tests.as_anon();
select is(pg_temp.record(), '42501', 'anon may not ask');

select tests.back();
insert into public.role_permissions (role_key, resource, action) values ('staff', 'donations', 'edit');
select tests.as('staff@demo.example');
select is(pg_temp.record(site => 'cooking.example'), '42501 PERMISSION_DENIED', 'nothing in another domain');
select is(pg_temp.record(code => 'R-9999'), 'P0002 NOT_FOUND', 'there must be such a case');
select is(pg_temp.record(amount => '0'), '22023 INVALID_INPUT', 'nothing is no gift');
select throws_ok(
  format('select public.record_donation(%L, 2.5, ''EUR'', ''card'')', tests.domain('toto.example')),
  '22023', 'amount_minor: a whole number of minor units above 0, of at most 38 digits', 'there are no parts of a cent'
);
select is(pg_temp.record(amount => '1e38'), '22023 INVALID_INPUT', 'nor more than 38 digits');
select is(pg_temp.record(amount => 'NaN'), '22023 INVALID_INPUT', 'nor what is no number');
select is(pg_temp.record(amount => null), '22023 INVALID_INPUT', 'an amount is said');
select is(pg_temp.record(currency => 'eur'), '22023 INVALID_INPUT', 'a currency has three capitals');
select is(pg_temp.record(currency => null), '22023 INVALID_INPUT', 'and is said');
select is(pg_temp.record(method => 'cash'), '22023 INVALID_INPUT', 'a method is one of four');
select is(pg_temp.record(method => null), '22023 INVALID_INPUT', 'and is said');
select is(pg_temp.record(given => 'tomorrow'), '22023 INVALID_INPUT', 'nobody has given tomorrow');
select is(pg_temp.record(given => '-infinity'), '22023 INVALID_INPUT', 'nor ever since');
select is(pg_temp.record(given => null), '22023 INVALID_INPUT', 'and the time is said');
select is(pg_temp.record(name => repeat('x', 201)), '22023 INVALID_INPUT', 'a name has 200 characters at most');
select is(pg_temp.record(email => 'a@example.com,b@example.com'), '22023 INVALID_INPUT', 'an address is one');
select is(pg_temp.record(phone => '0341 555'), '22023 INVALID_INPUT', 'a number begins with its country');
select throws_ok(
  format('select public.record_donation(%L, 1, ''EUR'', ''card'', donor_email => ''no.address'')', tests.domain('toto.example')),
  '22023', 'donor_email: not an e-mail address', 'the answer does not repeat it'
);

select is(
  pg_temp.record(
    name => ' Inés Luna ', email => ' Ines@Mail.Example ', phone => '+54 (9) 341 555-0199',
    key => '00000000-0000-4000-8000-00000000d001'
  ),
  null, 'who may edit donations records one'
);
select results_eq(
  $$select amount_minor, currency, method, status, given_at, donor_name, donor_email, donor_phone, version, contact_version
  from public.donation_details where id = '00000000-0000-4000-8000-00000000d001'$$,
  $$values (
    2500::numeric, 'EUR', 'bank_transfer', 'pending', timestamptz '2026-11-01', 'Inés Luna', 'ines@mail.example', '+5493415550199', 1, 1
  )$$, 'pending, with who gave it'
);
select is(
  pg_temp.record(key => '00000000-0000-4000-8000-00000000d001', name => 'Another'), null, 'sent again it is taken'
);
select is(
  (select count(*) from public.donation_details where donor_name = 'Inés Luna')
  - (select count(*) from public.donation_details where donor_name = 'Another'),
  1::bigint, 'as what it was'
);
select is(
  pg_temp.record('2600', key => '00000000-0000-4000-8000-00000000d001'), '22023 INVALID_INPUT', 'unless it says something else'
);
select lives_ok(
  format('select public.record_donation(%L, 99, ''XLM'', ''stellar'', donor_name => '' '')', tests.domain('toto.example')),
  'for no case, by nobody known'
);
select results_eq(
  $$select case_id, given_at, donor_name, donor_email, is_donor_masked from public.donation_details where currency = 'XLM'$$,
  $$values (null::uuid, now(), null::text, null::text, false)$$, 'is one to the programme, now'
);
select tests.back();
select is(
  (select count(*) from public.donations as d where d.currency = 'XLM' and d.created_by = tests.person('staff@demo.example')),
  1::bigint, 'and it is known who wrote it down'
);

select * from finish();
rollback;
