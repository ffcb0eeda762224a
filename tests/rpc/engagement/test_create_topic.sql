-- A topic is made by who may edit topics there, once by any name that it has or had.
-- row: R06 R25
begin;
select plan(17);

create function pg_temp.made(name text, parent_id uuid default null, site text default 'abtasty.com') returns text
language sql as $$
  select tests.refusal(format('select public.create_topic(tests.domain(%L), %L, %L)', site, name, parent_id))
$$;
create function pg_temp.topic(which text) returns uuid language sql security definer as $$
  select t.id from public.topics as t where t.domain_id = tests.domain('abtasty.com') and t.label = topic.which
$$;

grant execute on function pg_temp.made, pg_temp.topic to authenticated, service_role;

select tests.as('admin@admin.com');
select is(pg_temp.made(E'\t Shop\n  Returns \r'), null, 'an admin makes a topic');
select results_eq(
  'select name, label, status, parent_id, version from public.topics where label = ''shop returns''',
  $$values ('Shop Returns', 'shop returns', 'active', null::uuid, 1)$$, 'its name in one line, its label in lowercase'
);
select is(pg_temp.made('shop RETURNS'), '23505 TOPIC_EXISTS', 'it is not made twice');
select is(pg_temp.made('Tarifs'), '23505 TOPIC_EXISTS', 'nor one that was merged');
select is(pg_temp.made('shop returns', null, 'cooking.example'), null, 'another domain may have the same');
select is(pg_temp.made('Refunds', pg_temp.topic('shop returns')), null, 'a topic in a group');
select is((select parent_id from public.topics where label = 'refunds'), pg_temp.topic('shop returns'), 'is there');
select is(pg_temp.made('Partial refunds', pg_temp.topic('refunds')), '22023 INVALID_INPUT', 'a group in a group is not');
select is(pg_temp.made('Discounts', pg_temp.topic('tarifs')), '22023 INVALID_INPUT', 'nor one in a merged topic');
select is(
  pg_temp.made('Slippage', pg_temp.topic('refunds'), 'cooking.example'), '22023 INVALID_INPUT', 'nor in another domain''s'
);
select is(pg_temp.made(' '), '22023 INVALID_INPUT', 'no empty name');
select is(pg_temp.made(null), '22023 INVALID_INPUT', 'no missing name');
select is(pg_temp.made(repeat('x', 101)), '22023 INVALID_INPUT', 'no longer name than 100');
select is(pg_temp.made(repeat('x', 100)), null, 'but that long');

select tests.as('user@user.com');
select is(pg_temp.made('Mine'), '42501 PERMISSION_DENIED', 'a client user makes none');
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('user@user.com'), 'topics', 'edit', 'allow', tests.domain('abtasty.com'), 'test');
select tests.as('user@user.com');
select is(pg_temp.made('Mine'), null, 'unless he is allowed to');
select is(pg_temp.made('Mine', null, 'cooking.example'), '42501 PERMISSION_DENIED', 'and then in his domain');

select * from finish();
rollback;
