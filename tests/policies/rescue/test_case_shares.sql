-- Shares: read by who sees all cases of a domain, written by RPCs alone.
-- row: T06
begin;
select plan(14);

insert into public.case_shares (domain_id, case_id, org_id)
select c.domain_id, c.id, c.org_id from (
  select domain_id, id, tests.client('Toto') as org_id from public.cases where domain_id = tests.domain('cooking.example')
) as c;

select tests.as('admin@admin.com');
select is((select count(*) from public.case_shares), 3::bigint, 'admin reads every share');
select tests.as('staff@demo.example');
select is((select count(*) from public.case_shares), 2::bigint, 'staff those of the rescue programme, ended ones too');
select is(
  tests.refusal('insert into public.case_shares (domain_id, case_id, org_id) select domain_id, case_id, org_id from public.case_shares'),
  '42501', 'adds none by hand'
);
select is(tests.refusal('update public.case_shares set expires_at = null'), '42501', 'changes none');
select is(tests.refusal('delete from public.case_shares'), '42501', 'and deletes none');
select tests.as('support@demo.example');
select is((select count(*) from public.case_shares), 1::bigint, 'support those of its domains');
select tests.as('partner@demo.example');
select is((select count(*) from public.case_shares), 0::bigint, 'a partner does not learn with whom a case is shared');
select tests.as('guardian@demo.example');
select is((select count(*) from public.case_shares), 0::bigint, 'nor a guardian');
select tests.as('user@user.com');
select is((select count(*) from public.case_shares), 0::bigint, 'nor the user of another domain');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.case_shares), 0::bigint, 'nor an account without a person');
select tests.as_anon();
select is(tests.refusal('select from public.case_shares'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.case_shares), 3::bigint, 'the worker reads all');
select is(tests.refusal('delete from public.case_shares'), '42501', 'and deletes none');
select tests.back();
select is(
  tests.refusal('insert into public.case_shares (domain_id, case_id, org_id) select tests.domain(''abtasty.com''), case_id, org_id from public.case_shares limit 1'),
  '23503', 'a share is of a case of its own domain'
);

select * from finish();
rollback;
