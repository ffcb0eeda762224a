-- Rules of commissions: read by business and support where they work; written by RPCs alone.
-- row: C03 C04 C35 C38
begin;
select plan(12);

-- A twin with the same id in another domain.
insert into public.commission_rules (domain_id, id, platform_user_id, level, rate_ppm, starts_at, reason) select tests.domain('toto.example'), r.id, md5('platform_user/toto.exampleuser-1001')::uuid, 1, 1, now(), 'a twin' from public.commission_rules as r where r.level = 3;
create function pg_temp.seen() returns text language sql stable as $$
  select string_agg(r.rate_ppm::text, ' ' order by r.rate_ppm::text collate "C") from public.commission_rules as r
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.seen(), '20000 30000 300000 320000 350000 40000 400000 450000', 'C03: business reads those of its platform, and no twin');
select tests.as('support@demo.example');
select is(pg_temp.seen(), '20000 30000 300000 320000 350000 40000 400000 450000', 'C04: so does support');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.seen(), '1 20000 30000 300000 320000 350000 40000 400000 450000', 'admin all');
select is(tests.refusal($x$update public.commission_rules set ends_at = now()$x$), '42501', 'nobody writes a row, not even admin');
select is(tests.refusal('insert into public.commission_rules (domain_id) values (null)'), '42501', 'nor a new one');
select is(tests.refusal('delete from public.commission_rules'), '42501', 'and none goes');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.seen(), null, 'staff reads none, though it works next to the twin');
select tests.as('partner@demo.example');
select is(pg_temp.seen(), null, 'nor does a partner');
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select from public.commission_rules'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), '1 20000 30000 300000 320000 350000 40000 400000 450000', 'the worker reads all');
select is(tests.refusal($x$update public.commission_rules set ends_at = now()$x$), '42501', 'and writes none but by functions');

select * from finish();
rollback;
