-- Cycles: read by whoever sees numbers of the domain, written by RPCs alone.
-- row: C03 C04 C20
begin;
select plan(14);

-- A twin with the same id in another domain.
insert into public.cycles (domain_id, id, kind, starts_at, ends_at, time_zone)
select tests.domain('toto.example'), c.id, 'day', c.starts_at, c.starts_at + interval '1 day', 'UTC' from public.cycles as c;
create function pg_temp.seen() returns text language sql stable as $$
  select string_agg(c.kind, ', ' order by c.kind) from public.cycles as c
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.seen(), 'month', 'business reads the cycles of its platform');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 'month', 'so does support');
select tests.as('staff@demo.example');
select is(pg_temp.seen(), 'day', 'another tenant its own');
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'and one without any none');
select tests.as('admin@admin.com');
select is(pg_temp.seen(), 'day, month', 'admin all');
select is(tests.refusal('update public.cycles set kind = ''custom'''), '42501', 'nobody changes one');
select is(tests.refusal('insert into public.cycles (kind) values (''day'')'), '42501', 'nor makes one by hand');
select is(tests.refusal('delete from public.cycles'), '42501', 'nor deletes one');
select tests.as_anon();
select is(tests.refusal('select from public.cycles'), '42501', 'anon is refused');
select tests.as_service();
select is(pg_temp.seen(), 'day, month', 'the worker reads all');
select is(tests.refusal('delete from public.cycles'), '42501', 'and writes none');
select tests.back();
select is(tests.refusal('update public.cycles set ends_at = starts_at'), '23514', 'a cycle takes some time');
select is(tests.refusal('update public.cycles set kind = ''hour'''), '23514', 'and is of one of four kinds');
delete from public.role_permissions where resource = 'analytics' and role_key = 'business';
select tests.as('business@demo.example');
select is(pg_temp.seen(), null, 'nothing without analytics.view');

select * from finish();
rollback;
