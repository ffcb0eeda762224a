-- Which agents there are: told to everybody who works here, changed by RPC.
-- row: R08
begin;
select plan(9);
select tests.as('user@user.com');
select results_eq('select key from public.agents order by key', '{enrichment,nurturing,web}'::text [], 'a client user reads them');
select is(tests.refusal('update public.agents set name = ''x'''), '42501', 'and changes none');
select tests.as('guardian@demo.example');
select is((select count(*) from public.agents), 3::bigint, 'so does everybody else');
select tests.as('admin@admin.com');
select is(tests.refusal('update public.agents set name = ''x'''), '42501', 'admin changes none directly');
select is(tests.refusal('delete from public.agents'), '42501', 'and deletes none');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.agents), 0::bigint, 'an account without a person reads none');
select tests.as_anon();
select is(tests.refusal('select from public.agents'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.agents), 3::bigint, 'the worker reads them');
select is(tests.refusal('delete from public.agents'), '42501', 'and deletes none');
select * from finish();
rollback;
