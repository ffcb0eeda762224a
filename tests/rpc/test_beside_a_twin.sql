-- What is asked of one domain is answered the same when another domain has rows with the same ids.
-- row: R25
begin;
select plan(77 + 2);

-- Somebody for each of three domains, who holds every permission there and none elsewhere; and somebody with all everywhere,
-- who sees the twins' rows, so that only the question is about one domain.
create temporary table askers (site text, email text);
insert into askers values
('abtasty.com', 'user@user.com'), ('cooking.example', 'business@demo.example'), ('toto.example', 'partner@demo.example');
grant select on askers to public;
insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', true), ('warden', 'Warden', 1, '/', false);
insert into public.role_permissions
select r.key, p.resource, p.action from public.permissions as p cross join unnest('{probe,warden}'::text []) as r (key);
delete from public.memberships as m using askers as a where m.person_id in (tests.person(a.email), tests.person('staff@demo.example'));
insert into public.memberships (person_id, role_key, domain_id)
select tests.person(a.email), 'probe', tests.domain(a.site) from askers as a;
insert into public.memberships (person_id, role_key, is_all_domains) values (tests.person('staff@demo.example'), 'warden', true);

-- What is asked, and how it is about one domain: about three things of it, by an argument, or only by who asks.
create temporary table questions (asked text primary key, about text, alone jsonb);
insert into questions values
('activity_series', 'filter'),
('agent_history', 'domain_ids'),
('client_dashboard', 'filter'),
('commission_statement', 'platform_users'),
('conversation_detail', 'conversations'),
('dashboard_detail', 'dashboards'),
('dashboard_series', 'filter'),
('diagnose_access', null),
('event_activity', 'filter'),
('fee_history', 'filter'),
('fee_stats', 'filter'),
('growth_accounting', 'filter'),
('hub_summary', 'domain_ids'),
('integration_detail', 'integrations'),
('list_accounts', 'filter'),
('list_agents', 'domain_ids'),
('list_alert_rules', 'domain_ids'),
('list_alerts', 'domain_ids'),
('list_api_keys', 'domain_ids'),
('list_cases', 'filter'),
('list_cohorts', 'domain_ids'),
('list_commission_accruals', 'filter'),
('list_commission_movements', 'filter'),
('list_commission_payouts', 'filter'),
('list_commission_rules', 'filter'),
('list_configs', null),
('list_conversations', 'filter'),
('list_cycles', 'filter'),
('list_dashboards', 'domain_ids'),
('list_events', 'filter'),
('list_fee_rules', 'domain_ids'),
('list_integrations', 'domain_ids'),
('list_invite_codes', 'domain_ids'),
('list_keywords', 'filter'),
('list_orders', 'filter'),
('list_platform_users', 'domain_ids'),
('list_quarantined_events', 'domain_ids'),
('list_referral_programmes', 'filter'),
('list_reports', 'filter'),
('list_risk_scores', 'domain_ids'),
('list_sections', 'domain_ids'),
('list_sync_runs', 'domain_ids'),
('list_texts', null),
('list_tickets', 'filter'),
('list_tokens', 'filter'),
('list_topics', 'filter'),
('list_transactions', 'filter'),
('list_visitors', 'filter'),
('me', null),
('my_domains', null),
('my_notification_settings', null),
('my_permissions', null),
('my_preferences', null),
('my_sessions', null),
('my_tickets', null),
('order_detail', 'orders'),
('query_metric', null),
('referral_codes', 'domain_ids'),
('referral_revenue', 'filter'),
('referral_stats', 'filter'),
('referral_summary', 'filter'),
('retention', 'filter'),
('risk_report', 'domain_ids'),
('section_detail', 'ai_sections'),
('support_overview', 'domain_ids'),
('sync_lag', 'domain_ids'),
('ticket_detail', 'tickets'),
('topic_frequency', 'filter'),
('topic_trend', 'filter'),
('transaction_stats', 'filter'),
('unread_count', null),
('user_360', 'platform_users'),
('user_timeline', 'platform_users'),
('verify_audit_chain', null),
('visitor_consent', 'visitors'),
('visitor_timeline', 'visitors'),
('volume_by_token', 'filter');

create function pg_temp.question(asked text, about text) returns text language sql as $$
  select format('select jsonb_agg(to_jsonb(x)) from ' || case
    when about is null then 'public.%1$I() as x'
    when about = 'domain_ids' then 'public.%1$I(domain_ids => array[$1]) as x'
    when about = 'filter' then 'public.%1$I(filter => jsonb_build_object(''domain_ids'', array[$1])) as x'
    else '(select * from public.%2$I as t where t.domain_id = $1 order by t.id limit 3) as t, public.%1$I(t.domain_id, t.id) as x'
  end, asked, about)
$$;
-- What each asker is answered; where the question says of which domain, staff are, too.
create function pg_temp.answers(asked text, about text) returns jsonb language plpgsql as $$
declare
  query constant text := pg_temp.question(asked, about);
  answers jsonb := '{}';
  answer jsonb;
  each record;
begin
  for each in
    select a.site, a.email from askers as a
    union all
    select a.site, 'staff@demo.example' from askers as a where answers.about is not null
  loop
    perform tests.as(each.email, 'aal2');
    begin
      execute query into answer using tests.domain(each.site);
    exception
      when others then answer := to_jsonb(sqlstate || ' ' || sqlerrm);
    end;
    perform tests.back();
    answers := answers || jsonb_build_object(each.email || ' ' || each.site, answer);
  end loop;
  return answers;
end;
$$;

update questions set alone = pg_temp.answers(asked, about);
select is(
  (
    select array_agg(q.asked order by q.asked) from questions as q
    where not exists (select from jsonb_each(q.alone) as a where jsonb_typeof(a.value) = 'array')
  ),
  '{commission_statement,diagnose_access,list_configs,my_sessions,query_metric}', 'all but these have an answer in one domain at least'
);
select tests.twin(a.site) from askers as a;

create function pg_temp.same(asked text) returns text language sql as $$
  select is(pg_temp.answers(q.asked, q.about), q.alone, q.asked || ' answers as if there were no twin')
  from questions as q where q.asked = same.asked
$$;
select pg_temp.same('activity_series');
select pg_temp.same('agent_history');
select pg_temp.same('client_dashboard');
select pg_temp.same('commission_statement');
select pg_temp.same('conversation_detail');
select pg_temp.same('dashboard_detail');
select pg_temp.same('dashboard_series');
select pg_temp.same('diagnose_access');
select pg_temp.same('event_activity');
select pg_temp.same('fee_history');
select pg_temp.same('fee_stats');
select pg_temp.same('growth_accounting');
select pg_temp.same('hub_summary');
select pg_temp.same('integration_detail');
select pg_temp.same('list_accounts');
select pg_temp.same('list_agents');
select pg_temp.same('list_alert_rules');
select pg_temp.same('list_alerts');
select pg_temp.same('list_api_keys');
select pg_temp.same('list_cases');
select pg_temp.same('list_cohorts');
select pg_temp.same('list_commission_accruals');
select pg_temp.same('list_commission_movements');
select pg_temp.same('list_commission_payouts');
select pg_temp.same('list_commission_rules');
select pg_temp.same('list_configs');
select pg_temp.same('list_conversations');
select pg_temp.same('list_cycles');
select pg_temp.same('list_dashboards');
select pg_temp.same('list_events');
select pg_temp.same('list_fee_rules');
select pg_temp.same('list_integrations');
select pg_temp.same('list_invite_codes');
select pg_temp.same('list_keywords');
select pg_temp.same('list_orders');
select pg_temp.same('list_platform_users');
select pg_temp.same('list_quarantined_events');
select pg_temp.same('list_referral_programmes');
select pg_temp.same('list_reports');
select pg_temp.same('list_risk_scores');
select pg_temp.same('list_sections');
select pg_temp.same('list_sync_runs');
select pg_temp.same('list_texts');
select pg_temp.same('list_tickets');
select pg_temp.same('list_tokens');
select pg_temp.same('list_topics');
select pg_temp.same('list_transactions');
select pg_temp.same('list_visitors');
select pg_temp.same('me');
select pg_temp.same('my_domains');
select pg_temp.same('my_notification_settings');
select pg_temp.same('my_permissions');
select pg_temp.same('my_preferences');
select pg_temp.same('my_sessions');
select pg_temp.same('my_tickets');
select pg_temp.same('order_detail');
select pg_temp.same('query_metric');
select pg_temp.same('referral_codes');
select pg_temp.same('referral_revenue');
select pg_temp.same('referral_stats');
select pg_temp.same('referral_summary');
select pg_temp.same('retention');
select pg_temp.same('risk_report');
select pg_temp.same('section_detail');
select pg_temp.same('support_overview');
select pg_temp.same('sync_lag');
select pg_temp.same('ticket_detail');
select pg_temp.same('topic_frequency');
select pg_temp.same('topic_trend');
select pg_temp.same('transaction_stats');
select pg_temp.same('unread_count');
select pg_temp.same('user_360');
select pg_temp.same('user_timeline');
select pg_temp.same('verify_audit_chain');
select pg_temp.same('visitor_consent');
select pg_temp.same('visitor_timeline');
select pg_temp.same('volume_by_token');

-- changes_since() is not: its cursor names the last row, and what is told to a person is that person's in every domain.
select is_empty(
  $$ select p.proname from pg_proc as p
    where p.pronamespace = 'public'::regnamespace and p.provolatile <> 'v' and p.pronargs = p.pronargdefaults
      and has_function_privilege('authenticated', p.oid, 'execute') and p.proname not in (select 'changes_since' union all select asked from questions) $$,
  'every function that is asked without arguments is asked here'
);
select * from finish();
rollback;
