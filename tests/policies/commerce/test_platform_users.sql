-- Users of a platform: seen by who works on them there, written by RPCs alone.
-- row: C02 C03 C04 T05
begin;
select plan(21);

create function pg_temp.users() returns text [] language sql stable as $$
  select array_agg(u.external_id || '@' || split_part(coalesce(u.email, '?@none'), '@', 2) order by u.joined_at) from public.platform_users as u
$$;
grant execute on all functions in schema pg_temp to public;
-- A twin of a user of Cooking, with the same ids, in another domain.
insert into public.platform_users (domain_id, id, external_id, tag, email, joined_at)
select tests.domain('abtasty.com'), u.id, u.external_id, u.tag, 'twin@twin.example', '2026-01-01'
from public.platform_users as u where u.external_id = 'user-1001' and u.domain_id = tests.domain('cooking.example');

select tests.as('business@demo.example');
select is(
  pg_temp.users(),
  array['user-1001@wallet.example', 'user-1002@wallet.example', 'user-1003@none', 'user-1004@wallet.example', 'user-1005@wallet.example'],
  'C03: business reads the users of its platform, not their twins'
);
select tests.as('support@demo.example');
select is(cardinality(pg_temp.users()), 6, 'C04: support those of both its domains');
select is((pg_temp.users())[1], 'user-1001@twin.example', 'the twin among them');
select tests.as('staff@demo.example');
select is(pg_temp.users(), array['user-1001@giving.example', 'user-1002@giving.example'], 'T05: staff those of the rescue programme');
select tests.as('admin@admin.com');
select is(cardinality(pg_temp.users()), 8, 'admin all');
select is(tests.refusal('update public.platform_users set status = ''inactive'''), '42501', 'nobody writes a row, not even admin');
select is(tests.refusal('update public.platform_users set email = null'), '42501', 'no column');
select is(tests.refusal('insert into public.platform_users (external_id) values (''x'')'), '42501', 'nor a new one');
select is(tests.refusal('delete from public.platform_users'), '42501', 'and none goes');
select tests.as('partner@demo.example');
select is(pg_temp.users(), null, 'a partner reads none');
select tests.as('guardian@demo.example');
select is(pg_temp.users(), null, 'nor does a guardian');
select tests.as('user@user.com');
select is(pg_temp.users(), null, 'nor a client user, not even of the own domain');
select tests.back();
update public.domains set archived_at = now() where site_domain = 'cooking.example';
select tests.as('business@demo.example');
select is(pg_temp.users(), null, 'nor anybody those of a closed domain');
select tests.as_anon();
select is(tests.refusal('select from public.platform_users'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.platform_users), 8::bigint, 'the worker reads all');
select is(tests.refusal('update public.platform_users set status = ''inactive'''), '42501', 'and writes no row either');
select tests.back();

select is(
  tests.refusal($$update public.platform_users set tag = upper(tag) || '!' where tag = 'whisker'$$), '23514', 'a tag is of letters, digits, _ and -'
);
select is(
  tests.refusal($$update public.platform_users set tag = 'WHISKER' where tag = 'saucepan'$$), '23505', 'and unique whatever its case'
);
select is(
  tests.refusal($$update public.platform_users set referrer_id = id where tag = 'saucepan'$$), '23514', 'nobody brings himself'
);
select is(
  tests.refusal(format(
    $$update public.platform_users set referrer_id = %L where tag = 'saucepan'$$, md5('platform_user/toto.exampleuser-1001')::uuid
  )), '23503', 'nor is brought by a user of another domain'
);
update public.platform_users set email = 'other@wallet.example', wallets = '{So1Other}' where tag = 'saucepan';
select results_eq(
  $$select after ->> 'email', after ->> 'wallets' from public.audit_log where resource = 'platform_users' and action = 'update'
  and after ->> 'tag' = 'saucepan' and after ->> 'email' like '***%'$$,
  $$values ('*** changed', '*** changed')$$, 'the audit log keeps neither addresses nor wallets'
);

select * from finish();
rollback;
