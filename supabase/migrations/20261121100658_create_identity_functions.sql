-- rpc/identity/archive_client.sql
create or replace function public.archive_client(
  client_id uuid,
  expected_version integer,
  reason text default null
)
returns public.clients
language plpgsql
volatile
security definer -- definer: archived_at is granted to nobody
set search_path = ''
as $$
declare
  client public.clients;
begin
  perform private.require('clients.manage');
  perform private.begin_sensitive('archive_client', archive_client.reason);
  select c.* into client from public.clients as c where c.id = archive_client.client_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such client');
  end if;
  perform private.require_version(archive_client.expected_version, client.version);
  update public.domains as d set archived_at = now()
  where d.client_id = client.id and d.archived_at is null;
  update public.clients as c set archived_at = coalesce(c.archived_at, now()) where c.id = client.id
  returning * into client;
  return client;
end;
$$;

comment on function public.archive_client(uuid, integer, text) is
'Closes an organization with all its domains: the rows stay, and nobody reads them until restore_client. Needs clients.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 REASON_REQUIRED.';

revoke all on function public.archive_client(uuid, integer, text) from public, anon, service_role;
grant execute on function public.archive_client(uuid, integer, text) to authenticated;

-- rpc/identity/archive_domain.sql
create or replace function public.archive_domain(
  domain_id uuid,
  expected_version integer,
  reason text default null
)
returns public.domains
language plpgsql
volatile
security definer -- definer: archived_at is granted to nobody
set search_path = ''
as $$
declare
  domain public.domains;
begin
  perform private.require('domains.manage');
  perform private.begin_sensitive('archive_domain', archive_domain.reason);
  select d.* into domain from public.domains as d where d.id = archive_domain.domain_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such domain');
  end if;
  perform private.require_version(archive_domain.expected_version, domain.version);
  update public.domains as d set archived_at = coalesce(d.archived_at, now()) where d.id = domain.id
  returning * into domain;
  return domain;
end;
$$;

comment on function public.archive_domain(uuid, integer, text) is
'Closes a domain: its rows stay, and nobody reads them until restore_domain. Needs domains.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 REASON_REQUIRED.';

revoke all on function public.archive_domain(uuid, integer, text) from public, anon, service_role;
grant execute on function public.archive_domain(uuid, integer, text) to authenticated;

-- rpc/identity/assign_domains.sql
create or replace function public.assign_domains(
  person_id uuid,
  domain_ids uuid [],
  expected_version integer,
  role_key text default null,
  is_all_domains boolean default false,
  reason text default null
)
returns public.people
language plpgsql
volatile
security definer -- definer: memberships are written by RPCs alone
set search_path = ''
as $$
declare
  person public.people;
  given_role text;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('assign_domains', assign_domains.reason);
  if domain_ids is null then
    perform private.bad_input('domain_ids', 'must be an array; [] takes every domain away');
  end if;
  person := private.lock_person(assign_domains.person_id);
  perform private.require_rank_over(person.id);
  given_role := coalesce(assign_domains.role_key, person.role_key);
  perform private.require_role_within_rank(given_role);
  perform private.require_version(assign_domains.expected_version, person.version);
  if coalesce(assign_domains.is_all_domains, false) then
    perform private.set_memberships(person.id, given_role, domain_ids, true);
  else
    perform private.set_person_domains(person.id, domain_ids, given_role);
  end if;
  -- Access is part of what an editor read, so the person's version rises with it.
  update public.people as p set updated_at = now() where p.id = person.id returning * into person;
  return person;
end;
$$;

comment on function public.assign_domains(uuid, uuid [], integer, text, boolean, text) is
'Makes these domains, and no others, the person''s. [] leaves none: empty is nothing, never everything; all domains need is_all_domains and []. '
'New domains get role_key, or the person''s main role. Needs collaborators.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW, LAST_ADMIN, ROLE_IS_DOMAIN_BOUND; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

revoke all on function public.assign_domains(uuid, uuid [], integer, text, boolean, text)
from public, anon, service_role;
grant execute on function public.assign_domains(uuid, uuid [], integer, text, boolean, text) to authenticated;

-- rpc/identity/before_user_created_hook.sql
-- Sign-up is by invitation: the auth service asks here before it makes an account. It admits whom
-- link_current_user() would bind: an account that never belongs to anybody is only a risk.
-- The answer is the same whatever the reason, so that nobody learns who works here.
-- definer: the auth service may not read people.
create or replace function public.before_user_created_hook(event jsonb)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  provider text := coalesce(nullif(event #>> '{user,app_metadata,provider}', ''), 'email');
begin
  perform from public.people
  where people.id = private.person_with_email(event #>> '{user,email}')
    and people.auth_user_id is null
    and provider = any(people.allowed_providers)
    and (people.status = 'active' or people.status = 'invited' and exists (
      select from public.invitations as i
      where i.person_id = people.id
        and i.accepted_at is null and i.cancelled_at is null and i.expires_at > now()
    ));
  if found then
    return '{}'::jsonb;
  end if;
  return jsonb_build_object('error', jsonb_build_object(
    'http_code', 403, 'message', 'Sign-up is by invitation.'
  ));
end;
$$;

comment on function public.before_user_created_hook(jsonb) is
'Auth hook. {} for the address of a person without account, who is active or has an open invitation and may use the provider; else an error object with http_code 403. event: {metadata, user}.';

revoke all on function public.before_user_created_hook(jsonb) from public, anon, authenticated, service_role;
grant execute on function public.before_user_created_hook(jsonb) to supabase_auth_admin;

-- rpc/identity/cancel_invitation.sql
create or replace function public.cancel_invitation(invitation_id uuid, reason text default null)
returns public.invitations
language plpgsql
volatile
security definer -- definer: people and invitations are written by RPCs alone
set search_path = ''
as $$
declare
  invitation public.invitations;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('cancel_invitation', cancel_invitation.reason);
  invitation := private.lock_invitation(cancel_invitation.invitation_id);
  perform private.require_rank_over(invitation.person_id);
  perform private.enqueue(
    'auth.delete_user', format('auth.delete_user:%s', invitation.person_id),
    jsonb_build_object('email', (select p.email from public.people as p where p.id = invitation.person_id))
  );
  perform private.anonymise_person(invitation.person_id);
  select i.* into invitation from public.invitations as i where i.id = cancel_invitation.invitation_id;
  return invitation;
end;
$$;

comment on function public.cancel_invitation(uuid, text) is
'Takes an open invitation back and forgets the person; the address can be invited anew. '
'Needs collaborators.manage and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, RANK_TOO_LOW; P0002 NOT_FOUND; PT409 INVITATION_CLOSED.';
revoke all on function public.cancel_invitation(uuid, text) from public, anon;
grant execute on function public.cancel_invitation(uuid, text) to authenticated;

-- rpc/identity/clone_role.sql
create or replace function public.clone_role(role_key text, new_key text, title text)
returns public.roles
language plpgsql
volatile
security definer -- definer: roles are written by RPCs alone
set search_path = ''
as $$
declare
  cloned public.roles;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('clone_role', null);
  perform private.require_role_within_rank(clone_role.role_key);
  if coalesce(clone_role.new_key, '') !~ '^[a-z][a-z0-9_]{1,62}$' then
    perform private.bad_input('new_key', 'lower-case letters, digits and _, 2 to 63 of them');
  end if;
  if coalesce(btrim(clone_role.title), '') = '' then
    perform private.bad_input('title', 'missing');
  end if;
  insert into public.roles (
    key, title, rank, landing_route, is_domain_bound, is_mfa_required, is_invitable
  )
  select
    clone_role.new_key, btrim(clone_role.title), r.rank, r.landing_route,
    r.is_domain_bound, r.is_mfa_required, r.is_invitable
  from public.roles as r where r.key = clone_role.role_key
  on conflict (key) do nothing
  returning * into cloned;
  if cloned.key is null then
    perform private.fail('PT409', 'ROLE_EXISTS', 'new_key: there is such a role already');
  end if;
  insert into public.role_permissions (role_key, resource, action)
  select cloned.key, rp.resource, rp.action from public.role_permissions as rp where rp.role_key = clone_role.role_key;
  return cloned;
end;
$$;

comment on function public.clone_role(text, text, text) is
'A new role with the rank, rules and permissions of another. Needs collaborators.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, RANK_TOO_LOW; 22023 INVALID_INPUT; PT409 ROLE_EXISTS.';
revoke all on function public.clone_role(text, text, text) from public, anon;
grant execute on function public.clone_role(text, text, text) to authenticated;

-- rpc/identity/create_client.sql
create or replace function public.create_client(
  name text,
  plan text default 'standard',
  status text default 'active'
)
returns public.clients
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  client public.clients;
begin
  perform private.require('clients.manage');
  perform private.check_client(
    coalesce(create_client.name, ''), create_client.plan, create_client.status
  );
  insert into public.clients (name, plan, status)
  values (btrim(create_client.name), create_client.plan, create_client.status)
  on conflict do nothing
  returning * into client;
  if not found then
    perform private.fail('23505', 'CLIENT_EXISTS', 'there is a client of this name already');
  end if;
  return client;
end;
$$;

comment on function public.create_client(text, text, text) is
'Adds an organization. status: trial, active or suspended. Needs clients.manage. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; 23505 CLIENT_EXISTS.';

revoke all on function public.create_client(text, text, text) from public, anon, service_role;
grant execute on function public.create_client(text, text, text) to authenticated;

-- rpc/identity/create_domain.sql
create or replace function public.create_domain(
  client_id uuid,
  site_domain text,
  environment text default 'production'
)
returns public.domains
language plpgsql
volatile
security definer -- definer: require_open_client is for our own functions only
set search_path = ''
as $$
declare
  domain public.domains;
begin
  perform private.require('domains.manage');
  if site_domain is null then
    perform private.bad_input('site_domain', 'is missing');
  end if;
  if environment is null or environment not in ('production', 'staging', 'test') then
    perform private.bad_input('environment', 'production, staging or test');
  end if;
  perform private.require_open_client(create_domain.client_id);
  insert into public.domains (client_id, site_domain, environment)
  values (
    create_domain.client_id, private.normalize_domain(create_domain.site_domain),
    create_domain.environment
  )
  on conflict on constraint domains_site_domain_key do nothing
  returning * into domain;
  if not found then
    perform private.fail(
      '23505', 'DOMAIN_EXISTS', 'this domain has a client already', 'Use move_domain() to give it away.'
    );
  end if;
  return domain;
end;
$$;

comment on function public.create_domain(uuid, text, text) is
'Adds a domain to an organization; the name may come as a URL and is normalized. environment: production, staging or test. Needs domains.manage. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; PT409 CLIENT_ARCHIVED; 23505 DOMAIN_EXISTS.';

revoke all on function public.create_domain(uuid, text, text) from public, anon, service_role;
grant execute on function public.create_domain(uuid, text, text) to authenticated;

-- rpc/identity/custom_access_token_hook.sql
-- The claims are for display and for a client's cache: policies read the tables.
-- definer: the auth service may not read people.
create or replace function public.custom_access_token_hook(event jsonb)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  claims jsonb := coalesce(event -> 'claims', '{}');
  person record;
begin
  select p.id, p.role_key into person
  from public.people as p
  where p.auth_user_id = (event ->> 'user_id')::uuid and p.status = 'active';
  if found then
    claims := claims || jsonb_build_object(
      'bo_person_id', person.id,
      'bo_role', person.role_key,
      'bo_permission_version', private.permission_version(person.id)
    );
  end if;
  return jsonb_build_object('claims', claims);
exception
  -- A fault here would keep everybody from signing in; without the claims nothing is opened.
  when others then
    return jsonb_build_object('claims', coalesce(event -> 'claims', '{}'));
end;
$$;

comment on function public.custom_access_token_hook(jsonb) is
'Auth hook. Adds bo_person_id, bo_role and bo_permission_version for an active person; never raises. event: {user_id, claims, authentication_method}.';

revoke all on function public.custom_access_token_hook(jsonb) from public, anon, authenticated, service_role;
grant execute on function public.custom_access_token_hook(jsonb) to supabase_auth_admin;

-- rpc/identity/delete_person.sql
create or replace function public.delete_person(person_id uuid, reason text, reassign_to uuid default null)
returns void
language plpgsql
volatile
security definer -- definer: people are written by RPCs alone
set search_path = ''
as $$
declare
  person public.people;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('delete_person', delete_person.reason);
  person := private.lock_person(delete_person.person_id);
  perform private.require_rank_over(person.id);
  if delete_person.reassign_to is not null then
    perform from public.people as p
    where p.id = delete_person.reassign_to and p.status = 'active' and p.id <> person.id;
    if not found then
      perform private.bad_input('reassign_to', 'no other active person');
    end if;
    update public.invitations as i set invited_by = delete_person.reassign_to
    where i.invited_by = person.id and i.accepted_at is null and i.cancelled_at is null;
  end if;
  perform private.enqueue(
    'auth.delete_user', format('auth.delete_user:%s', person.id),
    jsonb_build_object('auth_user_id', person.auth_user_id, 'email', person.email)
  );
  perform private.anonymise_person(person.id);
  perform private.audit_event(
    'delete_person', 'people', person.id::text, null, jsonb_build_object('reassigned_to', delete_person.reassign_to)
  );
end;
$$;

comment on function public.delete_person(uuid, text, uuid) is
'Forgets a person: sessions end, access and personal data go, the id stays for the audit log; the address can be invited anew. Open invitations sent by the person pass to reassign_to. '
'Needs collaborators.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW, LAST_ADMIN; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND.';
revoke all on function public.delete_person(uuid, text, uuid) from public, anon;
grant execute on function public.delete_person(uuid, text, uuid) to authenticated;

-- rpc/identity/diagnose_access.sql
-- What an admin would want to be told: rows that are allowed, and most likely not meant.
create or replace function public.diagnose_access()
returns table (finding text, subject_id uuid, detail text)
language plpgsql
stable
security definer -- definer: compares people with auth.users
set search_path = ''
as $$
begin
  perform private.require('collaborators.manage');
  return query
  select 'ONE_ADMIN', min(p.id::text)::uuid, min(p.email::text)
  from public.people as p
  inner join public.memberships as m on m.person_id = p.id
  where p.status = 'active' and m.role_key = 'admin' and m.is_all_domains
  having count(*) = 1
  union all
  select 'ACCOUNT_GONE', p.id, p.email::text
  from public.people as p
  where p.status = 'active' and p.auth_user_id is not null
    and not exists (select from auth.users as u where u.id = p.auth_user_id and u.deleted_at is null)
  union all
  select 'NO_ACCOUNT', p.id, p.email::text
  from public.people as p
  where p.status = 'active' and p.auth_user_id is null
  union all
  select 'NO_DOMAIN', p.id, p.email::text
  from public.people as p
  where p.status = 'active' and not exists (
    select from public.memberships as m where m.person_id = p.id and m.valid @> now()
  )
  union all
  select 'INVITATION_EXPIRED', p.id, p.email::text
  from public.people as p
  inner join public.invitations as i on i.person_id = p.id
  where p.status = 'invited' and i.expires_at <= now()
    and i.accepted_at is null and i.cancelled_at is null
  union all
  select 'GRANT_REACHES_NOTHING', g.id, format('%s %s.%s', g.effect, g.resource, g.action)
  from public.person_permissions as g
  where g.expires_at <= now() or not exists (
    select from public.memberships as m
    where m.person_id = g.person_id
      and (g.is_all_domains or m.is_all_domains or m.domain_id = g.domain_id)
  )
  order by 1, 3, 2;
end;
$$;

comment on function public.diagnose_access() is
'Oddities of access, one row each: finding, subject_id, detail. ONE_ADMIN: nobody could replace the only admin. ACCOUNT_GONE, NO_ACCOUNT: active, but cannot sign in. NO_DOMAIN: active, but works nowhere. INVITATION_EXPIRED. GRANT_REACHES_NOTHING (subject: the grant): expired, or in a domain without membership. '
'Needs collaborators.manage. Errors: 42501 PERMISSION_DENIED.';

revoke all on function public.diagnose_access() from public, anon, service_role;
grant execute on function public.diagnose_access() to authenticated;

-- rpc/identity/grant_person_permission.sql
create or replace function public.grant_person_permission(
  person_id uuid,
  permission text,
  effect text,
  reason text,
  domain_id uuid default null,
  expires_at timestamptz default null
)
returns public.person_permissions
language plpgsql
volatile
security definer -- definer: grants are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  granted public.person_permissions;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('grant_person_permission', grant_person_permission.reason);
  perform private.lock_person(grant_person_permission.person_id);
  -- Again, under the lock: two admins who deny each other at the same moment would leave nobody.
  perform private.require('collaborators.manage');
  perform private.require_rank_over(grant_person_permission.person_id);
  perform from public.permissions as p where p.resource || '.' || p.action = grant_person_permission.permission;
  if not found then
    perform private.bad_input('permission', 'no such permission; it is written resource.action');
  end if;
  if grant_person_permission.effect is null or grant_person_permission.effect not in ('allow', 'deny') then
    perform private.bad_input('effect', 'allow or deny');
  end if;
  if grant_person_permission.expires_at <= now() then
    perform private.bad_input('expires_at', 'in the past');
  end if;
  -- Nobody gives what he does not hold; a domain that is not there is a domain where nothing is held.
  perform private.require(grant_person_permission.permission, grant_person_permission.domain_id);
  insert into public.person_permissions as g (
    person_id, resource, action, effect, domain_id, is_all_domains, expires_at, reason
  )
  values (
    grant_person_permission.person_id, split_part(grant_person_permission.permission, '.', 1),
    split_part(grant_person_permission.permission, '.', 2), grant_person_permission.effect,
    grant_person_permission.domain_id, grant_person_permission.domain_id is null,
    grant_person_permission.expires_at, btrim(grant_person_permission.reason)
  )
  on conflict (person_id, resource, action, effect, domain_id)
  do update set expires_at = excluded.expires_at, reason = excluded.reason
  returning * into granted;
  return granted;
end;
$$;

comment on function public.grant_person_permission(uuid, text, text, text, uuid, timestamptz) is
'Gives one person a permission (effect allow) or takes it (deny beats every allow), in one domain or, without domain_id, wherever the person works. Again: changes expiry and reason. '
'Needs collaborators.manage, the permission itself, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND.';
revoke all on function public.grant_person_permission(uuid, text, text, text, uuid, timestamptz) from public, anon;
grant execute on function public.grant_person_permission(uuid, text, text, text, uuid, timestamptz) to authenticated;

-- rpc/identity/invite_collaborator.sql
create or replace function public.invite_collaborator(
  email text,
  role_key text,
  domain_ids uuid [] default '{}',
  is_all_domains boolean default false,
  display_name text default '',
  idempotency_key text default null
)
returns public.invitations
language plpgsql
volatile
security definer -- definer: people, memberships and invitations are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  address text := lower(btrim(invite_collaborator.email));
  is_new boolean;
  invited public.people;
  invitation public.invitations;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('invite_collaborator', null);
  if address is null or address !~ '^[^@[:space:]]+@[^@[:space:]]+\.[^@[:space:]]+$' or length(address) > 254 then
    perform private.bad_input('email', 'not an e-mail address');
  end if;
  perform private.check_profile(invite_collaborator.display_name, null, null, null, null);
  if length(invite_collaborator.idempotency_key) not between 1 and 200 then
    perform private.bad_input('idempotency_key', '1 to 200 characters');
  end if;
  perform private.require_role_within_rank(invite_collaborator.role_key);
  if not (select r.is_invitable from public.roles as r where r.key = invite_collaborator.role_key) then
    perform private.fail(
      '22023', 'ROLE_NOT_INVITABLE', 'role_key: people of this role register themselves',
      'Use the person''s status or a password reset.'
    );
  end if;
  insert into public.people (email, role_key, display_name)
  values (address, invite_collaborator.role_key, coalesce(invite_collaborator.display_name, ''))
  on conflict (email) where status <> 'deleted' do nothing;
  is_new := found;
  -- New or not, the row is locked now: of two calls for one address the second continues after the first.
  invited := private.lock_person(private.person_with_email(address));
  if invited.status <> 'invited' then
    perform private.fail(
      'PT409', 'ALREADY_COLLABORATOR', 'this person has joined already', 'Change the role or the domains instead.'
    );
  end if;
  if not is_new then
    perform private.require_rank_over(invited.id);
  end if;
  select i.* into invitation from public.invitations as i
  where i.person_id = invited.id and i.accepted_at is null and i.cancelled_at is null
    and i.idempotency_key = invite_collaborator.idempotency_key;
  if found then
    return invitation;
  end if;
  update public.people as p set role_key = invite_collaborator.role_key
  where p.id = invited.id and p.role_key <> invite_collaborator.role_key;
  perform private.set_memberships(
    invited.id, invite_collaborator.role_key, coalesce(invite_collaborator.domain_ids, '{}'),
    coalesce(invite_collaborator.is_all_domains, false)
  );
  return private.send_invitation(invited.id, invite_collaborator.idempotency_key);
end;
$$;

comment on function public.invite_collaborator(text, text, uuid [], boolean, text, text) is
'Invites a person to a role in some domains, or in all. The mail goes through the outbox (auth.invite); a second call renews the open invitation with its new role and domains and sends again, with the same idempotency_key it does nothing. '
'Needs collaborators.manage and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, RANK_TOO_LOW, ROLE_IS_DOMAIN_BOUND; 22023 INVALID_INPUT, ROLE_NOT_INVITABLE; PT409 ALREADY_COLLABORATOR.';
revoke all on function public.invite_collaborator(text, text, uuid [], boolean, text, text) from public, anon;
grant execute on function public.invite_collaborator(text, text, uuid [], boolean, text, text) to authenticated;

-- rpc/identity/link_current_user.sql
-- The first call of a new account. Binding happens once: a second account with the same address, or
-- one whose address nobody has verified, finds the same refusal as a stranger.
-- definer: reads auth.users, and the caller is nobody yet.
create or replace function public.link_current_user()
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  account record;
  invited uuid;
  person public.people;
begin
  select u.id, u.email, coalesce(u.raw_app_meta_data ->> 'provider', 'email') as provider
  into account
  from auth.users as u
  where u.id = auth.uid() and u.email_confirmed_at is not null and u.deleted_at is null;
  invited := private.person_with_email(account.email);
  if invited is not null then
    person := private.lock_person(invited);
  end if;
  if person.status in ('invited', 'active') and account.provider = any(person.allowed_providers)
    and coalesce(person.auth_user_id, account.id) = account.id then
    return private.link_account(person, account.id);
  end if;
  perform private.fail(
    '42501', 'NOT_INVITED', 'this account belongs to no invited person',
    'Sign in with the address that was invited, and verify it.'
  );
end;
$$;

comment on function public.link_current_user() is
'Binds the signed-in account to the person invited under its verified address and accepts the invitation; the person''s id. Again: changes nothing. Raises 42501: NOT_INVITED, or INVITATION_EXPIRED.';

revoke all on function public.link_current_user() from public, anon, service_role;
grant execute on function public.link_current_user() to authenticated;

-- rpc/identity/list_invitations.sql
create or replace function public.list_invitations(
  state text default 'open',
  after uuid default null,
  page_size integer default 50
)
returns table (
  id uuid, person_id uuid, email text, role_key text, invited_by uuid, invitation_state text,
  expires_at timestamptz, sent_count integer, last_sent_at timestamptz, created_at timestamptz
)
language plpgsql
volatile -- it notes the access
security invoker
set search_path = ''
as $$
begin
  perform private.require('collaborators.manage');
  if list_invitations.state not in ('open', 'expired', 'accepted', 'cancelled', 'all') then
    perform private.bad_input('state', 'open, expired, accepted, cancelled or all');
  end if;
  if coalesce(list_invitations.page_size, 0) not between 1 and 500 then
    perform private.bad_input('page_size', '1 to 500');
  end if;
  perform private.log_access('admin_view', 'invitations');
  return query
  select i.id, i.person_id, p.email::text, p.role_key, i.invited_by, s.state,
    i.expires_at, i.sent_count, i.last_sent_at, i.created_at
  from public.invitations as i
  inner join public.people as p on p.id = i.person_id
  cross join lateral (select case
    when i.accepted_at is not null then 'accepted'
    when i.cancelled_at is not null then 'cancelled'
    when i.expires_at <= now() then 'expired'
    else 'open' end) as s (state)
  where (list_invitations.state = 'all' or s.state = list_invitations.state)
    and (list_invitations.after is null or i.id < list_invitations.after)
  order by i.id desc
  limit list_invitations.page_size;
end;
$$;

comment on function public.list_invitations(text, uuid, integer) is
'Invitations, newest first. after: the id of the last row of the page before. Notes the access. '
'Needs collaborators.manage. Errors: 42501 PERMISSION_DENIED, 22023 INVALID_INPUT.';
revoke all on function public.list_invitations(text, uuid, integer) from public, anon;
grant execute on function public.list_invitations(text, uuid, integer) to authenticated;

-- rpc/identity/list_people.sql
create or replace function public.list_people(
  search text default null,
  status text default null,
  role_key text default null,
  after uuid default null,
  page_size integer default 50
)
returns table (
  id uuid, email text, display_name text, main_role text, person_status text, org_id uuid,
  memberships jsonb, created_at timestamptz, version integer
)
language plpgsql
volatile -- it notes the access
security invoker
set search_path = ''
as $$
begin
  perform private.require('collaborators.manage');
  if coalesce(list_people.page_size, 0) not between 1 and 500 then
    perform private.bad_input('page_size', '1 to 500');
  end if;
  perform private.log_access('admin_view', 'people');
  return query
  select p.id, p.email::text, p.display_name, p.role_key, p.status, p.org_id,
    (
      select coalesce(jsonb_agg(
        jsonb_build_object('domain_id', m.domain_id, 'is_all_domains', m.is_all_domains, 'role_key', m.role_key)
        order by m.domain_id
      ), '[]')
      from public.memberships as m where m.person_id = p.id
    ),
    p.created_at, p.version
  from public.people as p
  where (list_people.status is null and p.status <> 'deleted' or p.status = list_people.status)
    and (list_people.role_key is null or p.role_key = list_people.role_key)
    and (list_people.search is null or strpos(lower(p.email || ' ' || p.display_name), lower(list_people.search)) > 0)
    and (list_people.after is null or p.id < list_people.after)
  order by p.id desc
  limit list_people.page_size;
end;
$$;

comment on function public.list_people(text, text, text, uuid, integer) is
'Collaborators, newest first, with their memberships; search is a part of the e-mail or name, deleted people only by status. after: the id of the last row of the page before. Notes the access. '
'Needs collaborators.manage. Errors: 42501 PERMISSION_DENIED, 22023 INVALID_INPUT.';
revoke all on function public.list_people(text, text, text, uuid, integer) from public, anon;
grant execute on function public.list_people(text, text, text, uuid, integer) to authenticated;

-- rpc/identity/me.sql
-- One call after sign-in: who am I, what may I do, where do I start.
-- definer: reads roles and settings past RLS, for the caller's own rows.
create or replace function public.me()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  me uuid := private.require_person();
begin
  return (
    select jsonb_build_object(
      'person', jsonb_build_object(
        'id', p.id, 'email', p.email, 'display_name', p.display_name, 'phone', p.phone,
        'avatar_path', p.avatar_path, 'locale', p.locale, 'time_zone', p.time_zone,
        'org_id', p.org_id, 'status', p.status, 'version', p.version
      ),
      'role', jsonb_build_object(
        'key', r.key, 'title', r.title, 'rank', r.rank, 'is_mfa_required', r.is_mfa_required
      ),
      'landing_route', r.landing_route,
      'permissions', (
        select coalesce(jsonb_agg(held.permission), '[]') from public.my_permissions() as held
      ),
      'permission_version', private.permission_version(me),
      'domains', (
        select coalesce(jsonb_agg(to_jsonb(d)), '[]') from public.my_domains(page_size => 500) as d
      ),
      'strong_auth', private.strong_auth(),
      'environment', private.environment(),
      'feature_flags', (
        select coalesce(jsonb_object_agg(substr(s.key, length('feature.') + 1), s.value), '{}')
        from public.env_settings as s
        where s.environment = private.environment() and s.key like 'feature.%'
      )
    )
    from public.people as p
    inner join public.roles as r on r.key = p.role_key
    where p.id = me
  );
end;
$$;

comment on function public.me() is
'The caller: person, role, landing_route, permissions (held in at least one domain), permission_version, domains (the first 500), strong_auth, environment, feature_flags (settings named feature.*). Raises 42501 ACCOUNT_NOT_ACTIVE.';

revoke all on function public.me() from public, anon, service_role;
grant execute on function public.me() to authenticated;

-- rpc/identity/move_domain.sql
create or replace function public.move_domain(
  domain_id uuid,
  client_id uuid,
  expected_version integer,
  reason text default null
)
returns public.domains
language plpgsql
volatile
security definer -- definer: client_id is granted to nobody
set search_path = ''
as $$
declare
  domain public.domains;
begin
  perform private.require('domains.manage');
  perform private.begin_sensitive('move_domain', move_domain.reason);
  select d.* into domain from public.domains as d where d.id = move_domain.domain_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such domain');
  end if;
  perform private.require_version(move_domain.expected_version, domain.version);
  perform private.require_open_client(move_domain.client_id);
  update public.domains as d set client_id = move_domain.client_id where d.id = domain.id
  returning * into domain;
  return domain;
end;
$$;

comment on function public.move_domain(uuid, uuid, integer, text) is
'Gives a domain, with all its rows, to another organization. Memberships stay: they are held in the domain. Needs domains.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; PT409 CLIENT_ARCHIVED.';

revoke all on function public.move_domain(uuid, uuid, integer, text) from public, anon, service_role;
grant execute on function public.move_domain(uuid, uuid, integer, text) to authenticated;

-- rpc/identity/my_domains.sql
-- The table of domains stays empty for whoever does not manage them; this tells a person the names of
-- the domains he works in, and nothing of the others.
-- definer: reads domains, clients and memberships past RLS.
create or replace function public.my_domains(after text default null, page_size integer default 100)
returns table (id uuid, site_domain text, client_name text, role_key text, stats_valid_from timestamptz)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  me uuid := private.require_person();
begin
  if page_size is null or page_size not between 1 and 500 then
    perform private.bad_input('page_size', 'must be between 1 and 500');
  end if;
  return query
  select d.id, d.site_domain, c.name, coalesce(here.role_key, everywhere.role_key), d.stats_valid_from
  from public.domains as d
  inner join public.clients as c on c.id = d.client_id
  left join public.memberships as here
    on here.person_id = me and here.domain_id = d.id and here.valid @> now()
  left join public.memberships as everywhere
    on everywhere.person_id = me and everywhere.is_all_domains
    and everywhere.valid @> now()
  where d.archived_at is null
    and (here.id is not null or everywhere.id is not null)
    and (after is null or d.site_domain > after)
  order by d.site_domain
  limit page_size;
end;
$$;

comment on function public.my_domains(text, integer) is
'The domains in which the caller has a membership, by name. after: the last site_domain of the page before; page_size: 1 to 500. Raises 42501 ACCOUNT_NOT_ACTIVE, 22023.';

revoke all on function public.my_domains(text, integer) from public, anon, service_role;
grant execute on function public.my_domains(text, integer) to authenticated;

-- rpc/identity/my_permissions.sql
-- definer: permission_scope is for our own functions only.
create or replace function public.my_permissions()
returns table (permission text, is_all_domains boolean, domain_ids uuid [])
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  person_id uuid := private.require_person();
begin
  return query
  select named.permission, scope.is_everywhere, held.domain_ids
  from public.permissions as p
  cross join lateral (values (p.resource || '.' || p.action)) as named (permission)
  cross join lateral private.permission_scope(person_id, named.permission) as scope
  cross join lateral (
    select private.domains_with(named.permission)
    where scope.is_everywhere or scope.allowed <> '{}'
  ) as held (domain_ids)
  where scope.is_everywhere or held.domain_ids <> '{}'
  order by named.permission;
end;
$$;

comment on function public.my_permissions() is
'What the caller may do and where, one row a permission held anywhere: permission, is_all_domains (also for what belongs to no domain), domain_ids. Raises 42501 ACCOUNT_NOT_ACTIVE.';

revoke all on function public.my_permissions() from public, anon, service_role;
grant execute on function public.my_permissions() to authenticated;

-- rpc/identity/my_sessions.sql
create or replace function public.my_sessions()
returns table (
  id uuid, created_at timestamptz, refreshed_at timestamptz, expires_at timestamptz,
  user_agent text, ip inet, aal text, is_current boolean
)
language plpgsql
stable
security definer -- definer: the sessions belong to the auth service; only the caller's own are read
set search_path = ''
as $$
declare
  claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
begin
  if private.current_person_id() is null then
    perform private.fail('42501', 'PERMISSION_DENIED', 'no active person');
  end if;
  return query
  select s.id, s.created_at, s.refreshed_at at time zone 'UTC', s.not_after,
    s.user_agent, s.ip, s.aal::text, s.id::text = coalesce(claims ->> 'session_id', '')
  from auth.sessions as s
  where s.user_id = (claims ->> 'sub')::uuid and (s.not_after is null or s.not_after > now())
  order by s.created_at desc, s.id;
end;
$$;

comment on function public.my_sessions() is
'The caller''s own sessions, newest first; is_current marks the one that asks. Errors: 42501 PERMISSION_DENIED.';
revoke all on function public.my_sessions() from public, anon;
grant execute on function public.my_sessions() to authenticated;

-- rpc/identity/request_credential_reset.sql
create or replace function public.request_credential_reset(person_id uuid, kind text, reason text)
returns text
language plpgsql
volatile
security definer -- definer: sessions and the outbox are out of everybody's reach
set search_path = ''
as $$
declare
  person public.people;
  topic text := case request_credential_reset.kind
    when 'password' then 'auth.recovery' when 'mfa' then 'auth.delete_factors'
    when 'passkeys' then 'auth.delete_passkeys' when 'sessions' then 'mail.sessions_ended' end;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('request_credential_reset', request_credential_reset.reason);
  if topic is null then
    perform private.bad_input('kind', 'password, mfa, passkeys or sessions');
  end if;
  person := private.lock_person(request_credential_reset.person_id);
  perform private.require_rank_over(person.id);
  if person.status <> 'active' or person.auth_user_id is null then
    perform private.bad_input('person_id', 'this person has no account in use');
  end if;
  if request_credential_reset.kind in ('mfa', 'passkeys')
    and (select x.is_second_admin_required from public.security_settings as x)
    and not private.use_approval(
      'request_credential_reset', person.id, jsonb_build_object('kind', request_credential_reset.kind),
      request_credential_reset.reason
    ) then
    return 'approval_requested';
  end if;
  perform private.end_sessions(person.id);
  perform private.enqueue(
    topic, format('%s:%s:%s', topic, person.id, person.version),
    jsonb_build_object(
      'person_id', person.id, 'auth_user_id', person.auth_user_id, 'kind', request_credential_reset.kind
    )
  );
  perform private.audit_event(
    'request_credential_reset', 'people', person.id::text, null,
    jsonb_build_object('kind', request_credential_reset.kind)
  );
  return 'done';
end;
$$;

comment on function public.request_credential_reset(uuid, text, text) is
'Ends a person''s sessions and has the worker send one recovery mail (password), remove the second factors (mfa) or the passkeys, and tell the person. Never returns a link or a password. Returns done, or, for mfa and passkeys where security_settings wants a second admin, approval_requested: see approve_operation(). '
'Needs collaborators.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND.';
revoke all on function public.request_credential_reset(uuid, text, text) from public, anon;
grant execute on function public.request_credential_reset(uuid, text, text) to authenticated;

-- rpc/identity/resend_invitation.sql
create or replace function public.resend_invitation(invitation_id uuid, idempotency_key text default null)
returns public.invitations
language plpgsql
volatile
security definer -- definer: invitations are written by RPCs alone
set search_path = ''
as $$
declare
  invitation public.invitations;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('resend_invitation', null);
  if length(resend_invitation.idempotency_key) not between 1 and 200 then
    perform private.bad_input('idempotency_key', '1 to 200 characters');
  end if;
  invitation := private.lock_invitation(resend_invitation.invitation_id);
  perform private.require_rank_over(invitation.person_id);
  if invitation.idempotency_key = resend_invitation.idempotency_key then
    return invitation;
  end if;
  return private.send_invitation(invitation.person_id, resend_invitation.idempotency_key);
end;
$$;

comment on function public.resend_invitation(uuid, text) is
'Sends an open invitation again and renews its expiry; an expired one counts as open. The same idempotency_key again does nothing. '
'Needs collaborators.manage and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, RANK_TOO_LOW; P0002 NOT_FOUND; PT409 INVITATION_CLOSED.';
revoke all on function public.resend_invitation(uuid, text) from public, anon;
grant execute on function public.resend_invitation(uuid, text) to authenticated;

-- rpc/identity/restore_client.sql
create or replace function public.restore_client(
  client_id uuid,
  expected_version integer,
  reason text default null
)
returns public.clients
language plpgsql
volatile
security definer -- definer: archived_at is granted to nobody
set search_path = ''
as $$
declare
  client public.clients;
begin
  perform private.require('clients.manage');
  perform private.begin_sensitive('restore_client', restore_client.reason);
  select c.* into client from public.clients as c where c.id = restore_client.client_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such client');
  end if;
  perform private.require_version(restore_client.expected_version, client.version);
  -- The domains that the archiving closed, and not those that were closed before it.
  update public.domains as d set archived_at = null
  where d.client_id = client.id and d.archived_at = client.archived_at;
  begin
    update public.clients as c set archived_at = null where c.id = client.id returning * into client;
  exception
    when unique_violation then
      perform private.fail('23505', 'CLIENT_EXISTS', 'there is a client of this name already');
  end;
  return client;
end;
$$;

comment on function public.restore_client(uuid, integer, text) is
'Opens an archived organization again, with the domains that were closed with it. Needs clients.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 REASON_REQUIRED; 23505 CLIENT_EXISTS.';

revoke all on function public.restore_client(uuid, integer, text) from public, anon, service_role;
grant execute on function public.restore_client(uuid, integer, text) to authenticated;

-- rpc/identity/restore_domain.sql
create or replace function public.restore_domain(
  domain_id uuid,
  expected_version integer,
  reason text default null
)
returns public.domains
language plpgsql
volatile
security definer -- definer: archived_at is granted to nobody
set search_path = ''
as $$
declare
  domain public.domains;
begin
  perform private.require('domains.manage');
  perform private.begin_sensitive('restore_domain', restore_domain.reason);
  select d.* into domain from public.domains as d where d.id = restore_domain.domain_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such domain');
  end if;
  perform private.require_version(restore_domain.expected_version, domain.version);
  perform private.require_open_client(domain.client_id);
  update public.domains as d set archived_at = null where d.id = domain.id returning * into domain;
  return domain;
end;
$$;

comment on function public.restore_domain(uuid, integer, text) is
'Opens an archived domain again. Needs domains.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 REASON_REQUIRED; PT409 CLIENT_ARCHIVED.';

revoke all on function public.restore_domain(uuid, integer, text) from public, anon, service_role;
grant execute on function public.restore_domain(uuid, integer, text) to authenticated;

-- rpc/identity/revoke_all_sessions.sql
create or replace function public.revoke_all_sessions(person_id uuid default null, reason text default null)
returns integer
language plpgsql
volatile
security definer -- definer: the sessions belong to the auth service
set search_path = ''
as $$
declare
  own_id uuid := private.current_person_id();
  target_id uuid := coalesce(revoke_all_sessions.person_id, own_id);
  ended integer;
begin
  if own_id is null then
    perform private.fail('42501', 'PERMISSION_DENIED', 'no active person');
  end if;
  -- Signing oneself out everywhere is what one does after losing the second factor: it demands nothing.
  if target_id <> own_id then
    perform private.require('collaborators.manage');
    perform private.begin_sensitive('revoke_all_sessions', revoke_all_sessions.reason);
    perform private.lock_person(target_id);
    perform private.require_rank_over(target_id);
  end if;
  ended := private.end_sessions(target_id);
  perform private.audit_event(
    'revoke_all_sessions', 'people', target_id::text, null, jsonb_build_object('ended', ended)
  );
  return ended;
end;
$$;

comment on function public.revoke_all_sessions(uuid, text) is
'Ends every session of a person, the caller''s own by default, and voids their access tokens at once. Returns how many sessions there were. '
'For somebody else it needs collaborators.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, RANK_TOO_LOW; 22023 REASON_REQUIRED; P0002 NOT_FOUND.';
revoke all on function public.revoke_all_sessions(uuid, text) from public, anon;
grant execute on function public.revoke_all_sessions(uuid, text) to authenticated;

-- rpc/identity/revoke_person_permission.sql
create or replace function public.revoke_person_permission(grant_id uuid, reason text)
returns void
language plpgsql
volatile
security definer -- definer: grants are written by RPCs alone
set search_path = ''
as $$
declare
  given public.person_permissions;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('revoke_person_permission', revoke_person_permission.reason);
  select g.* into given from public.person_permissions as g where g.id = revoke_person_permission.grant_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such grant');
  end if;
  perform private.lock_person(given.person_id);
  perform private.require_rank_over(given.person_id);
  -- To lift a ban is to give, and nobody gives what he does not hold.
  if given.effect = 'deny' then
    perform private.require(given.resource || '.' || given.action, given.domain_id);
  end if;
  delete from public.person_permissions as g where g.id = revoke_person_permission.grant_id;
end;
$$;

comment on function public.revoke_person_permission(uuid, text) is
'Takes one grant of grant_person_permission back, allow or deny. Needs collaborators.manage, a reason, a recent strong login and, for a deny, the permission itself. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW; 22023 REASON_REQUIRED; P0002 NOT_FOUND.';
revoke all on function public.revoke_person_permission(uuid, text) from public, anon;
grant execute on function public.revoke_person_permission(uuid, text) to authenticated;

-- rpc/identity/revoke_session.sql
create or replace function public.revoke_session(session_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: the sessions belong to the auth service
set search_path = ''
as $$
declare
  own_id uuid := private.current_person_id();
  owner_id uuid;
begin
  if own_id is null then
    perform private.fail('42501', 'PERMISSION_DENIED', 'no active person');
  end if;
  select p.id into owner_id
  from auth.sessions as s inner join public.people as p on p.auth_user_id = s.user_id
  where s.id = revoke_session.session_id;
  -- Somebody else's session is not there, unless the caller manages people.
  if owner_id is null or owner_id <> own_id and not private.holds('collaborators.manage') then
    perform private.fail('P0002', 'NOT_FOUND', 'no such session');
  end if;
  if owner_id <> own_id then
    perform private.require_rank_over(owner_id);
  end if;
  delete from auth.sessions as s where s.id = revoke_session.session_id;
  -- Its access token stays signed until it expires; this list voids it at once.
  insert into private.revoked_sessions (session_id, person_id) values (revoke_session.session_id, owner_id)
  on conflict do nothing;
  perform private.audit_event(
    'revoke_session', 'people', owner_id::text, null, jsonb_build_object('session_id', revoke_session.session_id)
  );
end;
$$;

comment on function public.revoke_session(uuid) is
'Ends one session, and voids its access token at once: the caller''s own, or, with collaborators.manage, that of a person of lower rank. '
'Errors: 42501 PERMISSION_DENIED, RANK_TOO_LOW; P0002 NOT_FOUND, also for sessions of others.';
revoke all on function public.revoke_session(uuid) from public, anon;
grant execute on function public.revoke_session(uuid) to authenticated;

-- rpc/identity/run_session_upkeep.sql
create or replace function public.run_session_upkeep()
returns jsonb
language plpgsql
volatile
security definer -- definer: the sessions belong to the auth service
set search_path = ''
as $$
declare
  limits public.security_settings := (select s from public.security_settings as s);
  ended integer;
  forgotten integer;
begin
  with stale as (
    delete from auth.sessions as s
    where s.created_at < now() - limits.session_absolute_limit
      or coalesce(s.refreshed_at at time zone 'UTC', s.created_at) < now() - limits.session_idle_limit
    returning s.id, s.user_id
  )
  insert into private.revoked_sessions (session_id, person_id)
  select stale.id, p.id from stale inner join public.people as p on p.auth_user_id = stale.user_id
  on conflict do nothing;
  get diagnostics ended = row_count;
  -- No access token lives for a day.
  delete from private.revoked_sessions as r where r.revoked_at < now() - interval '1 day';
  get diagnostics forgotten = row_count;
  return jsonb_build_object('sessions_ended', ended, 'revocations_forgotten', forgotten);
end;
$$;

comment on function public.run_session_upkeep() is
'For the worker, every few minutes: ends sessions that are idle or old beyond security_settings, at once for their tokens too. '
'Returns {sessions_ended, revocations_forgotten}.';
revoke all on function public.run_session_upkeep() from public, anon, authenticated;
grant execute on function public.run_session_upkeep() to service_role;

-- rpc/identity/set_person_org.sql
create or replace function public.set_person_org(
  person_id uuid,
  org_id uuid,
  expected_version integer,
  reason text default null
)
returns public.people
language plpgsql
volatile
security definer -- definer: the organization decides what a partner sees, so no column grant
set search_path = ''
as $$
declare
  person public.people;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('set_person_org', set_person_org.reason);
  person := private.lock_person(set_person_org.person_id);
  perform private.require_rank_over(person.id);
  perform private.require_version(set_person_org.expected_version, person.version);
  if org_id is not null and not exists (
    select from public.clients as c where c.id = set_person_org.org_id and c.archived_at is null
  ) then
    perform private.bad_input('org_id', 'no such client');
  end if;
  update public.people as p set org_id = set_person_org.org_id where p.id = person.id
  returning * into person;
  return person;
end;
$$;

comment on function public.set_person_org(uuid, uuid, integer, text) is
'Says which organization (a client) a person works for, or none. Needs collaborators.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

revoke all on function public.set_person_org(uuid, uuid, integer, text) from public, anon, service_role;
grant execute on function public.set_person_org(uuid, uuid, integer, text) to authenticated;

-- rpc/identity/set_person_role.sql
create or replace function public.set_person_role(
  person_id uuid,
  role_key text,
  reason text,
  expected_version integer
)
returns public.people
language plpgsql
volatile
security definer -- definer: roles are written by RPCs alone
set search_path = ''
as $$
declare
  person public.people;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('set_person_role', set_person_role.reason);
  person := private.lock_person(set_person_role.person_id);
  perform private.require_rank_over(person.id);
  perform private.require_role_within_rank(set_person_role.role_key);
  perform private.require_version(set_person_role.expected_version, person.version);
  update public.memberships as m set role_key = set_person_role.role_key
  where m.person_id = person.id and m.role_key <> set_person_role.role_key;
  update public.people as p set role_key = set_person_role.role_key where p.id = person.id
  returning * into person;
  perform private.enqueue(
    'mail.role_changed', format('mail.role_changed:%s:%s', person.id, person.version),
    jsonb_build_object('person_id', person.id, 'role_key', person.role_key)
  );
  return person;
end;
$$;

comment on function public.set_person_role(uuid, text, text, integer) is
'Gives a person another role, in every domain in which the person works; counts at the very next statement. Tells the person by mail. '
'Needs collaborators.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW, LAST_ADMIN, ROLE_IS_DOMAIN_BOUND; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.set_person_role(uuid, text, text, integer) from public, anon;
grant execute on function public.set_person_role(uuid, text, text, integer) to authenticated;

-- rpc/identity/set_person_status.sql
create or replace function public.set_person_status(
  person_id uuid,
  status text,
  reason text,
  expected_version integer default null
)
returns public.people
language plpgsql
volatile
security definer -- definer: status is written by RPCs alone
set search_path = ''
as $$
declare
  person public.people;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('set_person_status', set_person_status.reason);
  if set_person_status.status is null or set_person_status.status not in ('active', 'disabled') then
    perform private.bad_input('status', 'active or disabled');
  end if;
  person := private.lock_person(set_person_status.person_id, set_person_status.expected_version);
  perform private.require_rank_over(person.id);
  if person.status = 'invited' then
    perform private.bad_input('person_id', 'this person has not joined yet; cancel the invitation instead');
  end if;
  if person.status = set_person_status.status then
    return person;
  end if;
  if set_person_status.status = 'disabled' then
    perform private.end_sessions(person.id);
  end if;
  update public.people as p set status = set_person_status.status where p.id = person.id returning * into person;
  perform private.enqueue(
    case person.status when 'disabled' then 'auth.ban' else 'auth.unban' end,
    format('auth.status:%s:%s', person.id, person.version),
    jsonb_build_object('person_id', person.id, 'auth_user_id', person.auth_user_id)
  );
  return person;
end;
$$;

comment on function public.set_person_status(uuid, text, text, integer) is
'Disables a person (every session ends at once; auth.ban goes to the outbox) or enables again, with the same memberships. The same status again does nothing. '
'Needs collaborators.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW, LAST_ADMIN; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.set_person_status(uuid, text, text, integer) from public, anon;
grant execute on function public.set_person_status(uuid, text, text, integer) to authenticated;

-- rpc/identity/set_role_permissions.sql
create or replace function public.set_role_permissions(
  role_key text,
  permissions text [],
  reason text,
  expected_version integer
)
returns public.roles
language plpgsql
volatile
security definer -- definer: role permissions are written by RPCs alone
set search_path = ''
as $$
declare
  changed public.roles;
  unknown text;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('set_role_permissions', set_role_permissions.reason);
  perform private.require_role_within_rank(set_role_permissions.role_key);
  -- Locks the role against a second change, and raises its version.
  select r.* into changed from public.roles as r where r.key = set_role_permissions.role_key for update;
  -- The next deployment would put them back without a word.
  if changed.is_system then
    perform private.fail(
      '42501', 'SYSTEM_ROLE', 'the roles of the product keep their permissions',
      'Call clone_role and change the clone.'
    );
  end if;
  perform private.require_version(set_role_permissions.expected_version, changed.version);
  update public.roles as r set updated_at = now() where r.key = set_role_permissions.role_key returning * into changed;
  select w.name into unknown from unnest(set_role_permissions.permissions) as w (name)
  where not exists (select from public.permissions as p where p.resource || '.' || p.action = w.name);
  if found or set_role_permissions.permissions is null then
    perform private.bad_input('permissions', format('no such permission: %s', coalesce(unknown, 'null')));
  end if;
  delete from public.role_permissions as rp
  where rp.role_key = changed.key and rp.resource || '.' || rp.action <> all(set_role_permissions.permissions);
  -- Only what is new is asked for: nobody gives what he does not hold.
  perform private.require(w.name) from unnest(set_role_permissions.permissions) as w (name)
  where not exists (
    select from public.role_permissions as rp
    where rp.role_key = changed.key and rp.resource || '.' || rp.action = w.name
  );
  insert into public.role_permissions (role_key, resource, action)
  select distinct changed.key, split_part(w.name, '.', 1), split_part(w.name, '.', 2)
  from unnest(set_role_permissions.permissions) as w (name)
  on conflict do nothing;
  return changed;
end;
$$;

comment on function public.set_role_permissions(text, text [], text, integer) is
'Makes these the permissions of a role that is no part of the product, written resource.action; counts at the very next statement of whoever holds it. '
'Needs collaborators.manage, a reason, a recent strong login and, for what is new, the permission itself. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, RANK_TOO_LOW, SYSTEM_ROLE; 22023 INVALID_INPUT, REASON_REQUIRED; 40001 STALE_VERSION.';
revoke all on function public.set_role_permissions(text, text [], text, integer) from public, anon;
grant execute on function public.set_role_permissions(text, text [], text, integer) to authenticated;

-- rpc/identity/update_client.sql
create or replace function public.update_client(
  client_id uuid,
  expected_version integer,
  name text default null,
  plan text default null,
  status text default null
)
returns public.clients
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  client public.clients;
begin
  perform private.require('clients.edit');
  perform private.check_client(update_client.name, update_client.plan, update_client.status);
  select c.* into client from public.clients as c where c.id = update_client.client_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such client');
  end if;
  perform private.require_version(update_client.expected_version, client.version);
  update public.clients as c
  set
    name = coalesce(btrim(update_client.name), c.name),
    plan = coalesce(update_client.plan, c.plan),
    status = coalesce(update_client.status, c.status)
  where c.id = client.id
  returning * into client;
  return client;
exception
  when unique_violation then
    perform private.fail('23505', 'CLIENT_EXISTS', 'there is a client of this name already');
end;
$$;

comment on function public.update_client(uuid, integer, text, text, text) is
'Changes an organization; null keeps a field. Needs clients.edit. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION; 23505 CLIENT_EXISTS.';

revoke all on function public.update_client(uuid, integer, text, text, text) from public, anon, service_role;
grant execute on function public.update_client(uuid, integer, text, text, text) to authenticated;

-- rpc/identity/update_domain.sql
create or replace function public.update_domain(
  domain_id uuid,
  expected_version integer,
  environment text default null,
  verified_at timestamptz default null,
  stats_valid_from timestamptz default null
)
returns public.domains
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  domain public.domains;
begin
  perform private.require('domains.edit');
  if environment not in ('production', 'staging', 'test') then
    perform private.bad_input('environment', 'production, staging or test');
  end if;
  select d.* into domain from public.domains as d where d.id = update_domain.domain_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such domain');
  end if;
  perform private.require_version(update_domain.expected_version, domain.version);
  update public.domains as d
  set
    environment = coalesce(update_domain.environment, d.environment),
    verified_at = coalesce(update_domain.verified_at, d.verified_at),
    stats_valid_from = coalesce(update_domain.stats_valid_from, d.stats_valid_from)
  where d.id = domain.id
  returning * into domain;
  return domain;
end;
$$;

comment on function public.update_domain(uuid, integer, text, timestamptz, timestamptz) is
'Changes a domain; null keeps a field. Its name never changes and its client by move_domain(). Needs domains.edit. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

revoke all on function public.update_domain(uuid, integer, text, timestamptz, timestamptz)
from public, anon, service_role;
grant execute on function public.update_domain(uuid, integer, text, timestamptz, timestamptz)
to authenticated;

-- rpc/identity/update_my_profile.sql
-- Row security and the column grants keep this to the own row and to harmless columns.
create or replace function public.update_my_profile(
  display_name text default null,
  phone text default null,
  avatar_path text default null,
  locale text default null,
  time_zone text default null,
  expected_version integer default null
)
returns public.people
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  me uuid := private.require_person();
  person public.people;
begin
  perform private.check_profile(
    update_my_profile.display_name, update_my_profile.phone, update_my_profile.avatar_path,
    update_my_profile.locale, update_my_profile.time_zone
  );
  select p.* into person from public.people as p where p.id = me for update;
  if expected_version is not null then
    perform private.require_version(expected_version, person.version);
  end if;
  update public.people as p
  set
    display_name = coalesce(btrim(update_my_profile.display_name), p.display_name),
    phone = nullif(coalesce(update_my_profile.phone, p.phone), ''),
    avatar_path = nullif(coalesce(update_my_profile.avatar_path, p.avatar_path), ''),
    locale = coalesce(update_my_profile.locale, p.locale),
    time_zone = coalesce(update_my_profile.time_zone, p.time_zone)
  where p.id = me
  returning * into person;
  return person;
end;
$$;

comment on function public.update_my_profile(text, text, text, text, text, integer) is
'Changes the caller''s own profile. null keeps a field; '''' empties phone or avatar_path. Role, status, organization and e-mail have their own ways. '
'Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT; 40001 STALE_VERSION.';

revoke all on function public.update_my_profile(text, text, text, text, text, integer)
from public, anon, service_role;
grant execute on function public.update_my_profile(text, text, text, text, text, integer) to authenticated;

-- rpc/identity/update_person_profile.sql
create or replace function public.update_person_profile(
  person_id uuid,
  expected_version integer,
  display_name text default null,
  phone text default null,
  locale text default null,
  time_zone text default null
)
returns public.people
language plpgsql
volatile
security definer -- definer: the policies let nobody update another's row, as they cannot see rank
set search_path = ''
as $$
declare
  person public.people;
begin
  perform private.require('collaborators.manage');
  perform private.check_profile(
    update_person_profile.display_name, update_person_profile.phone, null,
    update_person_profile.locale, update_person_profile.time_zone
  );
  person := private.lock_person(update_person_profile.person_id);
  perform private.require_rank_over(person.id);
  perform private.require_version(update_person_profile.expected_version, person.version);
  update public.people as p
  set
    display_name = coalesce(btrim(update_person_profile.display_name), p.display_name),
    phone = nullif(coalesce(update_person_profile.phone, p.phone), ''),
    locale = coalesce(update_person_profile.locale, p.locale),
    time_zone = coalesce(update_person_profile.time_zone, p.time_zone)
  where p.id = person.id
  returning * into person;
  return person;
end;
$$;

comment on function public.update_person_profile(uuid, integer, text, text, text, text) is
'Changes the profile of a person of lower rank. null keeps a field; '''' empties phone. Needs collaborators.manage. '
'Errors: 42501 PERMISSION_DENIED, NOT_YOURSELF, RANK_TOO_LOW; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

revoke all on function public.update_person_profile(uuid, integer, text, text, text, text)
from public, anon, service_role;
grant execute on function public.update_person_profile(uuid, integer, text, text, text, text) to authenticated;

-- rpc/identity/why_can.sql
-- Answers "why does she see that?" and "why not?" from the same function that decides.
create or replace function public.why_can(person_id uuid, permission text, domain_id uuid default null)
returns jsonb
language plpgsql
stable
security definer -- definer: permission_scope is for our own functions only
set search_path = ''
as $$
declare
  person public.people;
  scope record;
  scope_with_password record;
  is_archived boolean := coalesce(
    (select d.archived_at is not null from public.domains as d where d.id = why_can.domain_id), false
  );
begin
  perform private.require('collaborators.manage');
  perform private.check_permission_name(permission);
  select p.* into person from public.people as p where p.id = why_can.person_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such person');
  end if;
  scope := private.permission_scope(person.id, permission, true);
  scope_with_password := private.permission_scope(person.id, permission, false);
  return jsonb_build_object(
    'is_allowed', person.status = 'active' and not is_archived
      and private.scope_covers(scope.is_everywhere, scope.allowed, scope.denied, domain_id),
    'needs_strong_login', scope is distinct from scope_with_password,
    'person_status', person.status,
    'is_domain_archived', is_archived,
    'memberships', private.explain_memberships(person.id, permission, domain_id),
    'exceptions', private.explain_exceptions(person.id, permission, domain_id)
  );
end;
$$;

comment on function public.why_can(uuid, text, uuid) is
'Whether a person has a permission in a domain (without one: over all domains, for what belongs to none), and every fact that decides it: person_status, is_domain_archived, needs_strong_login, memberships with the actions their role gives, exceptions. Needs collaborators.manage. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND.';

revoke all on function public.why_can(uuid, text, uuid) from public, anon, service_role;
grant execute on function public.why_can(uuid, text, uuid) to authenticated;
