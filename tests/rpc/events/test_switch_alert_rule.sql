-- A rule is switched off and on again.
-- row: C52
begin;
select plan(12);

create function pg_temp.switch(is_active boolean, version integer default null, id uuid default md5('alert_rule/1')::uuid, site text default 'cooking.example') returns text language sql as $$
  select tests.refusal(format('select public.switch_alert_rule(%L, %L, %L, %L)', tests.domain(site), id, is_active, version))
$$;
grant execute on all functions in schema pg_temp to public;
insert into public.alert_rules (domain_id, id, title, metric, method, limit_value)
select d.id, r.id, 'A twin', 'events', 'robust_z', 4
from (values (tests.domain('toto.example'), md5('alert_rule/1')::uuid), (tests.domain('cooking.example'), md5('alert_rule/2')::uuid)) as r (domain_id, id)
inner join public.domains as d on d.id = r.domain_id;

select tests.as('admin@admin.com');
select is(pg_temp.switch(false), null, 'admin switches one off');
select is(
  (select string_agg(r.title || ' ' || r.is_active || ' ' || r.version, ', ' order by r.title, r.id) from public.alert_rules as r),
  'A twin true 1, A twin true 1, Orders false 2', 'and no other'
);
select is(pg_temp.switch(false), null, 'the same again');
select is((select r.version from public.alert_rules as r where r.title = 'Orders'), 2, 'changes nothing');
select is(pg_temp.switch(true, 1), '40001 STALE_VERSION', 'a stale version is refused');
select is(pg_temp.switch(true, 2), null, 'the right one is not');
select is(pg_temp.switch(null), '22023 INVALID_INPUT', 'off or on');
select is(pg_temp.switch(true, id => md5('none')::uuid), 'P0002 NOT_FOUND', 'a rule that is there');
select is(pg_temp.switch(true, id => md5('alert_rule/2')::uuid, site => 'toto.example'), 'P0002 NOT_FOUND', 'in this domain');
select tests.as('support@demo.example');
select is(pg_temp.switch(false), '42501 PERMISSION_DENIED', 'support switches none');
select tests.as_anon();
select is(pg_temp.switch(false), '42501', 'anon may not ask');
select tests.back();
select is((select count(*) from public.audit_log where resource = 'alert_rules' and action = 'update'), 2::bigint, 'the audit log tells of both');

select * from finish();
rollback;
