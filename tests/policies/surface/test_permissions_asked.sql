-- Each policy asks for its own permission and no other: whoever holds only that gets through, whoever
-- holds all but that does not. Admin holds all, and a client user few, so neither tells two of them apart.
-- row: R20 T08
begin;

create temporary table asked (permission text, statement text);
insert into asked values
('analytics.view', 'select from public.metric_revisions'),
('audit.view', 'select from public.exports where requested_by <> private.current_person_id()'),
('analytics.view', 'select from public.cycles'),
('analytics.view', 'select from public.dashboards'),
('analytics.view', 'select from public.saved_reports'),
('analytics.view', 'select from public.dashboard_widgets'),
('access_log.view', 'select from public.access_log where domain_id is not null'),
('access_log.view', 'select from public.access_log where domain_id is null'),
('accounts.view', 'select from public.accounts'),
('agents.manage', 'select from public.agent_client_state'),
('agents.view', 'select from public.agent_domain_state'),
('agents.view', 'select from public.agent_events'),
('agents.view', 'select from public.agent_heartbeats'),
('ai_sections.view', 'select from public.ai_section_versions'),
('ai_sections.view', 'select from public.ai_sections'),
('audit.view', 'select from public.audit_log where domain_id is not null'),
('audit.view', 'select from public.audit_log where domain_id is null'),
('cases.edit', 'update public.cases set title = title'),
('cases.view', 'select from public.cases'),
('cases.view', 'select from public.case_guardians'),
('cases.view', 'select from public.case_shares'),
('clients.edit', 'update public.clients set plan = plan'),
('clients.manage', $$insert into public.clients (name) values ('New')$$),
('clients.view', 'select from public.clients'),
('clients.view', 'select from public.org_prefs'),
('collaborators.manage', $$select from public.approvals where permission = 'collaborators.manage'$$),
('collaborators.manage', 'select from public.announcements'),
('collaborators.manage', 'select from public.invitations'),
('collaborators.manage', 'select from public.memberships'),
('collaborators.manage', $$select from public.people where email = 'admin@admin.com'$$),
('collaborators.manage', 'select from public.permissions'),
('collaborators.manage', 'select from public.person_permissions'),
('collaborators.manage', 'select from public.role_permissions'),
('collaborators.manage', 'select from public.roles'),
('cohorts.view', 'select from public.cohort_members'),
('cohorts.view', 'select from public.cohorts'),
('cohorts.view', 'select from public.invite_codes'),
('cohorts.view', 'select from public.invite_redemptions'),
('commissions.view', 'select from public.risk_reviews'),
('commissions.view', 'select from public.risk_scores'),
('conversations.view', 'select from public.conversation_scores'),
('conversations.view', 'select from public.conversation_keywords'),
('conversations.view', 'select from public.conversation_topics'),
('conversations.view', 'select from public.conversations'),
('conversations.view', 'select from public.messages'),
('donations.edit', 'select from public.donation_contacts'),
('donations.view', 'select from public.donations'),
('domains.edit', 'update public.domains set environment = environment'),
('domains.manage', 'insert into public.domains (client_id, site_domain)'
' values (''20000000-0000-4000-8000-000000000001'', ''new.example'')'),
('domains.view', 'select from public.domains'),
('events.view', 'select from public.event_log'),
('events.view', 'select from public.alert_rules'),
('events.view', 'select from public.alerts'),
('events.view', 'select from public.event_catalog'),
('events.manage', 'select from public.event_quarantine where domain_id <> ''00000000-0000-0000-0000-000000000000'''),
('events.manage', 'select from public.event_quarantine where domain_id = ''00000000-0000-0000-0000-000000000000'''),
('commissions.view', 'select from public.commission_accruals'),
('commissions.view', 'select from public.commission_movements'),
('commissions.view', 'select from public.commission_payouts'),
('commissions.view', 'select from public.commission_rules'),
('commissions.view', 'select from public.referral_programmes'),
('fees.manage', 'select from public.fee_charges'),
('fees.view', 'select from public.fee_rules'),
('integrations.view', 'select from public.integrations'),
('integrations.view', 'select from public.amplitude_projects'),
('integrations.view', 'select from public.api_keys'),
('integrations.view', 'select from public.webhook_deliveries'),
('integrations.view', 'select from public.webhook_endpoints'),
('integrations.view', 'select from public.event_backfills'),
('integrations.view', 'select from public.event_exports'),
('integrations.view', 'select from public.event_refusals'),
('integrations.view', 'select from public.ticket_providers'),
('integrations.view', 'select from public.sync_configs'),
('integrations.view', 'select from public.sync_records'),
('integrations.view', 'select from public.sync_runs'),
('integrations.view', 'select from public.visitor_enrichments'),
('platform_users.view', 'select from public.platform_users'),
('tokens.view', 'select from public.tokens'),
('orders.view', 'select from public.orders'),
('transactions.view', 'select from public.transactions'),
('settings.manage', 'delete from public.env_settings'),
('settings.manage', 'select from public.config_globals'),
('settings.manage', 'select from public.config_schemas'),
('settings.manage', 'select from public.config_values'),
('settings.manage', $$insert into public.env_settings (environment, key, value) values ('local', 'new', '1')$$),
('settings.manage', 'select from public.env_settings'),
('settings.manage', 'select from public.archive_parts'),
('settings.manage', 'select from public.legal_holds'),
('settings.manage', 'select from public.retention_archives'),
('settings.manage', 'select from public.retention_policies'),
('settings.manage', 'select from public.security_settings'),
('settings.manage', 'update public.env_settings set value = value'),
('settings.manage', 'update public.security_settings set step_up_max_age = step_up_max_age'),
('topics.view', 'select from public.topics'),
('support.view', 'select from public.ticket_notes'),
('tickets.view', 'select from public.ticket_comments'),
('tickets.view', 'select from public.ticket_events'),
('tickets.view', 'select from public.ticket_links'),
('tickets.view', 'select from public.tickets where reporter_id <> private.current_person_id()'),
('visitors.view', 'select from public.session_events'),
('visitors.view', 'select from public.visitor_sessions'),
('visitors.view', 'select from public.visitors');

select plan(2 * count(*)::integer + 5) from asked;

-- A row of each kind that the demo lacks.
insert into public.metric_revisions (domain_id, day, metric, old_value, new_value, cause)
values (tests.domain('abtasty.com'), '2026-03-02', 'conversations', 1, 2, 'events');
select tests.environment('local');
insert into public.env_settings (environment, key, value) values ('local', 'old', '1');
insert into public.access_log (actor_role, kind, resource, result, domain_id)
values ('system', 'login', 'x', 'allowed', null), ('system', 'login', 'x', 'allowed', tests.domain('abtasty.com'));
insert into public.event_quarantine (domain_id, id, event, reason)
values ('00000000-0000-0000-0000-000000000000', gen_random_uuid(), '{}', 'x');
insert into public.invitations (person_id, invited_by, expires_at)
values (tests.person('staff@demo.example'), tests.person('admin@admin.com'), now() + interval '1 day');
insert into public.approvals (rpc, subject_id, arguments, reason, requested_by, expires_at)
select 'request_credential_reset', id, '{}', 'x', tests.person('admin@admin.com'), now() + interval '1 day'
from public.people where email = 'staff@demo.example';
insert into public.approvals (rpc, subject_id, arguments, reason, requested_by, expires_at, permission, domain_id)
select 'set_platform_fee', d.id, jsonb_build_object('of', p.permission), 'x', tests.person('admin@admin.com'), now(), p.permission, d.id
from public.domains as d cross join unnest('{commissions.manage,fees.manage}'::text []) as p (permission)
where d.site_domain = 'cooking.example';
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('staff@demo.example'), 'fees', 'view', 'allow', true, 'a trial');

insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', false);
delete from public.memberships where person_id = tests.person('user@user.com');
insert into public.memberships (person_id, role_key, is_all_domains)
values (tests.person('user@user.com'), 'probe', true);

-- How many rows a statement returns or changes for somebody with these permissions; 0 where it is refused.
create function pg_temp.rows_with(statement text, held text []) returns bigint language plpgsql as $$
declare
  found bigint := 0;
begin
  delete from public.role_permissions where role_key = 'probe';
  insert into public.role_permissions
  select 'probe', p.resource, p.action from public.permissions as p where p.resource || '.' || p.action = any(held);
  perform tests.as('user@user.com', 'aal2');
  begin
    execute rows_with.statement;
    get diagnostics found = row_count;
  exception
    when insufficient_privilege then null;
  end;
  perform tests.back();
  return found;
end;
$$;
create function pg_temp.all_but(permission text) returns text [] language sql as $$
  select array_agg(p.resource || '.' || p.action) from public.permissions as p
  where not (p.resource = split_part(permission, '.', 1)
    and p.action = any(private.actions_giving(split_part(permission, '.', 2))))
$$;

select cmp_ok(pg_temp.rows_with(statement, array[permission]), '>', 0::bigint, permission || ' suffices: ' || statement)
from asked;
select is(pg_temp.rows_with(statement, pg_temp.all_but(permission)), 0::bigint, 'and nothing else does: ' || statement)
from asked;

-- Whoever manages collaborators reads every request, so these two are not theirs alone.
create function pg_temp.requests_with(wanted text, held text []) returns bigint language sql as $$
  select pg_temp.rows_with(format('select from public.approvals where permission = %L', wanted), held)
$$;
select is(pg_temp.requests_with(p, array[p]), 1::bigint, p || ' shows the requests that wait for it')
from unnest('{commissions.manage,fees.manage}'::text []) as p;
select is(
  pg_temp.requests_with(p, array_remove(pg_temp.all_but(p), 'collaborators.manage')), 0::bigint,
  p || ' is needed for them'
)
from unnest('{commissions.manage,fees.manage}'::text []) as p;

select is_empty(
  $$ select policy.schemaname || '.' || policy.tablename from pg_policies as policy
    where policy.schemaname = 'public' and concat(policy.qual, policy.with_check) ~ '''[a-z_]+\.[a-z_]+'''
    and not exists (
      select from asked where strpos(asked.statement, 'public.' || policy.tablename) > 0) $$,
  'every policy that asks for a permission is asked here'
);

select * from finish();
rollback;
