-- Who may call at all, and which functions see more than who calls them.
-- row: R20
begin;
select plan(4);

create temporary view ours as
select
  pg_proc.*,
  pg_proc.pronamespace::regnamespace || '.' || pg_proc.proname as name,
  coalesce(pg_proc.proacl, acldefault('f', pg_proc.proowner)) as acl
from pg_catalog.pg_proc
where pg_proc.pronamespace in ('public'::regnamespace, 'private'::regnamespace);

select is_empty(
  $$select name from ours, aclexplode(acl) as granted where granted.grantee = 0$$,
  'nothing may be called by everybody'
);
select set_eq(
  $$select name from ours, aclexplode(acl) as granted where granted.grantee = 'anon'::regrole$$,
  array[
    'private.begin_request', 'private.enter_api_key', 'public.my_api_key', 'public.published_sections',
    'public.read_records', 'public.read_section_preview'
  ],
  'a request without a person calls what comes before every request, what visitors of a site read, and what keys are for'
);
select is_empty(
  $$select name from ours
  where not coalesce(proconfig, '{}') @> array['search_path=""'] and (prosecdef or pg_get_function_sqlbody(oid) is null)$$,
  'every function names the schema of what it uses, or was bound to it when it was made and has no rights of its own'
);
-- Add a name here with the reason in the head of its file: what it shows, it must check itself.
select set_eq(
  'select name from ours where prosecdef',
  array[
    'public.request_event_backfill', 'public.claim_event_backfill', 'public.report_event_export', 'public.event_reconciliation',
    'private.change_scopes', 'private.find_row_changes', 'private.note_row_changes', 'private.read_change_cursor',
    'private.ticket_provider', 'private.open_link', 'private.tell_provider', 'private.queue_webhook', 'public.set_ticket_provider',
    'private.queue_pushes', 'public.push_target', 'public.register_device', 'public.revoke_device',
    'private.stop_amplitude', 'public.claim_events', 'public.report_events', 'public.set_amplitude', 'public.sync_lag',
    'private.find_claimed', 'private.find_endpoint', 'private.publish_changes', 'private.purge_webhooks',
    'public.create_webhook_endpoint', 'public.prepare_delivery', 'public.replay_delivery', 'public.report_delivery',
    'public.rotate_webhook_secret', 'public.update_webhook_endpoint',
    'private.check_api_key', 'private.current_api_key', 'private.enter_api_key', 'private.find_api_key',
    'private.issue_api_secret', 'private.key_domains', 'private.require_key', 'private.take_api_slot',
    'public.create_api_key', 'public.list_api_keys', 'public.my_api_key', 'public.read_records',
    'public.revoke_api_key', 'public.rotate_api_key',
    'private.check_platform_fee', 'public.claim_commissions', 'public.commission_statement', 'public.list_commission_accruals', 'public.list_commission_movements', 'public.list_commission_payouts', 'public.list_commission_rules', 'public.list_referral_programmes', 'public.close_commission_rule', 'public.create_commission_rule', 'public.create_referral_programme', 'public.set_programme_status',
    'public.close_fee_rule', 'public.create_fee_rule', 'public.create_fee_rules',
    'public.fee_history', 'public.fee_schedule_at', 'public.list_fee_rules', 'public.quote_fee', 'public.set_platform_fee', 'public.simulate_fee_rule',
    'public.create_invite_code', 'public.list_invite_codes', 'public.redeem_invite_code', 'public.update_invite_code',
    'public.add_cohort_member', 'public.create_cohort', 'public.list_cohorts', 'public.remove_cohort_member',
    'public.list_risk_scores', 'public.review_risk', 'public.risk_report', 'public.run_risk_upkeep',
    'public.claim_archive', 'public.confirm_archive', 'public.place_legal_hold', 'public.release_legal_hold',
    'public.run_retention_upkeep', 'public.set_retention',
    'public.query_metric', 'public.download_export', 'public.request_export', 'public.run_export_upkeep',
    'private.dashboards_seen', 'public.create_dashboard', 'public.delete_dashboard', 'public.list_dashboards',
    'public.create_cycle', 'public.delete_cycle', 'public.list_cycles',
    'private.report_recipients', 'private.reports_seen', 'public.create_report', 'public.delete_report', 'public.list_reports',
    'public.run_report_upkeep', 'public.schedule_report', 'public.update_report',
    'public.update_dashboard', 'public.list_alert_rules', 'public.list_alerts',
    'private.ensure_event_partitions', 'public.create_event_type', 'public.delete_event_type', 'public.event_activity',
    'public.ingest_events', 'public.list_events', 'public.list_quarantined_events', 'public.record_events',
    'public.create_alert_rule', 'public.mark_alert', 'public.run_alert_upkeep', 'public.switch_alert_rule',
    'public.reingest_events', 'public.run_event_upkeep', 'public.update_event_type',
    'public.user_360', 'public.user_timeline', 'public.link_ticket', 'public.global_search', 'public.hub_summary',
    'public.ingest_trades', 'public.list_orders', 'public.list_tokens', 'public.list_transactions', 'public.order_detail', 'public.list_platform_users', 'public.set_platform_user_status', 'public.set_user_tag',
    'private.cases_with', 'private.domains_reached', 'private.may_be_guardian',
    'private.cases_reached', 'private.find_cases', 'public.list_cases',
    'public.assign_guardian', 'public.share_case', 'public.unassign_guardian', 'public.unshare_case', 'public.delete_donation',
    'public.record_donation', 'public.update_donor_contact', 'public.support_overview',
    'private.answer_ticket', 'private.plan_alerts', 'private.run_clock', 'private.sla_policy_of',
    'public.run_ticket_upkeep', 'public.set_service_level',
    'private.narrowed_conversations', 'private.narrowed_visitors', 'private.newest_conversations',
    'private.newest_visitors', 'private.permitted_among', 'private.permitted_in',
    'public.conversation_detail', 'public.visitor_consent', 'public.visitor_timeline',
    'private.apply_issue', 'private.apply_webhook', 'private.has_linear_signature', 'public.receive_webhook',
    'public.run_webhook_upkeep', 'public.store_issue',
    'private.accept_invitation', 'private.add_ticket', 'private.advance_sync', 'private.anonymise_person',
    'private.audit_chain_faults', 'private.audit_event', 'private.audit_statement', 'private.begin_sensitive',
    'private.begin_sync', 'private.break_integration', 'private.check_announcement',
    'private.check_config_schema', 'private.check_domain_bound', 'private.check_permission_name',
    'private.check_preference', 'private.classified_topics', 'private.count_keywords', 'private.count_unread',
    'private.current_person_id', 'private.domains_with', 'private.drop_tokens', 'private.edit_ticket',
    'private.end_refresh', 'private.end_sessions', 'private.end_sync', 'private.enqueue',
    'private.ensure_audit_partitions', 'private.environment', 'private.explain_exceptions',
    'private.explain_memberships', 'private.fill_sync_batch', 'private.find_accounts', 'private.find_conversations',
    'private.find_integration', 'private.find_sync_config', 'private.find_sync_run', 'private.find_tickets',
    'private.find_visitors', 'private.follow_comment', 'private.forget_secret', 'private.holds',
    'private.hubspot_app', 'private.people_who_may', 'private.keep_current_scores',
    'private.keep_last_admin', 'private.keep_tokens', 'private.linear_description', 'private.link_account',
    'private.lock_admins', 'private.lock_invitation', 'private.lock_person', 'private.lock_ticket',
    'private.log_access', 'private.log_ticket', 'private.mail_time', 'private.may_be_told',
    'private.member_domains', 'private.move_ticket', 'private.narrowed_accounts', 'private.next_sync_batch', 'private.note_addresses', 'private.note_charges',
    'private.note_commissions', 'private.note_conversations', 'private.note_deals', 'private.note_event_types',
    'private.note_events', 'private.note_keywords', 'private.note_log_events', 'private.note_merged_topics', 'private.note_referrals', 'private.note_topics', 'private.note_trades', 'private.note_visitors',
    'private.notification_audience', 'private.notification_title', 'private.notify', 'private.permission_scope',
    'private.permission_version', 'private.person_exceptions', 'private.person_may', 'private.person_rank',
    'private.person_with_email', 'private.purge_access_log', 'private.purge_secrets', 'private.queue_mails',
    'private.read_secret', 'private.read_sync_window', 'private.recent_strong_auth',
    'private.require_connected', 'private.require_open_client', 'private.require_rank_over',
    'private.require_role_within_rank', 'private.rotate_secret', 'private.seal_audit',
    'private.send_invitation', 'private.send_ticket', 'private.set_memberships', 'private.set_person_domains',
    'private.settle_sync', 'private.start_due_syncs', 'private.store_secret', 'private.store_sync_results',
    'private.strong_auth', 'private.sync_source', 'private.take_oauth_state',
    'private.take_sync_batch', 'private.tell_announcement', 'private.tell_ticket',
    'private.ticket_page', 'private.ticket_people', 'private.translate',
    'private.update_issue', 'private.use_approval', 'private.wake_sync',
    'public.activity_series', 'public.announce', 'public.approve_operation', 'public.archive_client', 'public.archive_domain',
    'public.archive_section', 'public.assign_domains', 'public.assign_ticket',
    'public.before_user_created_hook', 'public.begin_hubspot_connect', 'public.cancel_invitation',
    'public.cancel_sync', 'public.claim_outbox', 'public.claim_sync_batch', 'public.claim_token_refresh',
    'public.client_dashboard', 'public.clone_role', 'public.comment_ticket', 'public.complete_outbox',
    'public.config_history', 'public.create_chatbot_ticket', 'public.create_domain',
    'public.create_general_ticket', 'public.create_section', 'public.create_section_preview',
    'public.create_topic', 'public.custom_access_token_hook', 'public.dashboard_series', 'public.delete_person',
    'public.delete_visitor', 'public.diagnose_access', 'public.disconnect_integration', 'public.dry_run_sync',
    'public.export_config', 'public.export_visitor', 'public.fail_outbox', 'public.fail_refresh',
    'public.fail_sync_batch', 'public.fee_stats', 'public.fees_by_user', 'public.finish_hubspot_connect', 'public.finish_revocation', 'public.get_config',
    'public.grant_person_permission', 'public.growth_accounting', 'public.import_config', 'public.ingest_agent_heartbeats',
    'public.ingest_visitor_events', 'public.integration_token', 'public.invite_collaborator',
    'public.link_current_user', 'public.list_accounts', 'public.list_agents', 'public.list_configs',
    'public.list_conversations',
    'public.list_keywords', 'public.list_notifications', 'public.list_sections', 'public.list_texts', 'public.list_tickets',
    'public.list_topics', 'public.list_visitors', 'public.mark_all_read', 'public.mark_read', 'public.me',
    'public.merge_topics', 'public.merge_visitors', 'public.move_domain', 'public.my_domains',
    'public.my_permissions', 'public.my_preferences', 'public.my_sessions', 'public.my_tickets',
    'public.note_ticket', 'public.notifications', 'public.pause_sync', 'public.publish_section',
    'public.published_sections', 'public.read_section_preview', 'public.redeem_oauth_state', 'public.referral_codes', 'public.referral_revenue', 'public.referral_stats', 'public.referral_summary',
    'public.reorder_sections', 'public.report_sync_batch', 'public.request_credential_reset',
    'public.resend_invitation', 'public.resolve_config', 'public.restore_client', 'public.restore_domain',
    'public.restore_section', 'public.resume_sync', 'public.retention', 'public.revert_config', 'public.revocation_token',
    'public.revoke_all_sessions', 'public.revoke_person_permission', 'public.revoke_session',
    'public.rollback_section', 'public.run_audit_upkeep', 'public.run_consent_upkeep', 'public.run_content_upkeep',
    'public.run_integration_upkeep', 'public.run_keyword_upkeep', 'public.run_notification_upkeep',
    'public.run_rollup_upkeep', 'public.run_session_upkeep', 'public.schedule_section',
    'public.score_conversation', 'public.search_conversations', 'public.set_client_agent', 'public.set_config',
    'public.set_conversation_topics', 'public.set_feature', 'public.set_notification_pref',
    'public.set_notification_schedule', 'public.set_org_preference', 'public.set_person_org',
    'public.set_person_role', 'public.set_person_status', 'public.set_preference',
    'public.set_role_permissions', 'public.set_sync_config', 'public.set_visitor_consent', 'public.start_sync',
    'public.store_conversation_topics', 'public.store_refreshed_tokens', 'public.ticket_detail',
    'public.toggle_agent', 'public.topic_frequency', 'public.topic_trend', 'public.transaction_stats', 'public.transition_ticket',
    'public.unread_count', 'public.update_agent', 'public.update_person_profile', 'public.update_section',
    'public.update_ticket', 'public.update_topic', 'public.verify_audit_chain', 'public.volume_by_token', 'public.why_can'
  ], 'these run as their owner'
);

select * from finish();
rollback;
