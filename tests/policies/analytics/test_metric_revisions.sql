-- Revisions of final numbers: read by domain, written by the worker alone.
-- row: R02 R25 R26
begin;
select plan(16);

insert into public.metric_revisions (domain_id, day, metric, old_value, new_value, cause)
select domains.id, '2026-03-02', 'conversations', 1, 2, 'events' from public.domains where archived_at is null;
create temporary table expected on commit drop as select count(*) as rows from public.metric_revisions;
grant select on expected to public;

select tests.as('admin@admin.com');
select is((select count(*) from public.metric_revisions), (select rows from expected), 'admin reads those of every domain');
select is(tests.refusal('update public.metric_revisions set cause = ''x'''), '42501', 'admin changes none');
select is(tests.refusal('delete from public.metric_revisions'), '42501', 'admin deletes none');

select tests.as('user@user.com');
select is(
  (select array_agg(domain_id) from public.metric_revisions), array[tests.domain('abtasty.com')],
  'a client user reads those of his domain, and of no look-alike'
);
select is(
  tests.refusal('insert into public.metric_revisions (domain_id) select tests.domain(''abtasty.com'')'), '42501',
  'a client user adds none'
);
select is(tests.refusal('update public.metric_revisions set cause = ''x'''), '42501', 'changes none');
select is(tests.refusal('delete from public.metric_revisions'), '42501', 'and deletes none');

select tests.as('support@demo.example');
select is((select count(*) from public.metric_revisions), 2::bigint, 'support reads those of its two domains');
select tests.as('partner@demo.example');
select is((select count(*) from public.metric_revisions), 1::bigint, 'a partner those of the programme');
select tests.as('guardian@demo.example');
select is((select count(*) from public.metric_revisions), 1::bigint, 'and so does a guardian');

select tests.back();
delete from public.role_permissions where role_key = 'guardian' and resource = 'analytics';
select tests.as('guardian@demo.example');
select is((select count(*) from public.metric_revisions), 0::bigint, 'as long as the role may view analytics');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.metric_revisions), 0::bigint, 'an account without a person reads none');
select tests.as_anon();
select is(tests.refusal('select from public.metric_revisions'), '42501', 'anon is refused');

select tests.as_service();
select is((select count(*) from public.metric_revisions), (select rows from expected), 'the worker reads all');
select is(tests.refusal('delete from public.metric_revisions'), '42501', 'and deletes none');
select is(
  tests.refusal('insert into public.metric_revisions (domain_id) select tests.domain(''abtasty.com'')'), '42501',
  'it writes them through run_rollup_upkeep only'
);

select * from finish();
rollback;
