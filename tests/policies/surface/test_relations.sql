-- What is open at all, before any policy is asked: said as a whole, so that a grant that nobody meant
-- shows even on a table that no other test looks at.
-- row: R20
begin;
select plan(10);

create temporary view granted as
select
  relation.oid::regclass::text as relation,
  acl.privilege_type as privilege,
  case acl.grantee when 0 then 'public' else pg_get_userbyid(acl.grantee) end as grantee,
  null::text as column_name
from pg_catalog.pg_class as relation
cross join lateral aclexplode(relation.relacl) as acl
where relation.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
union all
select
  relation.oid::regclass::text as relation,
  acl.privilege_type as privilege,
  case acl.grantee when 0 then 'public' else pg_get_userbyid(acl.grantee) end as grantee,
  pg_attribute.attname::text as column_name
from pg_catalog.pg_class as relation
inner join pg_catalog.pg_attribute on relation.oid = pg_attribute.attrelid
cross join lateral aclexplode(pg_attribute.attacl) as acl
where relation.relnamespace in ('public'::regnamespace, 'private'::regnamespace);

create temporary view ours as
select pg_class.* from pg_catalog.pg_class
where pg_class.relnamespace in ('public'::regnamespace, 'private'::regnamespace);

select is_empty(
  $$select relation, privilege from granted where grantee in ('anon', 'public')$$,
  'a request without a person touches no relation, nor does everybody'
);
select set_eq(
  $$select relation from granted where grantee = 'authenticated' and privilege = 'SELECT'$$,
  array[
    'linear_state_types', 'api_keys', 'devices', 'webhook_deliveries', 'webhook_endpoints',
    'access_log', 'account_stats', 'accounts', 'agent_client_state', 'agent_domain_state', 'agent_events',
    'agent_heartbeats', 'agents', 'ai_section_versions', 'ai_sections', 'announcements', 'approvals',
    'cohort_members', 'cohorts', 'cycles', 'commission_accruals', 'commission_movements', 'commission_payouts', 'commission_rules', 'referral_programmes', 'fee_charges', 'fee_rules', 'invite_codes', 'invite_redemptions',
    'case_guardians', 'case_shares', 'cases', 'donation_contacts', 'donation_details', 'donations',
    'audit_log', 'clients', 'config_globals', 'config_schemas', 'config_values', 'conversation_scores',
    'conversation_keywords', 'conversation_topics', 'conversations', 'current_conversation_scores', 'domains', 'env_settings', 'alert_rules', 'alerts', 'amplitude_projects', 'event_backfills', 'event_catalog', 'event_exports', 'event_log', 'event_quarantine', 'event_refusals',
    'risk_reviews', 'risk_scores', 'dashboard_widgets', 'dashboards', 'report_schedules', 'saved_reports', 'export_kinds', 'exports', 'metric_catalog',
    'archive_parts', 'legal_holds', 'retention_archives', 'retention_policies',
    'i18n_texts', 'integrations', 'invitations', 'memberships', 'messages', 'metric_revisions',
    'notification_events', 'notification_prefs', 'notification_rules', 'notification_schedules',
    'notifications', 'org_prefs', 'people', 'permissions', 'person_permissions', 'person_prefs',
    'orders', 'platform_users', 'tokens', 'transactions', 'preference_keys', 'revertible_tables', 'role_permissions', 'roles', 'security_settings',
    'sensitive_operations', 'session_events', 'sync_configs', 'sync_records', 'sync_runs', 'ticket_comments',
    'ticket_events', 'ticket_links', 'ticket_notes', 'ticket_providers', 'ticket_statuses', 'ticket_transitions', 'tickets',
    'topics', 'visitor_enrichments', 'visitor_sessions', 'visitors'
  ], 'a person may ask these relations, and none of private'
);
select results_eq(
  $$select relation, privilege from granted
  where grantee = 'authenticated' and column_name is null and privilege <> 'SELECT'$$,
  $$values ('env_settings', 'DELETE')$$, 'a person deletes settings of the environment, and writes no whole row'
);
select set_eq(
  $$select format('%s %s (%s)', privilege, relation, string_agg(column_name, ', ' order by column_name))
  from granted where grantee = 'authenticated' and column_name is not null group by relation, privilege$$,
  array[
    'UPDATE cases (category, currency, description, goal_minor, location, priority, species, title)',
    'INSERT clients (name, plan, status)', 'UPDATE clients (name, plan, status)',
    'INSERT domains (client_id, environment, site_domain, stats_valid_from, verified_at)',
    'UPDATE domains (environment, is_consent_required, stats_valid_from, verified_at)',
    'INSERT env_settings (environment, key, value)', 'UPDATE env_settings (value)',
    'SELECT devices (created_at, id, last_seen_at, person_id, platform, revoked_at, updated_at, version)',
    'UPDATE people (avatar_path, display_name, locale, phone, time_zone)', 'UPDATE security_settings ('
    'commission_approval_above_ppm, fee_approval_above_ppm, fee_cap_ppm, invitation_lifetime, is_second_admin_required, session_absolute_limit, session_idle_limit, step_up_max_age)'
  ], 'a person writes these columns, and reads a device without its token, as far as the policies let it'
);
select set_eq(
  $$select oid::regclass::text from ours where relkind in ('r', 'p') and not relrowsecurity$$,
  array['private.enrichment_fields', 'private.free_mail_domains'],
  'row level security is on, but for two lists of words that no role may read'
);
select is_empty(
  $$select polname from pg_catalog.pg_policy where polroles <> array['authenticated'::regrole::oid]$$,
  'every policy is for signed-in people'
);
select is_empty(
  $$select polrelid::regclass, polname, polcmd from pg_catalog.pg_policy where polname !~ ('^' || (
    case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all_' end
  ))$$,
  'for one command, the one in its name'
);
select set_eq(
  $$select
    ours.oid::regclass::text,
    case polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' end
  from ours inner join pg_catalog.pg_policy on ours.oid = pg_policy.polrelid$$,
  $$select relation, privilege from granted inner join ours on ours.oid = relation::regclass
  where grantee = 'authenticated' and relkind in ('r', 'p')$$,
  'and for what is granted: no grant without a policy, no policy without a grant'
);
select set_eq(
  $$select oid::regclass::text from ours
  where relkind = 'v' and coalesce(reloptions, '{}') && '{security_invoker=on}'$$,
  array[
    'private.active_events', 'private.conversions', 'private.counted_conversations', 'private.counted_events', 'private.counted_trades',
    'private.counted_redemptions', 'private.counted_referrals',
    'private.display_bookings', 'private.named_ticket_notes', 'private.noted_kinds', 'private.outcome_events',
    'private.real_visitors', 'private.same_digests', 'private.ticket_entries', 'private.timed_trades',
    'private.trade_cells', 'private.visitor_entries',
    'private.widget_displays',
    'account_stats', 'current_conversation_scores', 'donation_details', 'private.audit_digests'],
  'views read with the rights of who asks'
);
select is_empty(
  $$select tgrelid::regclass, tgname from pg_catalog.pg_trigger where tgenabled <> 'O'$$, 'no trigger sleeps'
);

select * from finish();
rollback;
