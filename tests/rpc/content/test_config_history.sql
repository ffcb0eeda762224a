-- Versions, with what the caller may see of each; and a version brought back.
-- row: R09
begin;
select plan(15);

select tests.as('user@user.com');
select results_eq(
  $$select version, config, changed_as, changed_by, reason
  from public.config_history('appearance', tests.domain('abtasty.com'))$$,
  $$values
    (2, '{"colors": {"primary": "#0f766e"}, "position": "bottom_left"}'::jsonb, 'client', 'Uma User', 'the chat hid the cart'),
    (1, '{"colors": {"primary": "#0f766e"}}', 'client', 'Uma User', null)$$, 'newest first'
);
select results_eq(
  $$select version from public.config_history('appearance', tests.domain('abtasty.com'), page_size => 1)$$, 'values (2)', 'by pages'
);
select results_eq(
  $$select version from public.config_history('appearance', tests.domain('abtasty.com'), after => 2)$$, 'values (1)', 'from the last one seen'
);
select results_eq(
  $$select version, config from public.config_history('agents', tests.domain('abtasty.com'))$$,
  $$values (1, '{"web": {"greeting": "Hi! What would you like to test?"}}'::jsonb)$$, 'a change of what is for staff is none'
);
select results_eq(
  $$select enabled, changed_as, changed_by, reason from public.config_history('qualification', tests.domain('abtasty.com'))$$,
  $$values (false, 'staff', null, null)$$, 'neither name nor reason of staff'
);
select is(
  tests.refusal($$select public.config_history('appearance', tests.domain('abtasty.com'), page_size => 501)$$),
  '22023 INVALID_INPUT', 'a page has a limit'
);
select is(tests.refusal($$select public.config_history('appearance')$$), '42501 PERMISSION_DENIED', 'not of all sites');
select is(
  tests.refusal($$select public.config_history('appearance', tests.domain('notabtasty.com'))$$), '42501 PERMISSION_DENIED', 'not of another'
);
select is(
  tests.refusal($$select public.config_history('tracking', tests.domain('abtasty.com'))$$), 'P0002 NOT_FOUND', 'not of settings for staff'
);
select tests.as('support@demo.example');
select is(
  (select max(version) from public.config_history('appearance', tests.domain('abtasty.com'))), 2, 'who may view settings needs no more'
);
select is(
  public.resolve_config('appearance', tests.domain('abtasty.com')) #>> '{config,position}', 'bottom_left', 'nor for what is in force'
);
select tests.as('admin@admin.com');
select results_eq(
  $$select version, config #>> '{web,system_prompt}', changed_by, reason
  from public.config_history('agents', tests.domain('abtasty.com'))$$,
  $$values (2, 'Mention the free audit.', 'Ada Admin', 'asked for by sales'), (1, null, 'Uma User', null)$$, 'staff sees all of it'
);
select results_eq(
  $$select version, config from public.config_history('system')$$,
  $$values (2, '{"requests_per_minute": 900, "fallback_models": ["standard"]}'::jsonb), (1, '{"requests_per_minute": 300}')$$,
  'also of what is set for all sites'
);
select results_eq(
  $$select version from public.config_history('welcome', tests.domain('notabtasty.com'))$$, 'values (1)', 'each site has its own'
);
select tests.as_anon();
select is(tests.refusal($$select public.config_history('system')$$), '42501', 'anon is refused');

select * from finish();
rollback;
