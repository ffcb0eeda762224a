-- The catalogue of events: read by support and admin where they work, written by RPCs, each change in the audit log.
-- row: C31 C47
begin;
select plan(16);

create function pg_temp.seen() returns text language sql as $$
  select string_agg(n.site || ' ' || n.kinds, ', ' order by n.site) from (
    select case c.domain_id when tests.domain('toto.example') then 'toto' else 'cooking' end as site, count(*) as kinds
    from public.event_catalog as c group by 1
  ) as n
$$;
grant execute on all functions in schema pg_temp to public;

select is(pg_temp.seen(), 'cooking 6, toto 1', 'two domains have one');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 'cooking 6', 'support reads that of where it works');
select tests.as('admin@admin.com');
select is(pg_temp.seen(), 'cooking 6, toto 1', 'admin reads all');
select is(tests.refusal('update public.event_catalog set is_active = false'), '42501', 'and changes none by hand');
select is(tests.refusal('delete from public.event_catalog'), '42501', 'nor deletes any');
select is(tests.refusal('insert into public.event_catalog (name) values (null)'), '42501', 'nor makes one');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.seen(), null, 'business reads none');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.seen(), null, 'nor staff');
select tests.as('user@user.com');
select is(pg_temp.seen(), null, 'nor a client user');
select tests.as_anon();
select is(tests.refusal('select from public.event_catalog'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.event_catalog), 7::bigint, 'the worker reads all');
select is(tests.refusal('update public.event_catalog set is_active = false'), '42501', 'and writes none');
select tests.back();
select is(tests.refusal('update public.event_catalog set actor_kinds = ''{}'''), '23514', 'somebody does it');
select is(tests.refusal('update public.event_catalog set actor_kinds = ''{robot}'''), '23514', 'of the four kinds');
update public.event_catalog set is_active = false where name = 'prices_refreshed';
select is((select c.version from public.event_catalog as c where c.name = 'prices_refreshed'), 2, 'a change counts up the version');
select results_eq(
  $$select resource_id, before ->> 'is_active', after ->> 'is_active' from public.audit_log
  where resource = 'event_catalog' order by id desc limit 1$$,
  $$values ('prices_refreshed,1', 'true', 'false')$$, 'and stands in the audit log'
);

select * from finish();
rollback;
