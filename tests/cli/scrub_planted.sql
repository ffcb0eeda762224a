-- What test_scrub.py puts into a copy: Erika Musterfrau, in every column that people write to.
update public.people set email = 'erika@musterfrau.de', display_name = 'Erika Musterfrau',
    phone = '+493012345678', avatar_path = 'erika.png' where id = '00000000-0000-4000-8000-000000000003';
update public.clients set name = 'Acme ' || right(id::text, 12);
update public.domains set site_domain = 'acme.de' where site_domain = 'cooking.example';
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values ('00000000-0000-4000-8000-000000000003', 'cases', 'view', 'allow', true, 'Erika asked from erika@musterfrau.de');
insert into public.invitations (person_id, invited_by, expires_at, idempotency_key)
values ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000001', now(), 'erika@musterfrau.de');
insert into public.approvals (rpc, subject_id, arguments, reason, requested_by, expires_at)
select rpc, '00000000-0000-4000-8000-000000000003', '{"to": "erika@musterfrau.de"}', 'Erika', '00000000-0000-4000-8000-000000000003', now()
from public.sensitive_operations limit 1;
insert into public.access_log (actor_role, kind, resource, result, request_id)
values ('staff', 'export', 'people/erika@musterfrau.de', 'allowed', 'hunter2');
insert into public.env_settings (environment, key, value)
values ('production', 'support.mail', '{"to": ["erika@musterfrau.de"]}');
select private.enqueue('mail.invite', 'erika@musterfrau.de', '{"to": "erika@musterfrau.de"}');
select private.audit_event('export', 'people', 'erika@musterfrau.de', null, '{"name": "Erika"}');
insert into private.revoked_sessions (session_id, person_id) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000003');

update public.accounts set company_name = 'Acme', hubspot_company_id = 'acme',
    company_domain = 'acme' || id || '.de',
    enrichment_data = '{"contact": {"mails": ["erika@musterfrau.de"]}}';
update public.visitors set email = 'erika@musterfrau.de', company_domain = 'acme.de',
    enrichment_data = '{"erika@musterfrau.de": true}';
update public.visitor_enrichments set company = '{"name": "Acme"}', data = '{"phone": "493012345678"}';
update public.visitor_sessions set landing_url = 'https://acme.de/?to=erika%40musterfrau.de';
update public.session_events set url = 'https://acme.de/?to=erika%40musterfrau.de',
    properties = '{"form": {"mail": "erika@musterfrau.de"}}';
update public.messages set content = 'I am Erika, erika@musterfrau.de', meta = '{"signed": "Erika"}';
update public.conversation_keywords set keywords = '{erika@musterfrau.de}';
update public.topics set label = 'erika@musterfrau.de', name = 'Erika Musterfrau'
where label = 'pricing';
update public.conversation_scores set reason = 'Erika was happy',
    dimensions = '{"tone": 4, "quote": "erika@musterfrau.de"}';

update public.integrations set portal_id = 'acme' where status = 'connected';
update public.integrations set access_secret_id = vault.create_secret('hunter2'), refresh_secret_id = vault.create_secret('hunter2')
where status = 'connected';
insert into private.token_revocations (domain_id, integration_id, provider, secret_id)
values (gen_random_uuid(), gen_random_uuid(), 'hubspot', vault.create_secret('hunter2'));
insert into private.oauth_states (state_hash, domain_id, person_id, verifier_secret_id, redirect_uri)
values ('x', gen_random_uuid(), gen_random_uuid(), vault.create_secret('hunter2'), 'https://acme.de/back');
select vault.create_secret('another one''s', 'kept');
update public.tickets set title = 'Erika asks', description = 'from erika@musterfrau.de', idempotency_key = id || ' erika@musterfrau.de';
update public.tickets set message_content = 'Dear Erika', expected_answer = 'erika@musterfrau.de' where kind = 'chatbot';
update public.ticket_comments set body = 'Erika, erika@musterfrau.de', idempotency_key = id || ' erika@musterfrau.de';
update public.ticket_notes set body = 'Erika, erika@musterfrau.de', idempotency_key = id || ' erika@musterfrau.de';
update public.ticket_links set url = 'https://linear.app/acme/issue/A-1/erika';
insert into public.fee_rules (domain_id, kind, rate_ppm, starts_at, ends_at, reason)
select domain_id, 'promotion', 0, now(), now() + interval '1 day', 'Erika asked from erika@musterfrau.de' from public.cohorts where priority = 20;
insert into public.commission_rules (domain_id, programme_id, level, min_volume_usd_minor, rate_ppm, starts_at, reason)
select domain_id, id, 1, 7, 1, now(), 'Erika asked from erika@musterfrau.de' from public.referral_programmes where status = 'live';
update public.referral_programmes set name = 'erika@musterfrau.de' where status = 'live';
update public.commission_payouts set idempotency_key = 'erika@musterfrau.de';
update public.invite_codes set code = 'ERIKA_1970' where slots_total = 50;
update public.cohorts set name = 'erika@musterfrau.de' where priority = 10;
update public.cases set title = 'Erika''s cat', description = 'from erika@musterfrau.de', location = 'at Erika''s';
update public.donation_contacts set donor_name = 'Erika Musterfrau', donor_email = 'erika@musterfrau.de',
    donor_phone = '+493012345678';

update auth.users set email = 'erika@musterfrau.de', phone = '493012345678',
    encrypted_password = 'hunter2', recovery_token = 'hunter2', email_change = 'erika@musterfrau.de',
    raw_user_meta_data = '{"full_name": "Erika Musterfrau"}',
    raw_app_meta_data = raw_app_meta_data || '{"crm": "erika@musterfrau.de"}' where id = '00000000-0000-4000-8000-000000000003';
update auth.identities set identity_data = identity_data || '{"email": "erika@musterfrau.de"}'
where user_id = '00000000-0000-4000-8000-000000000003';
insert into auth.identities (id, provider, provider_id, user_id, identity_data)
values (gen_random_uuid(), 'google', 'erika', '00000000-0000-4000-8000-000000000003',
    '{"email": "erika@musterfrau.de", "full_name": "Erika Musterfrau", "sub": "erika"}');
insert into auth.sessions (id, user_id, user_agent) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000003', 'erika');
insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
values (gen_random_uuid(), '00000000-0000-4000-8000-000000000003', 'Erika', 'totp', 'verified', 'hunter2', now(), now());
