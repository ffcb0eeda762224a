-- What is asked of one domain is answered the same when another domain has rows with the same ids.
-- row: R25
begin;
select plan(77 + 2);

-- Somebody for each of three domains, who holds every permission there and none elsewhere.
create temporary table askers (site text, email text);
insert into askers values
('abtasty.com', 'user@user.com'), ('cooking.example', 'business@demo.example'), ('toto.example', 'partner@demo.example');
grant select on askers to public;
insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', true);
insert into public.role_permissions select 'probe', p.resource, p.action from public.permissions as p;
delete from public.memberships as m using askers as a where m.person_id = tests.person(a.email);
insert into public.memberships (person_id, role_key, domain_id)
select tests.person(a.email), 'probe', tests.domain(a.site) from askers as a;

-- What a function answers each of them: without arguments, or of the first three things that it may be about.
create function pg_temp.answers(asked text, things text) returns table (site text, answer jsonb) language plpgsql as $$
declare
  query constant text := format('select jsonb_agg(to_jsonb(x)) from ' || case when things is null then 'public.%I() as x'
    else '(select * from public.%2$I order by id limit 3) as t, public.%1$I(t.domain_id, t.id) as x' end, asked, things);
begin
  for site in select a.site from askers as a order by a.site loop
    perform tests.as((select a.email from askers as a where a.site = answers.site), 'aal2');
    begin
      execute query into answer;
    exception
      when others then answer := to_jsonb(sqlstate || ' ' || sqlerrm);
    end;
    perform tests.back();
    return next;
  end loop;
end;
$$;
create temporary table questions (asked text primary key, things text, alone jsonb);
insert into questions values
('activity_series', null),
('agent_history', null),
('client_dashboard', null),
('commission_statement', 'platform_users'),
('conversation_detail', 'conversations'),
('dashboard_detail', 'dashboards'),
('dashboard_series', null),
('diagnose_access', null),
('event_activity', null),
('fee_history', null),
('fee_stats', null),
('growth_accounting', null),
('hub_summary', null),
('integration_detail', 'integrations'),
('list_accounts', null),
('list_agents', null),
('list_alert_rules', null),
('list_alerts', null),
('list_api_keys', null),
('list_cases', null),
('list_cohorts', null),
('list_commission_accruals', null),
('list_commission_movements', null),
('list_commission_payouts', null),
('list_commission_rules', null),
('list_configs', null),
('list_conversations', null),
('list_cycles', null),
('list_dashboards', null),
('list_events', null),
('list_fee_rules', null),
('list_integrations', null),
('list_invite_codes', null),
('list_keywords', null),
('list_orders', null),
('list_platform_users', null),
('list_quarantined_events', null),
('list_referral_programmes', null),
('list_reports', null),
('list_risk_scores', null),
('list_sections', null),
('list_sync_runs', null),
('list_texts', null),
('list_tickets', null),
('list_tokens', null),
('list_topics', null),
('list_transactions', null),
('list_visitors', null),
('me', null),
('my_domains', null),
('my_notification_settings', null),
('my_permissions', null),
('my_preferences', null),
('my_sessions', null),
('my_tickets', null),
('order_detail', 'orders'),
('query_metric', null),
('referral_codes', null),
('referral_revenue', null),
('referral_stats', null),
('referral_summary', null),
('retention', null),
('risk_report', null),
('section_detail', 'ai_sections'),
('support_overview', null),
('sync_lag', null),
('ticket_detail', 'tickets'),
('topic_frequency', null),
('topic_trend', null),
('transaction_stats', null),
('unread_count', null),
('user_360', 'platform_users'),
('user_timeline', 'platform_users'),
('verify_audit_chain', null),
('visitor_consent', 'visitors'),
('visitor_timeline', 'visitors'),
('volume_by_token', null);

update questions set alone = (select jsonb_object_agg(a.site, a.answer) from pg_temp.answers(asked, things) as a);
select is(
  (select array_agg(q.asked order by q.asked) from questions as q where not exists (select from jsonb_each(q.alone) as a where jsonb_typeof(a.value) = 'array')),
  '{commission_statement,diagnose_access,list_configs,my_sessions,query_metric}', 'all but these have an answer in one domain at least'
);
select tests.twin(a.site) from askers as a;

create function pg_temp.same(asked text) returns text language sql as $$
  select is(
    (select jsonb_object_agg(a.site, a.answer) from pg_temp.answers(q.asked, q.things) as a), q.alone,
    q.asked || ' answers as if there were no twin'
  )
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
