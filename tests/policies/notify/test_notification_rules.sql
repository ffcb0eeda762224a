-- Rules: every active person reads them, nobody writes them; every event has one.
-- row: T44
begin;
select plan(10);
select is_empty(
  $$select event from public.notification_events except select event from public.notification_rules$$,
  'every event goes somewhere'
);
select set_eq(
  $$select event from public.notification_rules where is_mandatory and channel = 'email'$$,
  '{collaborator.invited,collaborator.reset,security.settings_lowered}'::text[], 'what is always mailed'
);
select is_empty(
  $$select event from public.notification_rules where event like 'ticket.%' and channel <> 'in_app' and is_on_by_default$$,
  'of tickets nobody is mailed who did not ask for it'
);
select tests.as('user@user.com');
select ok((select count(*) from public.notification_rules) >= 20, 'a client user reads the rules');
select is(tests.refusal('update public.notification_rules set is_mandatory = false'), '42501', 'changes none');
select is(tests.refusal('delete from public.notification_rules'), '42501', 'and deletes none');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('update public.notification_rules set is_mandatory = false'), '42501', 'nor does admin');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.notification_rules), 0::bigint, 'an account without a person reads none');
select tests.as_anon();
select is(tests.refusal('select from public.notification_rules'), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal('delete from public.notification_rules'), '42501', 'the worker deletes none');
select * from finish();
rollback;
