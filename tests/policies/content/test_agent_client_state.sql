-- What holds for a whole client: for those who manage agents everywhere.
-- row: R08
begin;
select plan(9);
select tests.as('admin@admin.com');
select is((select count(*) from public.agent_client_state), 1::bigint, 'admin reads it');
select is(tests.refusal('update public.agent_client_state set is_enabled = true'), '42501', 'and changes nothing directly');
select is(tests.refusal('delete from public.agent_client_state'), '42501', 'nor deletes');
select tests.as('user@user.com', 'aal2');
select is((select count(*) from public.agent_client_state), 0::bigint, 'a client user learns from list_agents() what it comes to');
select is(tests.refusal('update public.agent_client_state set is_enabled = true'), '42501', 'and changes nothing');
select tests.as('support@demo.example');
select is((select count(*) from public.agent_client_state), 0::bigint, 'nor does support read it');
select tests.as_anon();
select is(tests.refusal('select from public.agent_client_state'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.agent_client_state), 1::bigint, 'the worker reads it');
select is(tests.refusal('delete from public.agent_client_state'), '42501', 'and deletes nothing');
select * from finish();
rollback;
