-- Heartbeats: read by domain, written by no client.
-- row: R08 R25 R26
begin;
select plan(18);

create temporary table expected on commit drop as
select t.domain_id, count(*) as rows from public.agent_heartbeats as t group by t.domain_id;
grant select on expected to public;
select is((select count(*) from expected), 3::bigint, 'several domains have heartbeats, look-alikes among them');
create function pg_temp.of(variadic sites text []) returns bigint language sql stable as $$
  select coalesce(sum(expected.rows), 0)::bigint from expected where expected.domain_id in (select tests.domain(site) from unnest(sites) as site)
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('admin@admin.com');
select is((select count(*) from public.agent_heartbeats), (select sum(expected.rows)::bigint from expected), 'admin reads the heartbeats of every domain');
select is(tests.refusal('update public.agent_heartbeats set status = ''ok'''), '42501', 'admin changes none directly');
select is(tests.refusal('delete from public.agent_heartbeats'), '42501', 'and deletes none');

select tests.as('user@user.com');
select cmp_ok((select count(*) from public.agent_heartbeats), '>', 0::bigint, 'a client user reads heartbeats');
select is((select count(*) from public.agent_heartbeats), pg_temp.of('abtasty.com'), 'those of his domain');
select is(
  (select count(*) from public.agent_heartbeats as t where t.domain_id <> tests.domain('abtasty.com')), 0::bigint,
  'and nothing of notabtasty.com, sub.abtasty.com or any other'
);
select is(
  tests.refusal('insert into public.agent_heartbeats (domain_id) select tests.domain(''abtasty.com'')'), '42501', 'a client user adds none'
);
select is(tests.refusal('update public.agent_heartbeats set status = ''ok'''), '42501', 'changes none');
select is(tests.refusal('delete from public.agent_heartbeats'), '42501', 'and deletes none');

select tests.as('support@demo.example');
select is((select count(*) from public.agent_heartbeats), pg_temp.of('abtasty.com', 'cooking.example'), 'support reads those of its two domains');
select tests.as('staff@demo.example');
select is((select count(*) from public.agent_heartbeats), 0::bigint, 'staff of the rescue programme reads none');
select tests.as('guardian@demo.example');
select is((select count(*) from public.agent_heartbeats), 0::bigint, 'nor a guardian');
select tests.back();
update public.domains set archived_at = now() where site_domain = 'abtasty.com';
select tests.as('user@user.com');
select is((select count(*) from public.agent_heartbeats), 0::bigint, 'of a closed domain nobody reads any');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.agent_heartbeats), 0::bigint, 'an account without a person reads none');
select tests.as_anon();
select is(tests.refusal('select from public.agent_heartbeats'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.agent_heartbeats), (select sum(expected.rows)::bigint from expected), 'the worker reads all');
select is(tests.refusal('update public.agent_heartbeats set status = ''ok'''), '42501', 'and changes none');

select * from finish();
rollback;
