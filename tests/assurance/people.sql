-- People and rows that policies/intent.toml needs on top of the demo seeds. Run as the owner, in a
-- transaction that is rolled back.

-- Locally a password counts as a strong login; these checks want to see the difference.
update public.security_settings set is_strong_auth_relaxed_locally = false;

-- A domain that was closed: nobody reads its rows, not even those who work there.
insert into public.domains (id, client_id, site_domain, archived_at)
values (
  '10000000-0000-4000-8000-000000000009', '20000000-0000-4000-8000-000000000001',
  'closed.example', now()
);

-- A role that counts for nothing without a second factor.
insert into public.roles (key, title, rank, landing_route, is_mfa_required)
values ('careful', 'Careful', 10, '/conversations', true);

insert into public.role_permissions (role_key, resource, action)
select
  'careful' as role_key,
  given.resource,
  given.action
from public.role_permissions as given
where given.role_key = 'client_user';

create temporary table extra_people as
select
  extra.*,
  ('00000000-0000-4000-8000-' || lpad(extra.number, 12, '0'))::uuid as id
from (
  values
    ('11', 'colleague@abtasty.com', 'client_user', 'active', '[,)', '{abtasty.com,closed.example}'),
    ('12', 'neighbour@notabtasty.com', 'client_user', 'active', '[,)', '{notabtasty.com}'),
    ('13', 'careful@abtasty.com', 'careful', 'active', '[,)', '{abtasty.com}'),
    ('14', 'barred@abtasty.com', 'client_user', 'active', '[,)', '{abtasty.com}'),
    ('15', 'former@abtasty.com', 'client_user', 'active', '[,2026-01-01)', '{abtasty.com}'),
    ('16', 'disabled@abtasty.com', 'client_user', 'disabled', '[,)', '{abtasty.com}'),
    ('17', 'signed-out@abtasty.com', 'client_user', 'active', '[,)', '{abtasty.com}'),
    ('18', 'invited@abtasty.com', 'client_user', 'invited', '[,)', '{}'),
    ('19', 'stranger@nowhere.example', null, null, null, '{}')
) as extra (number, email, role_key, status, valid, site_domains);

insert into auth.users (id, email, email_confirmed_at, raw_app_meta_data)
select
  id,
  email,
  now() as email_confirmed_at,
  jsonb '{"provider": "email", "providers": ["email"]}' as raw_app_meta_data
from extra_people;

insert into public.people (id, auth_user_id, email, role_key, status, display_name)
select
  id,
  case when status <> 'invited' then id end as auth_user_id,
  email::extensions.citext as email,
  role_key,
  status,
  initcap(split_part(email, '@', 1)) as display_name
from extra_people
where role_key is not null;

insert into public.memberships (person_id, role_key, domain_id, valid)
select
  extra_people.id as person_id,
  extra_people.role_key,
  domains.id as domain_id,
  extra_people.valid::tstzrange as valid
from extra_people
inner join public.domains on domains.site_domain = any(extra_people.site_domains::text []);

-- Signed out everywhere a moment ago: the token that is still around counts for nothing.
update public.people set sessions_valid_after = now() where email = 'signed-out@abtasty.com';

-- Works at abtasty.com, but was forbidden to read conversations.
insert into public.person_permissions (
  id, person_id, resource, action, effect, is_all_domains, reason
)
select
  '30000000-0000-4000-8000-000000000001' as id,
  extra_people.id as person_id,
  'conversations' as resource,
  'view' as action,
  'deny' as effect,
  true as is_all_domains,
  'asked for by the client' as reason
from extra_people
where extra_people.email = 'barred@abtasty.com';

-- Rows that functions work on: an open invitation, a request for approval, a session, a message.
insert into public.invitations (id, person_id, invited_by, expires_at)
select
  '30000000-0000-4000-8000-000000000002' as id,
  invited.id as person_id,
  admin.id as invited_by,
  now() + interval '1 day' as expires_at
from public.people as invited
cross join public.people as admin
where invited.email = 'invited@abtasty.com' and admin.email = 'admin@admin.com';

insert into public.approvals (id, rpc, subject_id, arguments, reason, requested_by, expires_at)
select
  '30000000-0000-4000-8000-000000000003' as id,
  'request_credential_reset' as rpc,
  subject.id as subject_id,
  jsonb '{"kind": "mfa"}' as arguments,
  'lost telephone' as reason,
  staff.id as requested_by,
  now() + interval '1 day' as expires_at
from public.people as subject
cross join public.people as staff
where subject.email = 'barred@abtasty.com' and staff.email = 'staff@demo.example';

insert into auth.sessions (id, user_id)
select
  '30000000-0000-4000-8000-000000000004' as id,
  extra_people.id as user_id
from extra_people
where extra_people.email = 'barred@abtasty.com';

insert into private.outbox (id, topic, dedupe_key, payload, state, claimed_by)
values (
  '30000000-0000-4000-8000-000000000005', 'mail.test', 'mail.test', '{}', 'claimed', 'worker'
);

-- What workers hold of the endpoint and of a device that the demo has.
insert into private.outbox (id, topic, dedupe_key, domain_id, payload, state, claimed_by)
select
  '30000000-0000-4000-8000-000000000010' as id,
  'webhook.deliver' as topic,
  'webhook.deliver:held' as dedupe_key,
  e.domain_id,
  jsonb_build_object(
    'endpoint_id', e.id, 'message_id', '30000000-0000-4000-8000-000000000012', 'topic', 'case.created', 'body', '{}'
  ) as payload,
  'claimed' as state,
  'worker' as claimed_by
from public.webhook_endpoints as e
where e.id = md5('webhook/toto.example')::uuid;

insert into private.outbox (id, topic, dedupe_key, domain_id, payload, state, claimed_by)
select
  '30000000-0000-4000-8000-000000000013' as id,
  'amplitude.event' as topic,
  'amplitude.event:held' as dedupe_key,
  p.domain_id,
  jsonb_build_object('event_ids', array['30000000-0000-4000-8000-000000000014'], 'sent', 1) as payload,
  'claimed' as state,
  'worker' as claimed_by
from public.amplitude_projects as p
where p.id = md5('amplitude/toto.example')::uuid;

insert into private.outbox (id, topic, dedupe_key, payload, state, claimed_by)
select
  '30000000-0000-4000-8000-000000000011' as id,
  'push.notification' as topic,
  'push.notification:held' as dedupe_key,
  jsonb_build_object('device_id', md5('device/a browser')) as payload,
  'claimed' as state,
  'worker' as claimed_by;

-- What came before the copy to Amplitude can be filled in where there was a copy.
update public.amplitude_projects set copied_from = now();

-- A closed ticket takes no more comments, and one that is resolved is resolved.
update public.tickets set status = 'open' where status in ('closed', 'resolved');

-- An update that can be reverted, and a client that was archived.
update public.clients set plan = 'premium' where name = 'Cooking';

insert into public.clients (id, name, archived_at)
values ('20000000-0000-4000-8000-000000000009', 'Closed', now());

drop table extra_people;

-- A connection that somebody began, one that came back without its tokens yet, one whose token is renewed, and
-- a token that is to be revoked.
insert into private.oauth_states (state_hash, domain_id, person_id, verifier_secret_id, redirect_uri, redeemed_at)
select
  sha256(convert_to(begun.state, 'UTF8')) as state_hash,
  '10000000-0000-4000-8000-000000000001' as domain_id,
  people.id as person_id,
  gen_random_uuid() as verifier_secret_id,
  'https://bo.example/back' as redirect_uri,
  begun.redeemed_at
from (values ('begun', null), ('redeemed', now())) as begun (state, redeemed_at)
cross join public.people
where people.email = 'admin@admin.com';

insert into public.integrations (
  domain_id, id, status, portal_id, access_secret_id, refresh_secret_id, expires_at, refresh_at
)
values (
  '10000000-0000-4000-8000-000000000006', '30000000-0000-4000-8000-000000000006', 'connected', '6',
  gen_random_uuid(), gen_random_uuid(), now() + interval '1 hour', now() + interval '1 hour'
);

insert into private.token_refreshes (domain_id, integration_id, worker, not_before)
values (
  '10000000-0000-4000-8000-000000000006', '30000000-0000-4000-8000-000000000006', 'worker', now() + interval '1 hour'
);

insert into private.token_revocations (id, domain_id, integration_id, provider, secret_id)
values (
  '30000000-0000-4000-8000-000000000007', '10000000-0000-4000-8000-000000000006',
  '30000000-0000-4000-8000-000000000006', 'hubspot', gen_random_uuid()
);

-- A synchronisation that can be started and changed, and a batch that a worker holds.
insert into public.sync_configs (domain_id, id, integration_id, objects, field_map)
values (
  '10000000-0000-4000-8000-000000000006', '30000000-0000-4000-8000-000000000009',
  '30000000-0000-4000-8000-000000000006', '{contacts}', '{"contacts": {"email": "email"}}'
);

insert into public.sync_configs (domain_id, id, integration_id, objects, field_map)
select
  integrations.domain_id,
  '30000000-0000-4000-8000-000000000010' as id,
  integrations.id as integration_id,
  '{contacts}' as objects,
  '{"contacts": {"email": "email"}}' as field_map
from public.integrations
where integrations.status = 'error';

insert into public.sync_runs (domain_id, id, config_id, kind, scanned, pending)
select
  sync_configs.domain_id,
  '30000000-0000-4000-8000-000000000011' as id,
  sync_configs.id as config_id,
  'changes' as kind,
  1 as scanned,
  1 as pending
from public.sync_configs
where sync_configs.id = '30000000-0000-4000-8000-000000000010';

insert into private.sync_batches (domain_id, id, run_id, object, local_ids, digests, worker, leased_until)
select
  sync_runs.domain_id,
  '30000000-0000-4000-8000-000000000008' as id,
  sync_runs.id as run_id,
  'contacts' as object,
  array[gen_random_uuid()] as local_ids,
  array[sha256('')] as digests,
  'worker' as worker,
  now() + interval '1 hour' as leased_until
from public.sync_runs
where sync_runs.id = '30000000-0000-4000-8000-000000000011';

-- Who brings others: commissions are earned by another user than the one who trades.
insert into public.platform_users (domain_id, external_id, joined_at)
select
  domains.id as domain_id,
  'brings-others' as external_id,
  timestamptz '2026-01-01 00:00:00+00' as joined_at
from public.domains;
