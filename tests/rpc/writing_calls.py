"""A call of every RPC that writes and that people may make: for what holds for all of them."""

ADMIN = "admin@admin.com"
USER_ID = "00000000-0000-4000-8000-000000000002"
STAFF_ID = "00000000-0000-4000-8000-000000000003"
CLIENT, OTHER_CLIENT = (f"20000000-0000-4000-8000-00000000000{n}" for n in (1, 2))
DOMAIN = "10000000-0000-4000-8000-000000000001"
RESCUE = "10000000-0000-4000-8000-000000000006"
CASE, GUARDED_CASE, SHARED_CASE = (
    f"'{RESCUE}', md5('case/toto.exampleR-000{number}')::uuid" for number in (6, 1, 3)
)
DONATION = f"'{RESCUE}', md5('donation/toto.example13')::uuid"
GUARDIAN = "'00000000-0000-4000-8000-000000000005'"
PLATFORM = "10000000-0000-4000-8000-000000000005"
TRADER = f"'{PLATFORM}', md5('platform_user/cooking.exampleuser-1001')::uuid"
TRADER_ID, OTHER_TRADER_ID = (
    f"md5('platform_user/cooking.exampleuser-100{number}')::uuid" for number in (2, 4)
)
COHORT = f"'{PLATFORM}', md5('cohort/cooking.examplePROMO2025')::uuid"
PROGRAMME = f"'{PLATFORM}', md5('referral_programme/Bring a trader')::uuid"
COMMISSION_RULE = "md5('commission_rule/The third level')::uuid"
TWAP = '{"order_type": "twap"}'
ENDPOINT = f"'{RESCUE}', md5('webhook/toto.example')::uuid"
ADMIN_DEVICE = (
    "insert into devices (id, person_id, platform, push_token) values"
    f" (md5('device/of admin')::uuid, tests.person('{ADMIN}'), 'ios', 'x');"
)
DELIVERY = f"(select id from webhook_deliveries where domain_id = '{RESCUE}' limit 1)"
HOOK = "'https://hooks.example.com', '{case.created}'"
API_KEY = f"'{RESCUE}', md5('api_key/Websitetoto.example')::uuid"
TOKEN = f"(select id from tokens where domain_id = '{PLATFORM}' and symbol = 'SOL')"
ASKED = '{"metric": "events"}'
REPORT = f"'{PLATFORM}', md5('report/1')::uuid"
DASHBOARD = f"'{DOMAIN}', md5('dashboard/Website')::uuid"
SET_ASIDE = "array[(select id from event_quarantine where event ->> 'name' = 'order_shared')]"
GIVEN_ID = "00000000-0000-0000-0000-00000000000a"  # of the rows that PREPARE makes

# Noting who looked, or that the caller has read something, is all they write; record_events()
# writes to a log itself.
READS = {
    *("download_export", "export_config", "export_visitor"),
    *("list_invitations", "list_people", "record_history"),
    *("list_notifications", "mark_read", "mark_all_read", "notifications", "record_events"),
}

PREPARE = f"""
insert into people (email, role_key) values ('new@example.com', 'support');
insert into invitations (id, person_id, invited_by, expires_at)
values ('{GIVEN_ID}', tests.person('new@example.com'), tests.person('{ADMIN}'), now() + '1 day');
insert into auth.sessions (id, user_id) values ('{GIVEN_ID}', '{USER_ID}');
insert into person_permissions (id, person_id, resource, action, effect, is_all_domains, reason)
values ('{GIVEN_ID}', '{USER_ID}', 'support', 'view', 'allow', true, 'x');
update people set auth_user_id = null, status = 'invited' where id = '{STAFF_ID}';
insert into invitations (person_id, invited_by, expires_at)
values ('{STAFF_ID}', tests.person('{ADMIN}'), now() + '1 day');
update auth.users set email_confirmed_at = now();
insert into approvals (id, rpc, subject_id, arguments, reason, requested_by, expires_at)
values (
  '{GIVEN_ID}', 'request_credential_reset', '{USER_ID}', '{{}}', 'x', '{STAFF_ID}', now() + '1 day'
);
"""
USER_HERE = (
    "insert into platform_users (domain_id, id, external_id, joined_at)"
    f" values ('{DOMAIN}', '{GIVEN_ID}', 'x', now())"
)
COPIED = "update amplitude_projects set copied_from = now()"
SECTION_ID = "md5('ai_section/abtasty.comwelcomeen')::uuid"
ARCHIVED_SECTION = (
    "insert into ai_sections (domain_id, id, slug, title, status)"
    f" values ('{DOMAIN}', '{GIVEN_ID}', 'old', 'Old', 'archived');"
)
SECTION = f"'{DOMAIN}', {SECTION_ID}"
SECTION_VERSION = f"expected_version => (select version from ai_sections where id = {SECTION_ID})"
SLUGS = "'{book-a-demo,black-friday,welcome}'"
PERSON = f"person_id => '{USER_ID}'"
WHY = "reason => 'test'"


def _version(table: str, key: str) -> str:
    return f"expected_version => (select version from {table} where id = '{key}')"


def _visitor(number: int) -> str:
    """One of the demo visitors of DOMAIN who were not merged yet."""
    return (
        f"(select id from visitors where domain_id = '{DOMAIN}' and merged_into_id is null"
        f" order by id limit 1 offset {number})"
    )


PERSON_VERSION = _version("people", USER_ID)
CLIENT_VERSION = _version("clients", CLIENT)
DOMAIN_VERSION = _version("domains", DOMAIN)
TOPIC, OTHER_TOPIC = (
    f"(select id from topics where domain_id = '{DOMAIN}' and name = '{name}')"
    for name in ("demo", "pricing")
)
TOPIC_VERSION = f"(select version from topics where id = {TOPIC})"
CONVERSATION = f"(select id from conversations where domain_id = '{DOMAIN}' order by id limit 1)"
CONNECTION = f"(select id from integrations where domain_id = '{DOMAIN}' and status = 'connected')"
TICKET = f"'{DOMAIN}', (select id from tickets where domain_id = '{DOMAIN}' and status = 'new')"
_ANSWER = f"from messages where role = 'assistant' and domain_id = '{DOMAIN}' order by id limit 1"
ANSWER = f"(select conversation_id {_ANSWER}), (select id {_ANSWER})"
SYNC = f"(select id from sync_configs where domain_id = '{DOMAIN}')"
SYNC_VERSION = f"expected_version => (select version from sync_configs where id = {SYNC})"
CONTACTS = """'{contacts}', '{"contacts": {"email": "email"}}'"""
PAUSED = f"'{DOMAIN}', (select id from sync_runs where domain_id = '{DOMAIN}' and state = 'paused')"
RUNNING = "update sync_runs set state = 'running', paused_at = null where state = 'paused';"
ENDED = "update sync_runs set state = 'cancelled', paused_at = null, finished_at = now();"
HELD = "update legal_holds set released_at = null;"
ARCHIVED = f"update clients set archived_at = now() where id = '{CLIENT}';"
RENAMED = f"update clients set name = 'Another name' where id = '{CLIENT}';"
LAST_ENTRY = f"(select max(id) from audit_log where resource_id = '{CLIENT}')"
OWN_ROLE = "insert into roles (key, title, rank, landing_route) values ('night', 'Night', 1, '/');"
ARCHIVED_DOMAIN = f"update domains set archived_at = now() where id = '{DOMAIN}';"

WELCOME = '{"welcome": {"enabled": false, "config": {}}}'
DOCUMENT = f'{{"format": "bo.config/1", "sites": {{}}, "global": {WELCOME}}}'

# RPC: its arguments, and what must be so before.
CALLS: dict[str, tuple[str, str]] = {
    "announce": ("'News'", ""),
    "add_cohort_member": (f"{COHORT}, {OTHER_TRADER_ID}, {WHY}", ""),
    "archive_section": (f"{SECTION}, {SECTION_VERSION}", ""),
    "approve_operation": (f"'{GIVEN_ID}'", ""),
    "archive_client": (f"'{CLIENT}', {CLIENT_VERSION}, {WHY}", ""),
    "archive_domain": (f"'{DOMAIN}', {DOMAIN_VERSION}, {WHY}", ""),
    "begin_hubspot_connect": (f"'{DOMAIN}'", ""),
    "assign_ticket": (f"{TICKET}, '00000000-0000-4000-8000-000000000007', 1", ""),
    "assign_domains": (f"{PERSON}, domain_ids => '{{}}', {PERSON_VERSION}, {WHY}", ""),
    "cancel_invitation": (f"'{GIVEN_ID}'", ""),
    "cancel_sync": (PAUSED, ""),
    "clone_role": ("'support', 'helper', 'Helper'", ""),
    "close_fee_rule": (f"'{PLATFORM}', md5('fee_rule/A large trader')::uuid, {WHY}", ""),
    "comment_ticket": (f"{TICKET}, 'Hello'", ""),
    "create_chatbot_ticket": (f"'{DOMAIN}', {ANSWER}, 'not_accurate'", ""),
    "create_client": ("'A new client'", ""),
    "create_section": (f"'{DOMAIN}', 'new', 'New'", ""),
    "create_section_preview": (SECTION, ""),
    "create_domain": (f"'{CLIENT}', 'new.example'", ""),
    "create_topic": (f"'{DOMAIN}', 'Another topic'", ""),
    "place_legal_hold": (f"'{RESCUE}', 'Lawsuit', {WHY}", ""),
    "release_legal_hold": (f"'{DOMAIN}', md5('legal_hold/1')::uuid, {WHY}", HELD),
    "set_retention": (f"'access_log', 400, 1, {WHY}", ""),
    "register_device": ("'ios', 'a token'", ""),
    "revoke_device": ("md5('device/of admin')::uuid", ADMIN_DEVICE),
    "create_webhook_endpoint": (f"'{RESCUE}', {HOOK}, {WHY}", ""),
    "replay_delivery": (f"'{RESCUE}', {DELIVERY}", ""),
    "rotate_webhook_secret": (f"{ENDPOINT}, {WHY}", ""),
    "update_webhook_endpoint": (f"{ENDPOINT}, 1, {WHY}, url => 'https://example.org'", ""),
    "create_api_key": (f"'{RESCUE}', 'Site', '{{cases.view}}', {WHY}", ""),
    "revoke_api_key": (f"{API_KEY}, {WHY}", ""),
    "rotate_api_key": (f"{API_KEY}, {WHY}", ""),
    "create_alert_rule": (f"'{PLATFORM}', 'All', 'events', 'threshold', 1, 'below'", ""),
    "create_event_type": (f"'{PLATFORM}', 'order_shared', 'An order was shared.', '{{}}'", ""),
    "delete_event_type": (f"'{PLATFORM}', 'report_opened', 1", ""),
    "mark_alert": (f"'{PLATFORM}', md5('alert/1')::uuid, 'ack'", ""),
    "reingest_events": (f"'{PLATFORM}', {SET_ASIDE}", ""),
    "switch_alert_rule": (f"'{PLATFORM}', md5('alert_rule/1')::uuid, false", ""),
    "update_event_type": (f"'{PLATFORM}', 'report_opened', 1, is_active => false", ""),
    "create_invite_code": (f"'{PLATFORM}', 'Another1', 5", ""),
    "create_cohort": (f"'{PLATFORM}', 'New', 99", ""),
    "create_referral_programme": (f"'{PLATFORM}', 'Another', 0, {WHY}", ""),
    "set_programme_status": (f"{PROGRAMME}, 'paused', {WHY}", ""),
    "create_commission_rule": (f"'{PLATFORM}', 1, 9, {WHY}, platform_user_id => {TRADER_ID}", ""),
    "close_commission_rule": (f"'{PLATFORM}', {COMMISSION_RULE}, {WHY}", ""),
    "create_fee_rule": (f"'{PLATFORM}', '{TWAP}', 9000, {WHY}", ""),
    "create_fee_rules": (f"'{PLATFORM}', array[{TOKEN}], 9000, {WHY}", ""),
    "create_cycle": (f"'{PLATFORM}', 'day', now()", ""),
    "delete_cycle": (f"'{PLATFORM}', md5('cycle/1')::uuid", ""),
    "create_report": (f"'{PLATFORM}', 'Events', '{ASKED}'", ""),
    "delete_report": (f"{REPORT}, 1", ""),
    "schedule_report": (f"{REPORT}, 'daily'", ""),
    "update_report": (f"{REPORT}, title => 'Numbers'", ""),
    "create_dashboard": (f"'{DOMAIN}', 'Numbers'", ""),
    "delete_dashboard": (f"{DASHBOARD}, 1", ""),
    "update_dashboard": (f"{DASHBOARD}, title => 'Numbers'", ""),
    "create_general_ticket": (f"'{DOMAIN}', 'Help'", ""),
    "delete_donation": (f"{DONATION}, 1", ""),
    "delete_person": (f"{PERSON}, {WHY}", ""),
    "disconnect_integration": (f"'{DOMAIN}', {CONNECTION}, {WHY}", ""),
    "delete_visitor": (f"'{DOMAIN}', {_visitor(0)}, {WHY}", ""),
    "grant_person_permission": (
        f"{PERSON}, permission => 'cases.view', effect => 'deny', {WHY}",
        "",
    ),
    "import_config": (f"'{DOCUMENT}', dry_run => false", ""),
    "invite_collaborator": (f"'b@example.com', 'support', array['{DOMAIN}'::uuid]", ""),
    "link_current_user": ("", ""),
    "link_ticket": (f"{TICKET}, 1, platform_user_id => '{GIVEN_ID}'", USER_HERE),
    "merge_topics": (f"'{DOMAIN}', {TOPIC}, {OTHER_TOPIC}", ""),
    "merge_visitors": (f"'{DOMAIN}', {_visitor(0)}, {_visitor(1)}, {WHY}", ""),
    "move_domain": (f"'{DOMAIN}', '{OTHER_CLIENT}', {DOMAIN_VERSION}, {WHY}", ""),
    "note_ticket": (f"{TICKET}, 'Hm'", ""),
    "pause_sync": (PAUSED.replace("paused", "running"), RUNNING),
    "publish_section": (f"{SECTION}, {SECTION_VERSION}", "update ai_sections set title = 'New';"),
    "record_donation": (f"'{RESCUE}', 500, 'EUR', 'card'", ""),
    "update_invite_code": (f"'{PLATFORM}', 'PROMO2025', {WHY}, slots_total => 60", ""),
    "remove_cohort_member": (f"{COHORT}, {TRADER_ID}, {WHY}", ""),
    "reorder_sections": (f"'{DOMAIN}', {SLUGS}", ""),
    "request_credential_reset": (f"{PERSON}, kind => 'password', {WHY}", ""),
    "resend_invitation": (f"'{GIVEN_ID}'", ""),
    "restore_client": (f"'{CLIENT}', {CLIENT_VERSION}, {WHY}", ARCHIVED),
    "restore_domain": (f"'{DOMAIN}', {DOMAIN_VERSION}, {WHY}", ARCHIVED_DOMAIN),
    "resume_sync": (PAUSED, ""),
    "restore_section": (f"'{DOMAIN}', '{GIVEN_ID}', 1", ARCHIVED_SECTION),
    "request_event_backfill": (f"'{RESCUE}', '2019-01-01', '2019-02-01', {WHY}", COPIED),
    "request_export": (f"'{PLATFORM}', 'events'", ""),
    "review_risk": (f"{TRADER}, 'cleared', {WHY}", ""),
    "revert_record": (f"'clients', '{CLIENT}', {LAST_ENTRY}, {WHY}", RENAMED),
    "revert_config": (f"'appearance', 1, 2, '{DOMAIN}'", ""),
    "revoke_all_sessions": ("", ""),
    "revoke_person_permission": (f"'{GIVEN_ID}', {WHY}", ""),
    "revoke_session": (f"'{GIVEN_ID}'", ""),
    "rollback_section": (f"{SECTION}, 1, {SECTION_VERSION}", ""),
    "schedule_section": (f"{SECTION}, now() + interval '1 day', {SECTION_VERSION}", ""),
    "score_conversation": (f"'{DOMAIN}', {CONVERSATION}, score => 70, rubric_version => 1", ""),
    "set_conversation_topics": (f"'{DOMAIN}', {CONVERSATION}, array[{TOPIC}]", ""),
    "set_config": (f"'welcome', '{{\"headline\": \"Hi\"}}', 1, '{DOMAIN}'", ""),
    "set_feature": (f"'welcome', false, 1, '{DOMAIN}'", ""),
    "assign_guardian": (f"{CASE}, {GUARDIAN}, 'co'", ""),
    "share_case": (f"{CASE}, '{CLIENT}'", ""),
    "unassign_guardian": (f"{GUARDED_CASE}, {GUARDIAN}", ""),
    "unshare_case": (f"{SHARED_CASE}, '20000000-0000-4000-8000-000000000005'", ""),
    "set_client_agent": (f"'{CLIENT}', 'web', false, 0", ""),
    "set_notification_pref": ("'ticket.created', 'in_app', false", ""),
    "set_notification_schedule": ("digest => 'daily'", ""),
    "set_org_preference": (f"'{CLIENT}', 'theme', '\"dark\"'", ""),
    "set_platform_fee": (f"'{PLATFORM}', 9000, {WHY}", ""),
    "set_amplitude": (f"'{RESCUE}', {WHY}, test_api_key => '0123456789abcdef'", ""),
    "set_ticket_provider": (f"'{DOMAIN}', 'none', {WHY}", ""),
    "set_person_org": (f"{PERSON}, org_id => '{OTHER_CLIENT}', {PERSON_VERSION}, {WHY}", ""),
    "set_person_role": (f"{PERSON}, role_key => 'support', {PERSON_VERSION}, {WHY}", ""),
    "set_person_status": (f"{PERSON}, status => 'disabled', {WHY}", ""),
    "set_platform_user_status": (f"{TRADER}, 'inactive', {WHY}", ""),
    "set_preference": ("'theme', '\"dark\"'", ""),
    "set_service_level": ("'UTC', '{}', '{}'", ""),
    "set_role_permissions": ("'night', '{cases.view}', 'test', 1", OWN_ROLE),
    "set_user_tag": (f"{TRADER}, 'skimmer'", ""),
    "transition_ticket": (f"{TICKET}, 'open', 1", ""),
    "set_sync_config": (f"'{DOMAIN}', {CONNECTION}, {CONTACTS}, {SYNC_VERSION}", ""),
    "set_visitor_consent": (f"'{DOMAIN}', {_visitor(0)}, 'withdrawn', '{{contact}}', {WHY}", ""),
    "start_sync": (f"'{DOMAIN}', {SYNC}", ENDED),
    "toggle_agent": (f"'{DOMAIN}', 'web', false, 1", ""),
    "update_agent": ("'web', 1, false", ""),
    "update_client": (f"'{CLIENT}', {CLIENT_VERSION}, plan => 'trial'", ""),
    "update_domain": (f"'{DOMAIN}', {DOMAIN_VERSION}, environment => 'test'", ""),
    "update_donor_contact": (f"{DONATION}, 1, 'Nadia', null, null", ""),
    "update_section": (f"{SECTION}, {SECTION_VERSION}, title => 'New'", ""),
    "update_my_profile": ("display_name => 'A. Admin'", ""),
    "update_topic": (f"'{DOMAIN}', {TOPIC}, {TOPIC_VERSION}, 'Demos'", ""),
    "update_ticket": (f"{TICKET}, 1, priority => 'high'", ""),
    "update_person_profile": (f"{PERSON}, {PERSON_VERSION}, display_name => 'U. User'", ""),
}
