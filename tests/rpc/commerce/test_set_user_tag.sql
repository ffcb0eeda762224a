-- The user chooses a tag once, through the platform; the back office changes it any number of times.
-- row: C02 C04 T05
begin;
select plan(27);

create function pg_temp.retag(tag text, external_id text default 'user-1002', site text default 'cooking.example', version integer default null)
returns text language sql as $$
  select tests.refusal(format('select public.set_user_tag(%L, %L, %L, %L)',
    tests.domain(retag.site), md5('platform_user/' || retag.site || retag.external_id)::uuid, retag.tag, retag.version))
$$;
create function pg_temp.tag_of(external_id text, site text default 'cooking.example') returns text language sql security definer as $$
  select u.tag from public.platform_users as u
  where u.external_id = tag_of.external_id and u.domain_id = tests.domain(tag_of.site)
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as_service();
select is(pg_temp.retag('colander'), null, 'the user chooses a tag, through the platform');
select is(pg_temp.tag_of('user-1002'), 'colander', 'and has it');
select is(pg_temp.retag('steamer'), 'PT409 TAG_CHOSEN', 'C02: the second change is refused');
select is(pg_temp.retag('colander'), null, 'the same again changes nothing, so it may be sent again');
select is(pg_temp.tag_of('user-1002'), 'colander', 'and the tag stays');
select is(pg_temp.retag('patitas-9', 'user-1001', 'toto.example'), null, 'in any domain');

select tests.as('support@demo.example');
select is(pg_temp.retag('steamer'), null, 'C02: support''s change is accepted');
select is(pg_temp.retag('Steamer'), null, 'and another one, of the case alone');
select is(pg_temp.retag('griddle'), null, 'any number of times');
select is(pg_temp.tag_of('user-1002'), 'griddle', 'and it is the user''s');
select is(pg_temp.retag('WHISKER'), '23505 TAG_TAKEN', 'a tag that somebody has is refused, whatever its case');
select is(pg_temp.retag('short'), '22023 INVALID_INPUT', 'five letters are too few');
select is(pg_temp.retag('thirteen-char'), '22023 INVALID_INPUT', 'thirteen too many');
select is(pg_temp.retag('no space'), '22023 INVALID_INPUT', 'and a space is none');
select is(pg_temp.retag(null), '22023 INVALID_INPUT', 'null is no tag');
select is(pg_temp.retag('twelve-chars', version => 1), '40001 STALE_VERSION', 'a stale version is refused');
select is(pg_temp.retag('twelve-chars', version => 5), null, 'the right one is not');
select is(pg_temp.retag('twelve-chars', 'user-9999'), 'P0002 NOT_FOUND', 'nobody has no tag');
select is(pg_temp.retag('steamer', 'user-1001', 'toto.example'), '42501 PERMISSION_DENIED', 'nor has a user of another domain');
select is(pg_temp.retag('ladle-77', 'user-1004'), null, 'a tag that support gives');
select tests.as_service();
select is(pg_temp.retag('ladle-78', 'user-1004'), null, 'does not use up the user''s own choice');
select is(pg_temp.retag('steamer'), 'PT409 TAG_CHOSEN', 'nor gives it back');

select tests.as('staff@demo.example');
select is(pg_temp.retag('whisker', 'user-1001', 'toto.example'), null, 'T05: staff edits a user of its programme, who may be called as one elsewhere');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.retag('steamer'), '42501 PERMISSION_DENIED', 'business edits none');
select tests.as('user@user.com');
select is(pg_temp.retag('steamer'), '42501 PERMISSION_DENIED', 'nor a client user');
select tests.as_anon();
select is(pg_temp.retag('steamer'), '42501', 'anon may not ask');
select tests.back();
select results_eq(
  $$select actor_role, after ->> 'tag' from public.audit_log where resource = 'platform_users' and action = 'update' and after ->> 'external_id' = 'user-1004' order by id$$,
  $$values ('support', 'ladle-77'), ('service', 'ladle-78')$$, 'the audit log tells who'
);

select * from finish();
rollback;
