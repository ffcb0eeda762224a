-- Cohorts: read by business and support where they work, written by RPCs alone.
-- row: C03 C04 C32 C34
begin;
select plan(15);

-- Twins with the same ids in another domain.
insert into public.cohorts (domain_id, id, name, priority)
select tests.domain('abtasty.com'), c.id, c.name, c.priority from public.cohorts as c where c.name = 'PROMO2025';
create function pg_temp.names() returns text language sql stable as $$
  select string_agg(c.name, ', ' order by c.priority, c.name) from public.cohorts as c
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.names(), 'PROMO2025, Early traders, Large volume', 'C03: business reads the cohorts of its platform');
select tests.as('support@demo.example');
select is(pg_temp.names(), 'PROMO2025, PROMO2025, Early traders, Large volume', 'C04: support those of both its domains');
select tests.as('admin@admin.com');
select is(pg_temp.names(), 'Monthly givers, PROMO2025, PROMO2025, Early traders, Large volume', 'admin all');
select is(tests.refusal('update public.cohorts set name = ''x'''), '42501', 'nobody writes a row, not even admin');
select is(tests.refusal('insert into public.cohorts (name) values (''x'')'), '42501', 'nor a new one');
select is(tests.refusal('delete from public.cohorts'), '42501', 'and none goes');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.names(), null, 'staff reads none, though its domain has one');
select tests.as('partner@demo.example');
select is(pg_temp.names(), null, 'nor does a partner');
select tests.as('guardian@demo.example');
select is(pg_temp.names(), null, 'nor a guardian');
select tests.as('user@user.com');
select is(pg_temp.names(), null, 'nor a client user, not even of the own domain');
select tests.as_anon();
select is(tests.refusal('select from public.cohorts'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.cohorts), 5::bigint, 'the worker reads all');
select is(tests.refusal('update public.cohorts set name = ''x'''), '42501', 'and writes none');
select tests.back();

select is(tests.refusal('update public.cohorts set priority = 20 where priority = 10'), '23505', 'two cohorts are never equally important');
select is(tests.refusal('update public.cohorts set name = ''promo2025'' where priority = 20'), '23505', 'nor called alike, whatever the case');

select * from finish();
rollback;
