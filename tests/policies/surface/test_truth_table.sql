-- What the default grants open, through tables, views, functions and files, for each of the seven roles: x works,
-- - does not, for admin staff partner guardian business support client_user. Written by hand. What no row here
-- names (refunds, fees, ...) has nothing to open yet; test_role_matrix.sql asks the helpers for it. Files are tried
-- through Storage by tests/e2e/product/test_case_documents.py, too.
-- row: T04 T05 T06 T07 T08 T09 T10 C40
begin;
select plan(11);

create temporary table truth (permission text, surface text, statement text, holders text) on commit drop;
insert into truth values
('accounts.view', 'table', 'select from public.accounts', 'x----xx'),
('accounts.view', 'view', 'select from public.account_stats', 'x----xx'),
('accounts.view', 'rpc', 'select public.list_accounts()', 'x----xx'),
('agents.view', 'table', 'select from public.agent_domain_state', 'x----xx'),
('agents.view', 'rpc', 'select public.list_agents()', 'x----xx'),
('agents.manage', 'table', 'select from public.agent_client_state', 'x------'),
('ai_sections.view', 'table', 'select from public.ai_sections', 'x----xx'),
('ai_sections.view', 'rpc', 'select public.list_sections()', 'x----xx'),
('analytics.view', 'table', 'select from public.metric_revisions', 'xxxxxxx'),
('events.view', 'rpc', 'select public.list_alerts()', 'x----x-'),
('events.view', 'rpc', 'select public.list_alert_rules()', 'x----x-'),
('access_log.view', 'table', 'select from public.access_log', 'x------'),
('audit.view', 'table', 'select from public.audit_log', 'x------'),
('audit.view', 'rpc', $$select public.record_history('clients', '20000000-0000-4000-8000-000000000001')$$, 'x------'),
('case_documents.view', 'storage', 'select from storage.objects', 'xxxx-x-'),
('case_documents.edit', 'storage', 'update storage.objects set version = ''2''', 'xx-x---'),
('case_documents.delete', 'storage', 'delete from storage.objects', 'x------'),
('cases.view', 'table', 'select from public.cases', 'xxxx-x-'),
('cases.view', 'rpc', 'select public.list_cases()', 'xxxx-x-'),
('cases.edit', 'table', 'update public.cases set title = title', 'xx-x---'),
('cases.view of all', 'table', 'select from public.case_shares', 'xx---x-'),
('clients.view', 'table', 'select from public.clients', 'x------'),
('clients.edit', 'table', 'update public.clients set plan = plan', 'x------'),
('cohorts.view', 'table', 'select from public.cohorts', 'x---xx-'),
('cohorts.view', 'table', 'select from public.cohort_members', 'x---xx-'),
('cohorts.view', 'rpc', 'select public.list_cohorts()', 'x---xx-'),
('cohorts.view', 'table', 'select from public.invite_codes', 'x---xx-'),
('cohorts.view', 'table', 'select from public.invite_redemptions', 'x---xx-'),
('cohorts.view', 'rpc', 'select public.list_invite_codes()', 'x---xx-'),
('cohorts.edit', 'rpc', $$select public.create_invite_code(tests.domain('cooking.example'), 'Another1', 5)$$, 'x---x--'),
('cohorts.edit', 'rpc', $$select public.create_cohort(tests.domain('cooking.example'), 'New', 99)$$, 'x---x--'),
('collaborators.manage', 'table', 'select from public.people where id <> private.current_person_id()', 'x------'),
('collaborators.manage', 'rpc', 'select public.list_people()', 'x------'),
('commissions.view', 'table', 'select from public.risk_scores', 'x---xx-'),
('commissions.view', 'rpc', 'select public.list_risk_scores()', 'x---xx-'),
('conversations.view', 'table', 'select from public.conversations', 'x----xx'),
('conversations.view', 'view', 'select from public.current_conversation_scores', 'x----xx'),
('conversations.view', 'rpc', 'select public.list_conversations()', 'x----xx'),
('domains.view', 'table', 'select from public.domains', 'x------'),
('domains.edit', 'table', 'update public.domains set environment = environment', 'x------'),
('donations.view', 'table', 'select from public.donations', 'xxxxxx-'),
('donations.view', 'view', 'select from public.donation_details', 'xxxxxx-'),
('donations.view', 'view', 'select from public.donation_details where is_donor_masked', '-xxxxx-'),
('donations.edit', 'table', 'select from public.donation_contacts', 'x------'),
('donations.edit', 'view', 'select from public.donation_details where donor_email like ''%@%''', 'x------'),
('donations.edit', 'rpc', 'select public.record_donation(tests.domain(''cooking.example''), 1, ''EUR'', ''card'')', 'x------'),
(
  'donations.edit', 'rpc',
  $$select public.update_donor_contact(
    tests.domain('cooking.example'), md5('donation/cooking.example2')::uuid, 1, null, null, null
  )$$,
  'x------'
),
(
  'donations.delete', 'rpc',
  $$select public.delete_donation(tests.domain('cooking.example'), md5('donation/cooking.example2')::uuid, 1)$$,
  'x------'
),
('events.view', 'table', 'select from public.event_log', 'x----x-'),
('events.view', 'table', 'select from public.event_catalog', 'x----x-'),
('events.view', 'rpc', 'select public.list_events()', 'x----x-'),
('events.manage', 'table', 'select from public.event_quarantine', 'x------'),
('events.manage', 'rpc', 'select public.list_quarantined_events()', 'x------'),
(
  'events.manage', 'rpc',
  $$select public.update_event_type(tests.domain('cooking.example'), 'order_placed', 1, description => 'x')$$, 'x------'
),
('events.view', 'table', 'select from public.alert_rules', 'x----x-'),
('events.view', 'table', 'select from public.alerts', 'x----x-'),
('events.view', 'rpc', $$select public.mark_alert(tests.domain('cooking.example'), md5('alert/1')::uuid, 'ack')$$, 'x----x-'),
('analytics.view', 'rpc', 'select public.event_activity()', 'xxxxxxx'),
('fees.view', 'table', 'select from public.fee_rules', 'x---xx-'),
('fees.view', 'rpc', 'select public.list_fee_rules()', 'x---xx-'),
('fees.view', 'rpc', 'select public.fee_history()', 'x---xx-'),
('fees.view', 'rpc', 'select public.fee_schedule_at(tests.domain(''cooking.example''), now())', 'x---xx-'),
('fees.view', 'rpc', 'select public.quote_fee(tests.domain(''cooking.example''), null, null, ''market'', 1, ''USDC'')', 'x---xx-'),
('commissions.view', 'table', 'select from public.referral_programmes', 'x---xx-'),
('commissions.view', 'table', 'select from public.commission_rules', 'x---xx-'),
('commissions.view', 'table', 'select from public.commission_accruals', 'x---xx-'),
('commissions.view', 'table', 'select from public.commission_payouts', 'x---xx-'),
('commissions.view', 'table', 'select from public.commission_movements', 'x---xx-'),
('commissions.view', 'rpc', 'select public.list_commission_movements()', 'x---xx-'),
('commissions.view', 'rpc', 'select public.list_commission_accruals()', 'x---xx-'),
('commissions.view', 'rpc', 'select public.list_commission_payouts()', 'x---xx-'),
('commissions.view', 'rpc', 'select public.list_commission_rules()', 'x---xx-'),
('commissions.view', 'rpc', 'select public.list_referral_programmes()', 'x---xx-'),
('commissions.view', 'rpc', $$select public.commission_statement(tests.domain('cooking.example'), md5('platform_user/cooking.exampleuser-1001')::uuid)$$, 'x---xx-'),
('commissions.manage', 'rpc', $$select public.create_referral_programme(tests.domain('cooking.example'), 'Another', 0, 'x')$$, 'x---x--'),
('commissions.manage', 'rpc', $$select public.set_programme_status(tests.domain('cooking.example'), md5('referral_programme/Bring a trader')::uuid, 'paused', 'x')$$, 'x---x--'),
('commissions.manage', 'rpc', $$select public.create_commission_rule(tests.domain('cooking.example'), 1, 1, 'x', platform_user_id => md5('platform_user/cooking.exampleuser-1001')::uuid)$$, 'x---x--'),
('commissions.manage', 'rpc', $$select public.close_commission_rule(tests.domain('cooking.example'), md5('commission_rule/The third level')::uuid, 'x')$$, 'x---x--'),
('fees.manage', 'table', 'select from public.fee_charges', 'x---x--'),
('fees.manage', 'rpc', 'select public.set_platform_fee(tests.domain(''cooking.example''), 9000, ''x'')', 'x---x--'),
('fees.manage', 'rpc', $$select public.create_fee_rule(tests.domain('cooking.example'), '{"order_type": "twap"}', 9000, 'x')$$, 'x---x--'),
('fees.manage', 'rpc', $$select public.close_fee_rule(tests.domain('cooking.example'), md5('fee_rule/A large trader')::uuid, 'x')$$, 'x---x--'),
('integrations.view', 'table', 'select from public.integrations', 'x------'),
('integrations.view', 'rpc', 'select public.list_integrations()', 'x------'),
('integrations.view', 'table', 'select from public.event_refusals', 'x------'),
('integrations.view', 'rpc', 'select public.sync_lag()', 'x------'),
('tokens.view', 'table', 'select from public.tokens', 'x---xx-'),
('orders.view', 'table', 'select from public.orders', 'x---xx-'),
('transactions.view', 'table', 'select from public.transactions', 'x---xx-'),
('tokens.view', 'rpc', 'select public.list_tokens()', 'x---xx-'),
('orders.view', 'rpc', 'select public.list_orders()', 'x---xx-'),
('orders.view', 'rpc', 'select public.order_detail(domain_id, id) from public.orders limit 1', 'x---xx-'),
('transactions.view', 'rpc', 'select public.list_transactions()', 'x---xx-'),
('platform_users.view', 'table', 'select from public.platform_users', 'xx--xx-'),
('platform_users.view', 'rpc', 'select public.list_platform_users()', 'xx--xx-'),
('platform_users.view', 'rpc', 'select public.user_360(domain_id, id) from public.platform_users limit 1', 'xx--xx-'),
('platform_users.view', 'rpc', 'select public.user_timeline(domain_id, id) from public.platform_users limit 1', 'xx--xx-'),
('platform_users.edit', 'rpc', $$select public.set_user_tag(domain_id, id, 'changed1') from public.platform_users limit 1$$, 'xx---x-'),
('platform_users.edit', 'rpc', $$select public.set_platform_user_status(domain_id, id, 'pending', 'x') from public.platform_users limit 1$$, 'xx---x-'),
('settings.manage', 'table', 'select from public.config_values', 'x------'),
('settings.view', 'rpc', 'select public.list_configs(tests.domain(''abtasty.com''))', 'x----xx'),
('support.view', 'table', 'select from public.ticket_notes', 'xx---x-'),
('support.view', 'rpc', 'select public.support_overview()', 'xx---x-'),
('tickets.view', 'table', 'select from public.tickets where reporter_id <> private.current_person_id()', 'xx---xx'),
('tickets.view', 'rpc', 'select public.list_tickets()', 'xx---xx'),
('topics.view', 'table', 'select from public.topics', 'x----xx'),
('topics.view', 'rpc', 'select public.list_topics()', 'x----xx'),
('visitors.view', 'table', 'select from public.visitors', 'x----xx'),
('visitors.view', 'rpc', 'select public.list_visitors()', 'x----xx');

-- Rows of what the demo lacks, in every domain.
insert into public.metric_revisions (domain_id, day, metric, old_value, new_value, cause)
select id, '2026-03-02', 'conversations', 1, 2, 'events' from public.domains;
insert into public.access_log (actor_role, kind, resource, result) values ('system', 'login', 'x', 'allowed');
insert into public.agent_client_state (client_id, agent_key, is_enabled)
select id, 'web', true from public.clients on conflict do nothing;
insert into public.ticket_notes (domain_id, ticket_id, author_id, body)
select domain_id, id, tests.person('admin@admin.com'), 'Note' from public.tickets;
insert into public.case_shares (domain_id, case_id, org_id)
select domain_id, id, tests.client('Evil Example') from public.cases;
insert into storage.objects (bucket_id, name)
select 'case-documents', domain_id || '/' || id || '/a.txt' from public.cases;

create temporary table actors (place integer, email text) on commit drop;
insert into actors values
(1, 'admin@admin.com'), (2, 'staff@demo.example'), (3, 'partner@demo.example'), (4, 'guardian@demo.example'),
(5, 'business@demo.example'), (6, 'support@demo.example'), (7, 'user@user.com');

-- Whether it returns or changes anything for that person; nothing of it stays.
create function pg_temp.works(statement text, email text) returns boolean language plpgsql as $$
declare
  found bigint := 0;
begin
  begin
    perform tests.as(works.email, 'aal2');
    execute works.statement;
    get diagnostics found = row_count;
    raise exception 'enough' using errcode = 'UNDO1';
  exception
    when sqlstate 'UNDO1' or insufficient_privilege then null;
  end;
  return found > 0;
end;
$$;
create function pg_temp.wrong(place integer) returns setof text language sql as $$
  select t.surface || ': ' || t.statement || case when substr(t.holders, wrong.place, 1) = 'x' then ' fails' else ' works' end
  from truth as t
  where pg_temp.works(t.statement, (select a.email from actors as a where a.place = wrong.place))
    <> (substr(t.holders, wrong.place, 1) = 'x')
$$;

select is((select array_agg(distinct length(holders)) from truth), array[7], 'each line answers for each role');
select is(
  (select array_agg(distinct surface order by surface) from truth), array['rpc', 'storage', 'table', 'view'], 'through every surface'
);
select is_empty(format('select pg_temp.wrong(%s)', place), email || ': this opens, and nothing else') from actors order by place;

update public.role_permissions set reach = 'domain' where role_key = 'partner' and resource = 'cases';
select is(array(select pg_temp.wrong(3)), array['table: select from public.case_shares works'], 'one too far is seen');
delete from public.role_permissions where role_key = 'client_user' and resource = 'topics';
select is(
  array(select pg_temp.wrong(7)),
  array['table: select from public.topics fails', 'rpc: select public.list_topics() fails'], 'and one that is missing'
);

select * from finish();
rollback;
