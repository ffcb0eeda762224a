-- A case is shared with an organization, by who edits all cases of the domain.
-- row: T06
begin;
select plan(17);

create function pg_temp.share(code text, org text default 'Cooking', level text default 'view', expires text default null, site text default 'toto.example')
returns text language sql as $$
  select tests.refusal(format('select public.share_case(%L, %L, %L, %L, %L)',
    tests.domain(share.site), md5('case/' || share.site || share.code)::uuid, tests.client(share.org), share.level, share.expires))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('partner@demo.example');
select is(pg_temp.share('R-0002'), '42501 PERMISSION_DENIED', 'a partner shares nothing, not even what is the organization''s');
select tests.as('guardian@demo.example');
select is(pg_temp.share('R-0001'), '42501 PERMISSION_DENIED', 'nor a guardian what he has');
select tests.as('support@demo.example');
select is(pg_temp.share('R-0001', site => 'cooking.example'), '42501 PERMISSION_DENIED', 'nor support');
select tests.as('user@user.com');
select is(pg_temp.share('R-0001'), '42501 PERMISSION_DENIED', 'nor the user of another domain');
select tests.as_anon();
select is(pg_temp.share('R-0001'), '42501', 'anon may not ask');

select tests.as('staff@demo.example');
select is(pg_temp.share('R-0001', site => 'cooking.example'), '42501 PERMISSION_DENIED', 'staff shares nothing of another domain');
select is(pg_temp.share('R-9999'), 'P0002 NOT_FOUND', 'there must be such a case');
select is(pg_temp.share('R-0001', level => 'edit'), '22023 INVALID_INPUT', 'and such a level');
select is(pg_temp.share('R-0001', level => null), '22023 INVALID_INPUT', 'null is none');
select is(pg_temp.share('R-0001', expires => '2026-01-01'), '22023 INVALID_INPUT', 'an end is not past');
select is(
  tests.refusal(format('select public.share_case(%L, %L, gen_random_uuid())', tests.domain('toto.example'), md5('case/toto.exampleR-0001')::uuid)),
  '22023 INVALID_INPUT', 'and an organization is known'
);
select is(pg_temp.share('R-0005', 'Toto', 'comment', 'tomorrow'), null, 'staff shares a case');
select is(
  (select count(*) from public.case_shares where level = 'comment' and expires_at > now() and case_id = md5('case/toto.exampleR-0005')::uuid),
  1::bigint, 'with a level and an end'
);
select tests.as('partner@demo.example');
select is((select count(*) from public.cases where code = 'R-0005'), 1::bigint, 'the partner reads it at once');
select tests.as('staff@demo.example');
select is(pg_temp.share('R-0005', 'Toto'), null, 'shared again');
select results_eq(
  $$select level, expires_at, version from public.case_shares where case_id = md5('case/toto.exampleR-0005')::uuid$$,
  $$values ('view', null::timestamptz, 2)$$, 'it says so anew'
);
select tests.back();
update public.clients set archived_at = now() where name = 'Evil Example';
select tests.as('staff@demo.example');
select is(pg_temp.share('R-0005', 'Evil Example'), '22023 INVALID_INPUT', 'an archived organization reads nothing more');

select * from finish();
rollback;
