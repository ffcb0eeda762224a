-- Programmes of referrals: read by business and support where they work; written by RPCs alone.
-- row: C03 C04 C35 C38
begin;
select plan(12);

-- A twin with the same id in another domain.
insert into public.referral_programmes (domain_id, id, name) select tests.domain('toto.example'), p.id, 'twin' from public.referral_programmes as p where p.status = 'live';
create function pg_temp.seen() returns text language sql stable as $$
  select string_agg(r.name, ' ' order by r.name collate "C") from public.referral_programmes as r
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.seen(), 'Bring a crowd Bring a trader', 'C03: business reads those of its platform, and no twin');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 'Bring a crowd Bring a trader', 'C04: so does support');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.seen(), 'Bring a crowd Bring a trader twin', 'admin all');
select is(tests.refusal($x$update public.referral_programmes set name = 'x'$x$), '42501', 'nobody writes a row, not even admin');
select is(tests.refusal('insert into public.referral_programmes (domain_id) values (null)'), '42501', 'nor a new one');
select is(tests.refusal('delete from public.referral_programmes'), '42501', 'and none goes');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.seen(), null, 'staff reads none, though it works next to the twin');
select tests.as('partner@demo.example');
select is(pg_temp.seen(), null, 'nor does a partner');
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select from public.referral_programmes'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), 'Bring a crowd Bring a trader twin', 'the worker reads all');
select is(tests.refusal($x$update public.referral_programmes set name = 'x'$x$), '42501', 'and writes none but by functions');

select * from finish();
rollback;
