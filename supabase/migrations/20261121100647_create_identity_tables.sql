-- sql/identity/roles.sql
-- requires: sql/platform/new_id.sql sql/platform/touch_row.sql
-- Roles are data: three products name different sets, and none of the code asks for a role by name
-- except the rule that the last active admin stays.
create table public.roles (
  key text constraint roles_pkey primary key,
  title text not null,
  rank integer not null,
  landing_route text not null,
  is_domain_bound boolean not null default true,
  is_mfa_required boolean not null default false,
  is_invitable boolean not null default true,
  is_system boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint roles_key_check check (key ~ '^[a-z][a-z0-9_]{1,62}$'),
  constraint roles_rank_check check (rank between 0 and 100),
  constraint roles_landing_route_check check (landing_route ~ '^/')
);

create trigger touch_row before update on public.roles
for each row execute function private.touch_row();

comment on table public.roles is 'What kinds of people work in the back office.';
comment on column public.roles.rank is
'0 to 100. A person may change only people of lower rank, and give no role above the own.';
comment on column public.roles.landing_route is 'The page that opens after sign-in.';
comment on column public.roles.is_domain_bound is
'True: never held over all domains, so that no slip opens every tenant to, say, a client user.';
comment on column public.roles.is_mfa_required is
'True: memberships with this role count only in a session with a strong login.';
comment on column public.roles.is_invitable is
'False: its people register themselves, so nobody is invited to it.';
comment on column public.roles.is_system is 'True: comes with the product and cannot be deleted.';

-- sql/identity/current_person_id.sql
-- requires: sql/platform/default_privileges.sql
-- definer: reads people and the revoked sessions past RLS.
-- Asks the tables and not the token, so that disabling a person or ending a session counts at once.
create or replace function private.current_person_id()
returns uuid
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
  found_id uuid;
begin
  -- A token without iat is older than any revocation.
  select people.id into found_id
  from public.people
  where people.auth_user_id = (claims ->> 'sub')::uuid
    and people.status = 'active'
    and people.sessions_valid_after
      <= to_timestamp(coalesce((claims ->> 'iat')::double precision, 0))
    and not exists (
      select from private.revoked_sessions
      where revoked_sessions.session_id = (claims ->> 'session_id')::uuid
    );
  return found_id;
end;
$$;

comment on function private.current_person_id() is
'Who asks: the active person linked to the token, issued after the last revocation. Null: nobody.';

revoke all on function private.current_person_id() from public;
grant execute on function private.current_person_id() to authenticated, service_role;

-- sql/identity/clients.sql
-- requires: sql/platform/new_id.sql sql/platform/touch_row.sql sql/identity/current_person_id.sql
create table public.clients (
  id uuid not null default private.new_id() constraint clients_pkey primary key,
  name text not null,
  status text not null default 'active',
  plan text not null default 'standard',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  archived_at timestamptz,
  version integer not null default 1,
  constraint clients_name_check check (name = btrim(name) and length(name) between 1 and 200),
  constraint clients_status_check check (status in ('trial', 'active', 'suspended')),
  constraint clients_plan_check check (plan ~ '^[a-z][a-z0-9_]{0,62}$')
);

create unique index clients_name_key on public.clients (lower(name)) where archived_at is null;

create trigger touch_row before update on public.clients
for each row execute function private.touch_row();

comment on table public.clients is 'Organizations. A client owns domains; it is archived, not deleted.';
comment on column public.clients.archived_at is
'Set: closed. Its domains are archived with it, and nobody reads their rows until it is restored.';

-- sql/identity/people.sql
-- requires: sql/identity/roles.sql sql/identity/clients.sql sql/identity/current_person_id.sql
-- auth_user_id has no foreign key: if the account vanished and the column were emptied, a new account
-- with the same e-mail could be bound to the person.
create table public.people (
  id uuid not null default private.new_id() constraint people_pkey primary key,
  email extensions.citext not null,
  auth_user_id uuid constraint people_auth_user_id_key unique,
  role_key text not null
  constraint people_role_key_fkey references public.roles (key) on update cascade,
  org_id uuid constraint people_org_id_fkey references public.clients (id),
  status text not null default 'invited',
  display_name text not null default '',
  phone text,
  avatar_path text,
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  allowed_providers text [] not null default '{email,google}',
  sessions_valid_after timestamptz not null default '-infinity',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint people_email_check check (email::text = lower(email::text)),
  constraint people_status_check check (status in ('invited', 'active', 'disabled', 'deleted')),
  constraint people_display_name_check check (length(display_name) <= 200),
  constraint people_phone_check check (phone ~ '^\+[0-9]{6,15}$'),
  constraint people_avatar_path_check check (length(avatar_path) <= 500),
  constraint people_locale_check check (locale ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
  constraint people_time_zone_check check (time_zone ~ '^[A-Za-z0-9_+/-]{1,64}$')
);

create unique index people_email_key on public.people (email) where status <> 'deleted';
create index people_role_key_idx on public.people (role_key);
create index people_org_id_idx on public.people (org_id) where org_id is not null;

create trigger touch_row before update on public.people
for each row execute function private.touch_row();

comment on table public.people is 'Back-office users, invited before they can sign in.';
comment on column public.people.email is
'Lower case. Where search_path is empty, = on citext heeds case: compare with a lower-case value.';
comment on column public.people.auth_user_id is
'The account in auth.users, bound once by link_current_user().';
comment on column public.people.role_key is
'Main role: opens its landing page and is given with new memberships. Memberships alone permit.';
comment on column public.people.org_id is 'The organization the person works for.';
comment on column public.people.allowed_providers is 'Ways to sign in; an empty list means none.';
comment on column public.people.sessions_valid_after is
'Access tokens issued before this moment count for nothing, although they have not expired.';
comment on column public.people.time_zone is 'IANA name, for dates shown to this person.';

-- sql/identity/punycode.sql
-- requires: sql/platform/default_privileges.sql
-- RFC 3492, section 6.1: how far the next delta reaches.
create or replace function private.punycode_bias(delta integer, points integer, is_first boolean)
returns integer
language plpgsql
immutable
strict
parallel safe
security invoker
set search_path = ''
as $$
declare
  k integer := 0;
  rest integer := delta / case when is_first then 700 else 2 end;
begin
  rest := rest + rest / points;
  while rest > 455 loop
    rest := rest / 35;
    k := k + 36;
  end loop;
  return k + 36 * rest / (rest + 38);
end;
$$;

-- RFC 3492, section 6.3: one delta as a number of variable length in base 36.
create or replace function private.punycode_integer(delta integer, bias integer)
returns text
language plpgsql
immutable
strict
parallel safe
security invoker
set search_path = ''
as $$
declare
  digits constant text := 'abcdefghijklmnopqrstuvwxyz0123456789';
  rest integer := delta;
  k integer := 36;
  threshold integer;
  encoded text := '';
begin
  loop
    threshold := least(greatest(k - bias, 1), 26);
    exit when rest < threshold;
    encoded := encoded
      || substr(digits, threshold + (rest - threshold) % (36 - threshold) + 1, 1);
    rest := (rest - threshold) / (36 - threshold);
    k := k + 36;
  end loop;
  return encoded || substr(digits, rest + 1, 1);
end;
$$;

comment on function private.punycode_bias(integer, integer, boolean) is
'Step of private.punycode(): the bias after a code point, RFC 3492 section 6.1.';
comment on function private.punycode_integer(integer, integer) is
'Step of private.punycode(): a delta in base 36, RFC 3492 section 6.3.';

revoke all on function private.punycode_bias(integer, integer, boolean) from public;
revoke all on function private.punycode_integer(integer, integer) from public;
grant execute on function private.punycode_bias(integer, integer, boolean)
to authenticated, service_role;
grant execute on function private.punycode_integer(integer, integer) to authenticated, service_role;

-- sql/identity/punycode_label.sql
-- requires: sql/identity/punycode.sql
-- RFC 3492, section 6.3: the plain characters first, then the others by code point, each as the
-- distance from the one before.
create or replace function private.punycode_label(label text)
returns text
language plpgsql
immutable
strict
parallel safe
security invoker
set search_path = ''
as $$
declare
  points integer[] := array(select ascii(c) from regexp_split_to_table(label, '') as c);
  encoded text := regexp_replace(label, '[^\x01-\x7f]', '', 'g');
  plain integer := length(encoded);
  handled integer := plain;
  bias integer := 72;
  delta integer := 0;
  next_point integer;
  floor_point integer := 128;
  point integer;
begin
  if plain = length(label) then
    return label;
  end if;
  encoded := encoded || case when plain > 0 then '-' else '' end;
  while handled < cardinality(points) loop
    next_point := (select min(p) from unnest(points) as p where p >= floor_point);
    delta := delta + (next_point - floor_point) * (handled + 1);
    foreach point in array points loop
      delta := delta + (point < next_point)::integer;
      if point = next_point then
        encoded := encoded || private.punycode_integer(delta, bias);
        bias := private.punycode_bias(delta, handled + 1, handled = plain);
        delta := 0;
        handled := handled + 1;
      end if;
    end loop;
    delta := delta + 1;
    floor_point := next_point + 1;
  end loop;
  return 'xn--' || encoded;
end;
$$;

comment on function private.punycode_label(text) is
'One label of a host name in ASCII: bücher -> xn--bcher-kva. Plain labels come back as they are.';

revoke all on function private.punycode_label(text) from public;
grant execute on function private.punycode_label(text) to authenticated, service_role;

-- sql/identity/normalize_domain.sql
-- requires: sql/identity/punycode_label.sql sql/platform/bad_input.sql
-- Two writings of one host name must not become two tenants; two host names must never become one.
create or replace function private.normalize_domain(domain text)
returns text
language plpgsql
immutable
strict
parallel safe
security invoker
set search_path = ''
as $$
declare
  -- The characters that IDNA drops (soft hyphen, zero width) and the dots that it takes for dots.
  ignored constant text := U&'[\00AD\200B\2060\FEFF]';
  dots constant text := U&'[\3002\FF0E\FF61]';
  host text := btrim(domain, E' \t\r\n');
begin
  if length(domain) > 2048 then
    perform private.bad_input('domain', 'is longer than any address');
  end if;
  host := regexp_replace(host, '^[a-zA-Z][a-zA-Z0-9+.-]*://', '');
  host := regexp_replace(host, '[/?#\\].*$', '');
  host := regexp_replace(host, '^.*@', '');
  host := regexp_replace(host, ':[0-9]*$', '');
  host := regexp_replace(regexp_replace(host, ignored, '', 'g'), dots, '.', 'g');
  host := lower(normalize(host, nfkc) collate "und-x-icu");
  host := regexp_replace(host, '\.$', '');
  host := regexp_replace(host, '^www\.(?=.*\.)', '');
  host := (
    select string_agg(private.punycode_label(labels.label), '.' order by labels.position)
    from string_to_table(host, '.') with ordinality as labels (label, position)
  );
  -- A text without a label has become null.
  if host is null or length(host) > 253
    or host !~ '^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?![0-9]+$)[a-z0-9-]{2,63}$' then
    perform private.bad_input('domain', 'is not a host name such as abtasty.com');
  end if;
  return host;
end;
$$;

comment on function private.normalize_domain(text) is
'The one writing of a host name: HTTPS://www.AbTasty.com:443/ -> abtasty.com. Without scheme, user, www, port, path, trailing dot; lower case; punycode. Raises 22023 for anything that is no host name.';

revoke all on function private.normalize_domain(text) from public;
grant execute on function private.normalize_domain(text) to authenticated, service_role;

-- sql/identity/domains.sql
-- requires: sql/identity/clients.sql sql/identity/normalize_domain.sql sql/identity/current_person_id.sql
-- The tenant. Look-alikes are different tenants: names match exactly or not at all, and
-- sub.abtasty.com is not a part of abtasty.com.
create table public.domains (
  id uuid not null default private.new_id() constraint domains_pkey primary key,
  client_id uuid not null constraint domains_client_id_fkey references public.clients (id),
  site_domain text not null constraint domains_site_domain_key unique,
  environment text not null default 'production',
  verified_at timestamptz,
  stats_valid_from timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  archived_at timestamptz,
  version integer not null default 1,
  constraint domains_site_domain_check check (site_domain = private.normalize_domain(site_domain)),
  constraint domains_environment_check
  check (environment in ('production', 'staging', 'test'))
);

create index domains_client_id_idx on public.domains (client_id);

create trigger touch_row before update on public.domains
for each row execute function private.touch_row();

comment on table public.domains is
'Sites or products, the tenants: each row of a tenant table carries one domain_id.';
comment on column public.domains.site_domain is
'Host name in lower case and punycode, without scheme, www, port and path.';
comment on column public.domains.environment is
'What runs under this name at the client: a staging site''s numbers stay out of the totals.';
comment on column public.domains.verified_at is 'When the client proved that the name is theirs.';
comment on column public.domains.stats_valid_from is
'Numbers before this moment are not to be trusted, and reports start here.';
comment on column public.domains.archived_at is
'Set: no permission reaches the domain''s rows, for anybody.';

-- sql/identity/permission_scope.sql
-- requires: sql/platform/default_privileges.sql
-- The one place that decides a permission; domains_with, holds and why_can ask it.
-- definer: reads memberships and grants past RLS.
create or replace function private.permission_scope(
  person_id uuid,
  permission text,
  is_login_strong boolean default null,
  out is_everywhere boolean,
  out allowed uuid [],
  out denied uuid []
)
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  resource_asked text := split_part(permission, '.', 1);
  action_asked text := split_part(permission, '.', 2);
  giving text [] := private.actions_giving(action_asked);
  extra record;
  is_member_everywhere boolean;
begin
  extra := private.person_exceptions(person_id, resource_asked, action_asked);
  denied := extra.denied;
  -- A grant widens what a membership permits, never where: both are asked of the same row.
  select
    coalesce(bool_or(m.is_all_domains and (by_role.yes or extra.is_allowed)), false),
    coalesce(bool_or(m.is_all_domains), false),
    coalesce(array_agg(m.domain_id) filter (where m.domain_id is not null and (
      by_role.yes or extra.is_allowed or m.domain_id = any(extra.allowed))), '{}')
  into is_everywhere, is_member_everywhere, allowed
  from public.memberships as m
  inner join public.roles as r on r.key = m.role_key
  cross join lateral (select exists (
    select from public.role_permissions as rp
    where rp.role_key = m.role_key and rp.resource = resource_asked
      and rp.action = any(giving)
  )) as by_role (yes)
  where m.person_id = permission_scope.person_id
    and m.valid @> now()
    and (not r.is_mfa_required or coalesce(is_login_strong, private.strong_auth()));
  if is_member_everywhere then
    allowed := allowed || extra.allowed;
  end if;
  if extra.is_denied then
    is_everywhere := false;
    allowed := '{}';
  end if;
end;
$$;

comment on function private.permission_scope(uuid, text, boolean) is
'Where a person has a permission: everywhere or in allowed, and in neither case in denied. is_login_strong answers for roles that need a second factor; null asks the session.';

revoke all on function private.permission_scope(uuid, text, boolean) from public;

-- sql/identity/domains_with.sql
-- requires: sql/identity/permission_scope.sql sql/identity/current_person_id.sql
-- Every policy asks this one question, once a statement: any((select domains_with(...))::uuid[]).
-- plpgsql, because a definer function in SQL is planned anew at each call; force_generic_plan here and
-- in what it calls, because Postgres would otherwise plan anew for each person: 0.05 ms against 0.4
-- (bench/bench_permissions.py).
-- definer: reads domains past RLS.
create or replace function private.domains_with(permission text)
returns uuid []
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  person_id uuid := private.current_person_id();
  scope record;
begin
  if person_id is null then
    return '{}'::uuid [];
  end if;
  scope := private.permission_scope(person_id, permission);
  if scope.is_everywhere then
    return array(
      select d.id from public.domains as d
      where d.archived_at is null and d.id <> all(scope.denied)
    );
  end if;
  if scope.allowed = '{}' then
    return '{}'::uuid [];
  end if;
  return array(
    select d.id from public.domains as d
    where d.id = any(scope.allowed) and d.archived_at is null and d.id <> all(scope.denied)
  );
end;
$$;

comment on function private.domains_with(text) is
'Ids of the domains in which the caller has the permission, as in conversations.view. Never null; empty means nowhere. Archived domains are never in it.';

revoke all on function private.domains_with(text) from public;
grant execute on function private.domains_with(text) to authenticated, service_role;

-- sql/identity/invitations.sql
-- No token is kept here: the auth service makes the link when the worker delivers auth.invite.
-- No e-mail either: it is the person's, and is forgotten with the person.
-- requires: sql/identity/people.sql
create table public.invitations (
  id uuid not null default private.new_id() constraint invitations_pkey primary key,
  person_id uuid not null constraint invitations_person_id_fkey references public.people (id),
  invited_by uuid not null constraint invitations_invited_by_fkey references public.people (id),
  expires_at timestamptz not null,
  sent_count integer not null default 1,
  last_sent_at timestamptz not null default now(),
  idempotency_key text,
  accepted_at timestamptz,
  cancelled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint invitations_idempotency_key_check check (length(idempotency_key) between 1 and 200),
  constraint invitations_one_end_check check (accepted_at is null or cancelled_at is null)
);

create unique index invitations_person_id_key on public.invitations (person_id)
where accepted_at is null and cancelled_at is null;
create index invitations_invited_by_idx on public.invitations (invited_by);

create trigger touch_row before update on public.invitations
for each row execute function private.touch_row();

comment on table public.invitations is
'Invitations of collaborators. At most one is open for a person, and a person has one e-mail, so one e-mail has one open invitation.';
comment on column public.invitations.expires_at is 'An open invitation past this moment opens nothing; sending it again renews it.';
comment on column public.invitations.sent_count is 'How many mails went out, the first included';
comment on column public.invitations.idempotency_key is 'Of the call that sent it last: the same key again sends nothing';

-- sql/identity/memberships.sql
-- requires: sql/identity/people.sql sql/identity/domains.sql sql/identity/current_person_id.sql
-- Where a person works, and as what. "All domains" is said by a flag, never by a null.
create table public.memberships (
  id uuid not null default private.new_id() constraint memberships_pkey primary key,
  person_id uuid not null
  constraint memberships_person_id_fkey references public.people (id) on delete cascade,
  role_key text not null
  constraint memberships_role_key_fkey references public.roles (key) on update cascade,
  domain_id uuid
  constraint memberships_domain_id_fkey references public.domains (id) on delete cascade,
  is_all_domains boolean not null default false,
  valid tstzrange not null default '[,)',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint memberships_person_id_domain_id_key unique nulls not distinct (person_id, domain_id),
  constraint memberships_is_all_domains_check check (is_all_domains = (domain_id is null)),
  constraint memberships_valid_check check (not isempty(valid))
);

create index memberships_domain_id_idx on public.memberships (domain_id);
create index memberships_role_key_idx on public.memberships (role_key);

create trigger touch_row before update on public.memberships
for each row execute function private.touch_row();

comment on table public.memberships is
'A person holds a role in a domain, one role a domain, or in all of them. No row: no access.';
comment on column public.memberships.is_all_domains is
'True exactly when domain_id is null: the role holds in every domain, later ones included.';
comment on column public.memberships.valid is 'When the membership counts; half-open.';

-- sql/identity/keep_last_admin.sql
-- requires: sql/identity/memberships.sql sql/platform/fail.sql
-- Two admins who demote each other at the same moment must not both succeed. The lock is taken before
-- any row is, so the second writer waits holding nothing, and counts after the first has committed;
-- `for share` makes a repeatable-read transaction fail (40001) instead of counting an old state (`for
-- key share` would lock the old version of the row and let it pass).
-- definer: whoever writes, all admins are counted.
create or replace function private.lock_admins()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('private.keep_last_admin', 0));
  return null;
end;
$$;

create or replace function private.keep_last_admin()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_table_name = 'people' and not exists (
    select from public.memberships as m
    where m.person_id = old.id and m.role_key = 'admin' and m.is_all_domains
  ) then
    return null;
  end if;
  perform from public.people as p
  inner join public.memberships as m on m.person_id = p.id
  where p.status = 'active'
    and m.role_key = 'admin' and m.is_all_domains and m.valid @> now() and upper_inf(m.valid)
  limit 1
  for share of p, m;
  if not found then
    perform private.fail(
      '42501', 'LAST_ADMIN', 'the last active admin stays',
      'Make someone else an admin of all domains first.'
    );
  end if;
  return null;
end;
$$;

comment on function private.lock_admins() is 'Statement trigger: one change to the admins at a time.';
comment on function private.keep_last_admin() is
'Trigger: raises 42501 / LAST_ADMIN when no active person is admin of all domains any more.';

revoke all on function private.lock_admins() from public;
revoke all on function private.keep_last_admin() from public;

create trigger lock_admins before update or delete on public.memberships
for each statement execute function private.lock_admins();

create trigger lock_admins before update of status on public.people
for each statement execute function private.lock_admins();

create trigger keep_last_admin after update or delete on public.memberships
for each row when (old.role_key = 'admin' and old.is_all_domains)
execute function private.keep_last_admin();

-- A deleted person takes the memberships along, which the trigger above sees.
create trigger keep_last_admin after update of status on public.people
for each row when (old.status = 'active')
execute function private.keep_last_admin();

-- sql/identity/lock_person.sql
-- Takes the lock of keep_last_admin before the row's. In the other order two calls about two admins,
-- each holding its row, would deadlock in that trigger.
-- requires: sql/identity/people.sql sql/identity/keep_last_admin.sql sql/platform/fail.sql
create or replace function private.lock_person(person_id uuid, expected_version integer default null)
returns public.people
language plpgsql
volatile
security definer -- definer: locks people past RLS
set search_path = ''
as $$
declare
  person public.people;
begin
  perform pg_advisory_xact_lock(hashtextextended('private.keep_last_admin', 0));
  select p.* into person from public.people as p
  where p.id = lock_person.person_id and p.status <> 'deleted'
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such person');
  end if;
  if lock_person.expected_version is not null then
    perform private.require_version(lock_person.expected_version, person.version);
  end if;
  return person;
end;
$$;

comment on function private.lock_person(uuid, integer) is
'The person, locked until the transaction ends. Raises P0002 NOT_FOUND, or 40001 STALE_VERSION where a version is expected.';
revoke all on function private.lock_person(uuid, integer) from public;

-- sql/identity/accept_invitation.sql
-- requires: sql/identity/invitations.sql sql/identity/lock_person.sql
create or replace function private.accept_invitation(person_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: the invited person holds nothing yet
set search_path = ''
as $$
begin
  perform private.lock_person(accept_invitation.person_id);
  update public.invitations as i set accepted_at = now()
  where i.person_id = accept_invitation.person_id
    and i.accepted_at is null and i.cancelled_at is null and i.expires_at > now();
  if not found then
    perform private.fail('42501', 'INVITATION_EXPIRED', 'there is no open invitation', 'Ask for a new invitation.');
  end if;
  update public.people as p set status = 'active'
  where p.id = accept_invitation.person_id and p.status = 'invited';
end;
$$;

comment on function private.accept_invitation(uuid) is
'Makes an invited person active; called when the account is linked. Raises 42501 INVITATION_EXPIRED.';
revoke all on function private.accept_invitation(uuid) from public;

-- sql/identity/permissions.sql
-- requires: sql/platform/default_privileges.sql
create table public.permissions (
  resource text not null,
  action text not null,
  description text not null,
  constraint permissions_pkey primary key (resource, action),
  constraint permissions_resource_check check (resource ~ '^[a-z][a-z_]*$'),
  constraint permissions_action_check check (action in ('view', 'edit', 'delete', 'manage'))
);

comment on table public.permissions is
'Catalogue of what can be permitted, written resource.action: conversations.view.';
comment on column public.permissions.action is
'edit implies view; manage implies view, edit and delete; delete implies nothing else.';

-- sql/identity/person_permissions.sql
-- requires: sql/identity/people.sql sql/identity/domains.sql sql/identity/permissions.sql sql/identity/current_person_id.sql
-- Exceptions for one person. They say what, memberships say where: an allow reaches no domain in
-- which the person has no membership, so taking the last domain away takes everything away.
create table public.person_permissions (
  id uuid not null default private.new_id() constraint person_permissions_pkey primary key,
  person_id uuid not null
  constraint person_permissions_person_id_fkey references public.people (id) on delete cascade,
  resource text not null,
  action text not null,
  effect text not null,
  domain_id uuid
  constraint person_permissions_domain_id_fkey references public.domains (id) on delete cascade,
  is_all_domains boolean not null default false,
  expires_at timestamptz,
  reason text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  version integer not null default 1,
  constraint person_permissions_grant_key
  unique nulls not distinct (person_id, resource, action, effect, domain_id),
  constraint person_permissions_resource_action_fkey
  foreign key (resource, action) references public.permissions (resource, action),
  constraint person_permissions_effect_check check (effect in ('allow', 'deny')),
  constraint person_permissions_is_all_domains_check check (is_all_domains = (domain_id is null)),
  constraint person_permissions_reason_check check (btrim(reason) <> '')
);

create index person_permissions_domain_id_idx on public.person_permissions (domain_id);
create index person_permissions_resource_action_idx
on public.person_permissions (resource, action);

create trigger touch_row before update on public.person_permissions
for each row execute function private.touch_row();

comment on table public.person_permissions is
'Permissions given to or taken from one person. Deny beats allow, whoever gave it.';
comment on column public.person_permissions.action is
'A denied view takes every action with it; a denied edit or delete takes manage with it.';
comment on column public.person_permissions.is_all_domains is
'True exactly when domain_id is null: in every domain in which the person has a membership.';
comment on column public.person_permissions.expires_at is 'From this moment it no longer counts.';

-- sql/identity/end_sessions.sql
-- requires: sql/identity/people.sql
create or replace function private.end_sessions(person_id uuid)
returns integer
language plpgsql
volatile
security definer -- definer: the sessions belong to the auth service
set search_path = ''
as $$
declare
  ended integer;
begin
  -- Tokens already issued stay signed until they expire: this moment is what makes them void.
  update public.people as p set sessions_valid_after = clock_timestamp() where p.id = end_sessions.person_id;
  delete from auth.sessions as s
  using public.people as p
  where p.id = end_sessions.person_id and s.user_id = p.auth_user_id;
  get diagnostics ended = row_count;
  return ended;
end;
$$;

comment on function private.end_sessions(uuid) is 'Ends every session of a person, and voids the tokens out there. Returns how many sessions.';
revoke all on function private.end_sessions(uuid) from public;

-- sql/identity/anonymise_person.sql
-- requires: sql/identity/invitations.sql sql/identity/person_permissions.sql sql/identity/end_sessions.sql
create or replace function private.anonymise_person(person_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds delete on these tables
set search_path = ''
as $$
begin
  perform private.end_sessions(anonymise_person.person_id);
  -- auth_user_id stays: the account must not be bound to the next person before the worker deletes it.
  update public.people as p set
    status = 'deleted', email = 'deleted-' || p.id || '@deleted.invalid',
    display_name = 'deleted user #' || left(p.id::text, 8),
    phone = null, avatar_path = null, org_id = null, allowed_providers = '{}'
  where p.id = anonymise_person.person_id;
  delete from public.memberships as m where m.person_id = anonymise_person.person_id;
  delete from public.person_permissions as g where g.person_id = anonymise_person.person_id;
  update public.invitations as i set cancelled_at = now()
  where i.person_id = anonymise_person.person_id and i.accepted_at is null and i.cancelled_at is null;
end;
$$;

comment on function private.anonymise_person(uuid) is
'Turns a person into "deleted user #..." without access. The row stays, because the audit log names it; the e-mail is free again.';
revoke all on function private.anonymise_person(uuid) from public;

-- sql/identity/begin_request.sql
-- requires: sql/platform/new_id.sql
-- The API calls this before each request (PostgREST: db-pre-request), as the request's own role.
--
-- Today it gives the request an id, under which the logs join what one request did, and refuses the
-- planner's counts to everybody under row security: they are made from statistics of all tenants' rows.
-- A gateway that passes several Prefer headers on must join them: PostgREST shows only one of them here.
--
-- Once tables are spread with Citus, a policy may hold no sub-select, and domains_with() cannot read
-- the memberships from a shard. Then this function also collects, for the caller, one json object of
-- permission -> domain ids and hands it to the workers by `execute format('set local bo.acl = %L')`
-- (set_config is not propagated; SET LOCAL is, with citus.propagate_set_commands = 'local'), and
-- domains_with() reads that setting. Policies lose `(select ...)`, and nothing else changes, because
-- every API has called this since the first day.
create or replace function private.begin_request()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  headers jsonb := nullif(current_setting('request.headers', true), '')::jsonb;
  given text := headers ->> 'x-request-id';
begin
  if current_user <> 'service_role' and headers ->> 'prefer' ~* 'count\s*=\s*"?(planned|estimated)' then
    raise exception 'prefer: only exact counts are given'
      using errcode = '22023', detail = 'INVALID_INPUT', hint = 'Ask for count=exact, or for no count.';
  end if;
  -- A caller's id joins our log to his; anything that is no plain id would only be noise in it.
  if given is null or given !~ '^[A-Za-z0-9._-]{1,100}$' then
    given := gen_random_uuid()::text;
  end if;
  perform set_config('app.request_id', given, true);
end;
$$;

comment on function private.begin_request() is
'Called by the API before each request, by any role: names the request in app.request_id, and raises 22023 INVALID_INPUT for a count by estimates without the secret key.';

revoke all on function private.begin_request() from public;
grant execute on function private.begin_request() to anon, authenticated, service_role;

-- sql/identity/check_client.sql
-- requires: sql/platform/bad_input.sql
-- The table checks the same again; here the answer names the field.
create or replace function private.check_client(name text, plan text, status text)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if length(btrim(name)) not between 1 and 200 then
    perform private.bad_input('name', '1 to 200 characters');
  end if;
  if plan !~ '^[a-z][a-z0-9_]{0,62}$' then
    perform private.bad_input('plan', 'a short name such as standard');
  end if;
  if status not in ('trial', 'active', 'suspended') then
    perform private.bad_input('status', 'trial, active or suspended');
  end if;
end;
$$;

comment on function private.check_client(text, text, text) is
'Raises 22023 INVALID_INPUT for the first field of a client that is malformed; null is always well.';

revoke all on function private.check_client(text, text, text) from public;
grant execute on function private.check_client(text, text, text) to authenticated;

-- sql/identity/check_domain_bound.sql
-- requires: sql/identity/memberships.sql sql/platform/fail.sql
-- A client user over all domains would be a leak of every tenant, so no path may make one.
-- definer: reads roles past RLS.
create or replace function private.check_domain_bound()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if (select r.is_domain_bound from public.roles as r where r.key = new.role_key) then
    perform private.fail(
      '42501', 'ROLE_IS_DOMAIN_BOUND',
      format('the role %s is held domain by domain, never over all of them', new.role_key),
      'Assign domains first.'
    );
  end if;
  return null;
end;
$$;

comment on function private.check_domain_bound() is
'Row trigger: raises 42501 / ROLE_IS_DOMAIN_BOUND when such a role is given over all domains.';

revoke all on function private.check_domain_bound() from public;

create trigger check_domain_bound after insert or update on public.memberships
for each row when (new.is_all_domains)
execute function private.check_domain_bound();

-- sql/identity/check_permission_name.sql
-- requires: sql/identity/permissions.sql sql/platform/bad_input.sql
create or replace function private.check_permission_name(permission text)
returns void
language plpgsql
stable
security definer -- definer: reads permissions past RLS
set search_path = ''
as $$
begin
  if not exists (
    select from public.permissions as p where p.resource || '.' || p.action = permission
  ) then
    perform private.bad_input('permission', format('%L is none; write it as conversations.view', permission));
  end if;
end;
$$;

comment on function private.check_permission_name(text) is
'Raises 22023 INVALID_INPUT unless the catalogue has this permission.';

revoke all on function private.check_permission_name(text) from public;

-- sql/identity/check_profile.sql
-- requires: sql/platform/bad_input.sql sql/platform/is_time_zone.sql
-- The table checks the same again (of a time zone the form alone); here the answer names the field.
create or replace function private.check_profile(
  display_name text,
  phone text,
  avatar_path text,
  locale text,
  time_zone text
)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if length(display_name) > 200 then
    perform private.bad_input('display_name', 'at most 200 characters');
  end if;
  if phone !~ '^(\+[0-9]{6,15})?$' then
    perform private.bad_input('phone', 'write it as +33123456789, or '''' for none');
  end if;
  if length(avatar_path) > 500 then
    perform private.bad_input('avatar_path', 'at most 500 characters');
  end if;
  if locale !~ '^[a-z]{2,3}(-[A-Z]{2})?$' then
    perform private.bad_input('locale', 'a language tag such as fr or fr-CH');
  end if;
  if not private.is_time_zone(time_zone) then
    perform private.bad_input('time_zone', 'an IANA name such as Europe/Paris');
  end if;
end;
$$;

comment on function private.check_profile(text, text, text, text, text) is
'Raises 22023 INVALID_INPUT for the first field of a profile that is malformed; null is always well.';

revoke all on function private.check_profile(text, text, text, text, text) from public;
grant execute on function private.check_profile(text, text, text, text, text) to authenticated;

-- sql/identity/env_settings.sql
-- requires: sql/platform/touch_row.sql
create table public.env_settings (
  environment text not null,
  key text not null,
  value jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint env_settings_pkey primary key (environment, key),
  constraint env_settings_environment_check
  check (environment in ('local', 'test', 'staging', 'production')),
  constraint env_settings_key_check check (key ~ '^[a-z][a-z0-9_.]*$')
);

create trigger touch_row before update on public.env_settings
for each row execute function private.touch_row();

comment on table public.env_settings is
'Settings by environment. A database reads only the rows of its own; secrets are not kept here.';

-- sql/identity/person_exceptions.sql
-- requires: sql/platform/default_privileges.sql
-- edit implies view, manage implies all, delete implies nothing else.
create or replace function private.actions_giving(action text)
returns text []
language plpgsql
immutable
strict
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case action when 'view' then '{view,edit,manage}' else array[action, 'manage'] end;
end;
$$;

-- Nobody changes what he may not see, so a denied view takes all; manage needs every action.
create or replace function private.actions_taking(action text)
returns text []
language plpgsql
immutable
strict
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case action
    when 'manage' then '{view,edit,delete,manage}'
    else array[action, 'view']
  end;
end;
$$;

-- definer: reads person_permissions past RLS.
create or replace function private.person_exceptions(
  person_id uuid,
  resource text,
  action text,
  out is_allowed boolean,
  out is_denied boolean,
  out allowed uuid [],
  out denied uuid []
)
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
begin
  select
    coalesce(bool_or(p.is_all_domains) filter (where p.effect = 'allow'), false),
    coalesce(bool_or(p.is_all_domains) filter (where p.effect = 'deny'), false),
    coalesce(array_agg(p.domain_id) filter (where p.effect = 'allow' and not p.is_all_domains), '{}'),
    coalesce(array_agg(p.domain_id) filter (where p.effect = 'deny' and not p.is_all_domains), '{}')
  into is_allowed, is_denied, allowed, denied
  from public.person_permissions as p
  where p.person_id = person_exceptions.person_id
    and p.resource = person_exceptions.resource
    and (p.expires_at is null or p.expires_at > now())
    and case p.effect
      when 'allow' then p.action = any(private.actions_giving(person_exceptions.action))
      else p.action = any(private.actions_taking(person_exceptions.action))
    end;
end;
$$;

comment on function private.actions_giving(text) is 'The granted actions that include this one.';
comment on function private.actions_taking(text) is 'The denied actions that exclude this one.';
comment on function private.person_exceptions(uuid, text, text) is
'What person_permissions adds and takes for one permission: everywhere, or in the listed domains.';

revoke all on function private.actions_giving(text) from public;
revoke all on function private.actions_taking(text) from public;
revoke all on function private.person_exceptions(uuid, text, text) from public;

-- sql/identity/explain_exceptions.sql
-- requires: sql/identity/person_permissions.sql sql/identity/person_exceptions.sql
-- Part of why_can(), which has checked the caller.
create or replace function private.explain_exceptions(person_id uuid, permission text, domain_id uuid)
returns jsonb
language plpgsql
stable
security definer -- definer: reads person_permissions past RLS
set search_path = ''
as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object(
      'effect', p.effect, 'action', p.action, 'is_all_domains', p.is_all_domains,
      'domain_id', p.domain_id, 'expires_at', p.expires_at, 'reason', p.reason,
      'counts_now', p.expires_at is null or p.expires_at > now()
    ) order by p.effect desc, p.action, p.domain_id)
    from public.person_permissions as p
    where p.person_id = explain_exceptions.person_id
      and p.resource = split_part(permission, '.', 1)
      and p.action = any(
        private.actions_giving(split_part(permission, '.', 2))
        || private.actions_taking(split_part(permission, '.', 2))
      )
      and (p.is_all_domains or p.domain_id = explain_exceptions.domain_id)
  ), '[]');
end;
$$;

comment on function private.explain_exceptions(uuid, text, uuid) is
'The exceptions of a person that bear on the permission in the domain, expired ones included.';

revoke all on function private.explain_exceptions(uuid, text, uuid) from public;

-- sql/identity/explain_memberships.sql
-- requires: sql/identity/memberships.sql sql/identity/person_exceptions.sql
-- Part of why_can(), which has checked the caller.
create or replace function private.explain_memberships(person_id uuid, permission text, domain_id uuid)
returns jsonb
language plpgsql
stable
security definer -- definer: reads memberships past RLS
set search_path = ''
as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object(
      'role_key', m.role_key, 'is_all_domains', m.is_all_domains, 'domain_id', m.domain_id,
      'valid', m.valid, 'counts_now', m.valid @> now(), 'given_by', array(
        select rp.action from public.role_permissions as rp
        where rp.role_key = m.role_key
          and rp.resource = split_part(permission, '.', 1)
          and rp.action = any(private.actions_giving(split_part(permission, '.', 2)))
      )
    ) order by m.is_all_domains desc, m.domain_id)
    from public.memberships as m
    where m.person_id = explain_memberships.person_id
      and (m.is_all_domains or m.domain_id = explain_memberships.domain_id)
  ), '[]');
end;
$$;

comment on function private.explain_memberships(uuid, text, uuid) is
'The memberships of a person that reach the domain, each with the actions of its role that give the permission.';

revoke all on function private.explain_memberships(uuid, text, uuid) from public;

-- sql/identity/holds.sql
-- requires: sql/identity/permission_scope.sql sql/identity/current_person_id.sql
create or replace function private.holds(permission text)
returns boolean
language plpgsql
stable
parallel safe
security definer -- definer: permission_scope is for our own functions only
set search_path = ''
as $$
declare
  person_id uuid := private.current_person_id();
  scope record;
begin
  if person_id is null then
    return false;
  end if;
  scope := private.permission_scope(person_id, permission);
  return scope.is_everywhere;
end;
$$;

comment on function private.holds(text) is
'Whether the caller has the permission through a membership in all domains: for what belongs to no domain, such as clients.manage. Never null.';

revoke all on function private.holds(text) from public;
grant execute on function private.holds(text) to authenticated, service_role;

-- sql/identity/link_account.sql
-- requires: sql/identity/people.sql sql/identity/accept_invitation.sql
create or replace function private.link_account(person public.people, account_id uuid)
returns uuid
language plpgsql
volatile
security definer -- definer: the invited person holds nothing yet
set search_path = ''
as $$
begin
  if person.auth_user_id is null then
    update public.people as p set auth_user_id = account_id where p.id = person.id;
  end if;
  if person.status = 'invited' then
    perform private.accept_invitation(person.id);
  end if;
  return person.id;
end;
$$;

comment on function private.link_account(public.people, uuid) is
'Binds an account to a locked person who has none, and accepts the invitation. Raises 42501 INVITATION_EXPIRED.';

revoke all on function private.link_account(public.people, uuid) from public;

-- sql/identity/lock_invitation.sql
-- requires: sql/identity/invitations.sql sql/identity/lock_person.sql
create or replace function private.lock_invitation(invitation_id uuid)
returns public.invitations
language plpgsql
volatile
security definer -- definer: locks past RLS
set search_path = ''
as $$
declare
  invitation public.invitations;
begin
  select i.* into invitation from public.invitations as i where i.id = lock_invitation.invitation_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such invitation');
  end if;
  -- The person first, as everywhere; only then is the invitation's state the last word.
  perform from public.people as p where p.id = invitation.person_id and p.status = 'deleted';
  if not found then
    perform private.lock_person(invitation.person_id);
  end if;
  select i.* into invitation from public.invitations as i where i.id = lock_invitation.invitation_id for update;
  if invitation.accepted_at is not null or invitation.cancelled_at is not null then
    perform private.fail('PT409', 'INVITATION_CLOSED', 'the invitation was accepted or cancelled already');
  end if;
  return invitation;
end;
$$;

comment on function private.lock_invitation(uuid) is
'The open invitation, locked with its person. Raises P0002 NOT_FOUND, PT409 INVITATION_CLOSED.';
revoke all on function private.lock_invitation(uuid) from public;

-- sql/identity/permission_version.sql
-- requires: sql/identity/memberships.sql sql/identity/person_permissions.sql
-- A digest instead of a counter: no writer can forget to raise it.
-- definer: reads memberships and grants past RLS.
create or replace function private.permission_version(person_id uuid)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  facts text;
begin
  select string_agg(fact.line, e'\n' order by fact.line) into facts
  from (
    select concat_ws('|', 'm', m.role_key, coalesce(m.domain_id::text, '*'), m.valid) as line
    from public.memberships as m
    where m.person_id = permission_version.person_id
    union all
    select concat_ws('|', 'r', rp.role_key, rp.resource, rp.action)
    from public.role_permissions as rp
    where rp.role_key in (
      select m.role_key from public.memberships as m
      where m.person_id = permission_version.person_id
    )
    union all
    select concat_ws('|', 'p', pp.effect, pp.resource, pp.action,
      coalesce(pp.domain_id::text, '*'), coalesce(pp.expires_at::text, '-'))
    from public.person_permissions as pp
    where pp.person_id = permission_version.person_id
  ) as fact;
  return left(encode(sha256(convert_to(coalesce(facts, ''), 'UTF8')), 'hex'), 16);
end;
$$;

comment on function private.permission_version(uuid) is
'Changes when a person''s memberships, grants or roles do: a client compares it with its token''s and reads its permissions anew. 16 hexadecimal digits.';

revoke all on function private.permission_version(uuid) from public;

-- sql/identity/person_rank.sql
-- requires: sql/identity/current_person_id.sql sql/platform/fail.sql
-- definer: reads people and memberships past RLS.
create or replace function private.person_rank(person_id uuid)
returns integer
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  highest integer;
begin
  select max(r.rank) into highest
  from public.roles as r
  where r.key = (select p.role_key from public.people as p where p.id = person_rank.person_id)
    or r.key in (
      select m.role_key from public.memberships as m
      where m.person_id = person_rank.person_id
        and (upper_inf(m.valid) or upper(m.valid) > now())
    );
  return coalesce(highest, 0);
end;
$$;

comment on function private.person_rank(uuid) is
'The highest rank among a person''s main role and the roles held now or later; 0 for nobody.';

revoke all on function private.person_rank(uuid) from public;

-- sql/identity/person_with_email.sql
-- requires: sql/identity/people.sql
-- definer: reads people past RLS, for the hooks and for invitations.
create or replace function private.person_with_email(email text)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  found_id uuid;
begin
  select people.id into found_id
  from public.people
  where people.email operator(extensions.=) btrim(person_with_email.email)::extensions.citext
    and people.status <> 'deleted';
  return found_id;
end;
$$;

comment on function private.person_with_email(text) is
'The person who is not deleted and has this address, whatever its case; null when there is none.';

revoke all on function private.person_with_email(text) from public;

-- sql/identity/security_settings.sql
-- requires: sql/platform/touch_row.sql
-- One row, always: the primary key admits only true.
create table public.security_settings (
  id boolean not null default true constraint security_settings_pkey primary key,
  step_up_max_age interval not null default '10 minutes',
  invitation_lifetime interval not null default '7 days',
  session_idle_limit interval not null default '12 hours',
  session_absolute_limit interval not null default '7 days',
  is_second_admin_required boolean not null default false,
  is_strong_auth_relaxed_locally boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint security_settings_id_check check (id),
  constraint security_settings_positive_check check (
    step_up_max_age > '0' and invitation_lifetime > '0'
    and session_idle_limit > '0' and session_absolute_limit >= session_idle_limit
  )
);

create trigger touch_row before update on public.security_settings
for each row execute function private.touch_row();

comment on table public.security_settings is 'Security rules of this installation: one row.';
comment on column public.security_settings.step_up_max_age is
'How old the strong login may be for fees, roles, refunds and secrets.';
comment on column public.security_settings.is_second_admin_required is
'True: resetting someone''s second factor needs the consent of another admin.';
comment on column public.security_settings.is_strong_auth_relaxed_locally is
'True: a password is strong enough where private.environment() is local; no effect elsewhere.';

-- sql/identity/strong_auth.sql
-- requires: sql/platform/environment.sql sql/identity/security_settings.sql
-- A passkey is a strong login that Supabase Auth calls aal1, so both aal and amr are asked.
-- Shapes that nobody expects (no claims, amr as bare strings) answer false, never null.
-- definer: reads security_settings past RLS.
create or replace function private.strong_auth(max_age interval default null)
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
declare
  claims jsonb := coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb;
  amr jsonb := case jsonb_typeof(claims -> 'amr') when 'array' then claims -> 'amr' else '[]' end;
  seconds_now constant double precision := extract(epoch from now());
  proven_at double precision;
begin
  if private.environment() = 'local'
    and (select is_strong_auth_relaxed_locally from public.security_settings) then
    return true;
  end if;
  if max_age is null then
    return coalesce(claims ->> 'aal' = 'aal2', false)
      or amr ? 'passkey' or amr @> '[{"method": "passkey"}]';
  end if;
  -- The time of a factor counts, not that of the token: refreshing renews only the latter.
  -- What lies ahead by more than clocks may differ was not proven.
  select max(proof.at) into proven_at
  from jsonb_array_elements(amr) as entry
  cross join lateral (
    select case jsonb_typeof(entry -> 'timestamp') when 'number' then entry ->> 'timestamp' end::double precision
  ) as proof (at)
  where proof.at <= seconds_now + 60
    and (entry ->> 'method' = 'passkey'
      or claims ->> 'aal' = 'aal2'
      and entry ->> 'method' in ('totp', 'mfa/phone', 'mfa/webauthn', 'webauthn'));
  return coalesce(proven_at > extract(epoch from now() - max_age), false);
end;
$$;

comment on function private.strong_auth(interval) is
'Whether the session is signed in with a second factor (aal2) or a passkey; with max_age, whether that was proven so recently. Never null. In the environment local, security_settings may relax it.';

revoke all on function private.strong_auth(interval) from public;
grant execute on function private.strong_auth(interval) to authenticated, service_role;

-- sql/identity/recent_strong_auth.sql
-- requires: sql/identity/strong_auth.sql
-- For policies: one on security_settings cannot read its own table to learn the age.
create or replace function private.recent_strong_auth()
returns boolean
language plpgsql
stable
parallel safe
security definer -- definer: reads security_settings past RLS
set search_path = ''
as $$
begin
  return private.strong_auth((select s.step_up_max_age from public.security_settings as s));
end;
$$;

comment on function private.recent_strong_auth() is
'Whether the strong login is as young as security_settings.step_up_max_age wants it. Never null.';

revoke all on function private.recent_strong_auth() from public;
grant execute on function private.recent_strong_auth() to authenticated, service_role;

-- sql/identity/require.sql
-- requires: sql/identity/domains_with.sql sql/identity/holds.sql sql/platform/fail.sql
create or replace function private.require(permission text, domain_id uuid default null)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  -- Without a domain the stricter question is asked, so a forgotten argument opens nothing.
  if require.domain_id is null and private.holds(require.permission) then
    return;
  end if;
  if require.domain_id = any(private.domains_with(require.permission)) then
    return;
  end if;
  perform private.fail('42501', 'PERMISSION_DENIED', format('%s is not permitted', permission));
end;
$$;

comment on function private.require(text, uuid) is
'Raises 42501 / PERMISSION_DENIED unless the caller has the permission: in that domain, or, without a domain, through a membership in all domains.';

revoke all on function private.require(text, uuid) from public;
grant execute on function private.require(text, uuid) to authenticated, service_role;

-- sql/identity/require_open_client.sql
-- requires: sql/identity/clients.sql sql/platform/fail.sql
-- The lock keeps the client from being archived while a domain is given to it.
create or replace function private.require_open_client(client_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: locking wants a right to update
set search_path = ''
as $$
declare
  client public.clients;
begin
  select c.* into client from public.clients as c where c.id = require_open_client.client_id for share;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such client');
  end if;
  if client.archived_at is not null then
    perform private.fail('PT409', 'CLIENT_ARCHIVED', 'the client is archived', 'Restore it first.');
  end if;
end;
$$;

comment on function private.require_open_client(uuid) is
'Raises P0002 NOT_FOUND, or PT409 CLIENT_ARCHIVED, unless the client is there and open; locks it for share.';

revoke all on function private.require_open_client(uuid) from public;

-- sql/identity/require_person.sql
-- requires: sql/identity/current_person_id.sql sql/platform/fail.sql
create or replace function private.require_person()
returns uuid
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  person_id uuid := private.current_person_id();
begin
  if person_id is null then
    perform private.fail(
      '42501', 'ACCOUNT_NOT_ACTIVE', 'this session belongs to no active person',
      'After the first sign-in call link_current_user(); otherwise sign in again.'
    );
  end if;
  return person_id;
end;
$$;

comment on function private.require_person() is
'The caller''s person id. Raises 42501 / ACCOUNT_NOT_ACTIVE for a stranger, a disabled person or a revoked session.';

revoke all on function private.require_person() from public;
grant execute on function private.require_person() to authenticated, service_role;

-- sql/identity/require_rank.sql
-- requires: sql/identity/person_rank.sql sql/platform/bad_input.sql
-- definer: person_rank is for our own functions only.
create or replace function private.require_rank_over(person_id uuid)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  caller uuid := private.current_person_id();
  own_rank integer := private.person_rank(caller);
begin
  if caller = require_rank_over.person_id then
    perform private.fail('42501', 'NOT_YOURSELF', 'nobody changes the own access');
  end if;
  -- At the top peers may act on each other, because nobody else could; the last admin stays anyway.
  if own_rank <= private.person_rank(require_rank_over.person_id)
    and own_rank < (select max(r.rank) from public.roles as r) then
    perform private.fail(
      '42501', 'RANK_TOO_LOW', 'only people of lower rank can be changed',
      'Ask someone of higher rank, or whoever holds the secret key.'
    );
  end if;
end;
$$;

-- definer: reads roles past RLS.
create or replace function private.require_role_within_rank(role_key text)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  role_rank integer := (
    select r.rank from public.roles as r where r.key = require_role_within_rank.role_key
  );
begin
  if role_rank is null then
    perform private.bad_input('role', format('%L is no role', role_key));
  end if;
  if role_rank > private.person_rank(private.current_person_id()) then
    perform private.fail('42501', 'RANK_TOO_LOW', 'nobody gives a role above the own');
  end if;
end;
$$;

comment on function private.require_rank_over(uuid) is
'Raises 42501 unless the caller outranks the person: NOT_YOURSELF for the own row, RANK_TOO_LOW for a peer or superior (peers at the top rank may act on each other).';
comment on function private.require_role_within_rank(text) is
'Raises 42501 / RANK_TOO_LOW when the role ranks above the caller, 22023 when there is no such role.';

revoke all on function private.require_rank_over(uuid) from public;
revoke all on function private.require_role_within_rank(text) from public;
grant execute on function private.require_rank_over(uuid) to authenticated, service_role;
grant execute on function private.require_role_within_rank(text) to authenticated, service_role;

-- sql/identity/require_strong_auth.sql
-- requires: sql/identity/strong_auth.sql sql/platform/fail.sql
create or replace function private.require_strong_auth(max_age interval default null)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if not private.strong_auth(max_age) then
    perform private.fail(
      '42501', 'STEP_UP_REQUIRED', 'this needs a recent sign-in with a second factor or a passkey',
      'Verify a second factor or a passkey, then retry with the new token.'
    );
  end if;
end;
$$;

comment on function private.require_strong_auth(interval) is
'Raises 42501 / STEP_UP_REQUIRED unless private.strong_auth(max_age).';

revoke all on function private.require_strong_auth(interval) from public;
grant execute on function private.require_strong_auth(interval) to authenticated, service_role;

-- sql/identity/revoked_sessions.sql
-- requires: sql/identity/people.sql
-- An access token outlives its session until it expires. This list ends it at once; a row may go
-- when the token must have expired.
create table private.revoked_sessions (
  session_id uuid not null constraint revoked_sessions_pkey primary key,
  person_id uuid not null
  constraint revoked_sessions_person_id_fkey references public.people (id) on delete cascade,
  revoked_at timestamptz not null default now()
);

create index revoked_sessions_person_id_idx on private.revoked_sessions (person_id);

comment on table private.revoked_sessions is
'Sessions (claim session_id) whose tokens count for nothing; read by current_person_id().';

-- sql/identity/role_permissions.sql
-- requires: sql/identity/roles.sql sql/identity/permissions.sql
create table public.role_permissions (
  role_key text not null
  constraint role_permissions_role_key_fkey references public.roles (key)
  on update cascade on delete cascade,
  resource text not null,
  action text not null,
  constraint role_permissions_pkey primary key (role_key, resource, action),
  constraint role_permissions_resource_action_fkey
  foreign key (resource, action) references public.permissions (resource, action)
);

create index role_permissions_resource_action_idx
on public.role_permissions (resource, action);

comment on table public.role_permissions is
'What each role may do, in the domains in which a person holds the role.';

-- sql/identity/scope_covers.sql
-- requires: sql/platform/default_privileges.sql
create or replace function private.scope_covers(
  is_everywhere boolean, allowed uuid [], denied uuid [], domain_id uuid
)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if domain_id is null then
    return is_everywhere;
  end if;
  return (is_everywhere or domain_id = any(allowed)) and domain_id <> all(denied);
end;
$$;

comment on function private.scope_covers(boolean, uuid [], uuid [], uuid) is
'Whether a scope of private.permission_scope() reaches a domain; without a domain: everything.';

revoke all on function private.scope_covers(boolean, uuid [], uuid [], uuid) from public;

-- sql/identity/set_memberships.sql
-- requires: sql/identity/memberships.sql sql/platform/bad_input.sql
create or replace function private.set_memberships(
  person_id uuid,
  role_key text,
  domain_ids uuid [],
  is_all_domains boolean
)
returns void
language plpgsql
volatile
security definer -- definer: memberships are written by RPCs alone
set search_path = ''
as $$
declare
  unknown uuid;
begin
  if is_all_domains = (cardinality(domain_ids) > 0) then
    perform private.bad_input('domain_ids', 'name the domains, or say is_all_domains, not both and not neither');
  end if;
  select w.id into unknown
  from unnest(domain_ids) as w (id)
  where not exists (select from public.domains as d where d.id = w.id and d.archived_at is null);
  if found then
    perform private.bad_input('domain_ids', format('no such domain: %s', coalesce(unknown::text, 'null')));
  end if;
  delete from public.memberships as m where m.person_id = set_memberships.person_id;
  insert into public.memberships (person_id, role_key, domain_id, is_all_domains)
  select set_memberships.person_id, set_memberships.role_key, w.id, false
  from (select distinct unnest(domain_ids) as id) as w
  union all
  select set_memberships.person_id, set_memberships.role_key, null, true where set_memberships.is_all_domains;
end;
$$;

comment on function private.set_memberships(uuid, text, uuid [], boolean) is
'Replaces a person''s memberships by the role in these domains, or in all. Raises 22023 INVALID_INPUT, 42501 ROLE_IS_DOMAIN_BOUND.';
revoke all on function private.set_memberships(uuid, text, uuid [], boolean) from public;

-- sql/identity/set_person_domains.sql
-- requires: sql/identity/memberships.sql sql/platform/bad_input.sql
-- A domain that stays keeps its role and its dates; only what comes gets the given role.
create or replace function private.set_person_domains(person_id uuid, domain_ids uuid [], role_key text)
returns void
language plpgsql
volatile
security definer -- definer: memberships are written by RPCs alone
set search_path = ''
as $$
declare
  unknown uuid;
begin
  select w.id into unknown
  from unnest(domain_ids) as w (id)
  where not exists (select from public.domains as d where d.id = w.id and d.archived_at is null);
  if found then
    perform private.bad_input('domain_ids', format('no such domain: %s', coalesce(unknown::text, 'null')));
  end if;
  delete from public.memberships as m
  where m.person_id = set_person_domains.person_id
    and (m.is_all_domains or m.domain_id <> all(domain_ids));
  insert into public.memberships (person_id, role_key, domain_id)
  select set_person_domains.person_id, set_person_domains.role_key, w.id
  from (select distinct unnest(domain_ids) as id) as w
  on conflict on constraint memberships_person_id_domain_id_key do nothing;
end;
$$;

comment on function private.set_person_domains(uuid, uuid [], text) is
'Makes these domains, and no others, the person''s; an empty array takes all away. Raises 22023 INVALID_INPUT for an unknown domain.';
revoke all on function private.set_person_domains(uuid, uuid [], text) from public;
