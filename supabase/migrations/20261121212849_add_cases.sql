-- Cases of the rescue programme; and permissions that reach less than a whole domain, which partners and guardians
-- need for them.
SET local check_function_bodies = off;

-- Both are made anew below, with how far a permission reaches.
-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."permission_scope"(uuid, text, boolean);

-- squawk-ignore ban-drop-function
DROP FUNCTION "public"."my_permissions"();

CREATE TABLE "public"."case_guardians" (
  "domain_id"   uuid                     NOT NULL,
  "case_id"     uuid                     NOT NULL,
  "guardian_id" uuid                     NOT NULL,
  "role"        text                     NOT NULL,
  "valid"       tstzrange                NOT NULL,
  "created_at"  timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"  timestamp with time zone NOT NULL DEFAULT now(),
  "version"     integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "case_guardians_role_check" CHECK ((role = ANY (ARRAY['primary'::text, 'co'::text]))),
  CONSTRAINT "case_guardians_valid_check" CHECK (((NOT isempty(valid)) AND (NOT lower_inf(valid)) AND lower_inc(valid) AND (NOT upper_inc(valid)))),
  "id"          uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "case_guardians_pkey" PRIMARY KEY (domain_id, id),
  "created_by"  uuid                     DEFAULT private.current_person_id()
);

ALTER TABLE "public"."case_guardians"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."case_guardians" FROM "anon";

CREATE TABLE "public"."case_shares" (
  "domain_id"  uuid                     NOT NULL,
  "case_id"    uuid                     NOT NULL,
  "org_id"     uuid                     NOT NULL,
  "level"      text                     NOT NULL DEFAULT 'view'::text,
  "expires_at" timestamp with time zone,
  "created_at" timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at" timestamp with time zone NOT NULL DEFAULT now(),
  "version"    integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "case_shares_level_check" CHECK ((level = ANY (ARRAY['view'::text, 'comment'::text]))),
  CONSTRAINT "case_shares_pkey" PRIMARY KEY (domain_id, case_id, org_id),
  "created_by" uuid                     DEFAULT private.current_person_id()
);

ALTER TABLE "public"."case_shares"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."case_shares" FROM "anon";

CREATE TABLE "public"."cases" (
  "domain_id"    uuid                     NOT NULL,
  "code"         text                     NOT NULL,
  "title"        text                     NOT NULL,
  "description"  text                     NOT NULL DEFAULT ''::text,
  "species"      text                     NOT NULL,
  "status"       text                     NOT NULL DEFAULT 'draft'::text,
  "priority"     text                     NOT NULL DEFAULT 'normal'::text,
  "category"     text                     NOT NULL,
  "location"     text,
  "goal_minor"   numeric(38,0),
  "currency"     text,
  "org_id"       uuid,
  "published_at" timestamp with time zone,
  "completed_at" timestamp with time zone,
  "archived_at"  timestamp with time zone,
  "created_at"   timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"   timestamp with time zone NOT NULL DEFAULT now(),
  "version"      integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "cases_category_check" CHECK ((category = ANY (ARRAY['rescue'::text, 'surgery'::text, 'treatment'::text, 'transit'::text, 'foster'::text]))),
  CONSTRAINT "cases_code_check" CHECK ((code ~ '^[A-Z0-9][A-Z0-9-]{1,31}$'::text)),
  CONSTRAINT "cases_code_key" UNIQUE (domain_id, code),
  CONSTRAINT "cases_currency_check" CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT "cases_description_check" CHECK ((length(description) <= 10000)),
  CONSTRAINT "cases_goal_minor_check" CHECK (((goal_minor IS NULL) OR ((goal_minor > (0)::numeric) AND (currency IS NOT NULL)))),
  CONSTRAINT "cases_location_check" CHECK ((length(location) <= 200)),
  CONSTRAINT "cases_priority_check" CHECK ((priority = ANY (ARRAY['normal'::text, 'urgent'::text]))),
  CONSTRAINT "cases_species_check" CHECK (((length(species) >= 1) AND (length(species) <= 60))),
  CONSTRAINT "cases_status_check" CHECK ((status = ANY (ARRAY['draft'::text, 'active'::text, 'urgent'::text, 'on_hold'::text, 'completed'::text, 'cancelled'::text]))),
  CONSTRAINT "cases_title_check" CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  "id"           uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "cases_pkey" PRIMARY KEY (domain_id, id),
  "created_by"   uuid                     DEFAULT private.current_person_id()
);

ALTER TABLE "public"."cases"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."cases" FROM "anon";

ALTER TABLE "public"."role_permissions"
  ADD COLUMN "reach" text NOT NULL DEFAULT 'domain'::text;

CREATE OR REPLACE FUNCTION private.cases_with (
  permission text
)
  RETURNS uuid[]
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SECURITY DEFINER
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  me constant uuid := private.current_person_id();
  given_in constant uuid [] := private.domains_reached(permission, 'assigned');
  org_in constant uuid [] := private.domains_reached(permission, 'org');
  my_org constant uuid := (select p.org_id from public.people as p where p.id = me);
begin
  if given_in = '{}' and org_in = '{}' then
    return '{}'::uuid [];
  end if;
  return array(
    select g.case_id from public.case_guardians as g
    where g.guardian_id = me and g.valid @> now() and g.domain_id = any(given_in)
    union
    select c.id from public.cases as c
    where c.org_id = my_org and c.domain_id = any(org_in)
    union
    -- A share is for reading, whatever its level.
    select s.case_id from public.case_shares as s
    where s.org_id = my_org and s.domain_id = any(org_in)
      and (s.expires_at is null or s.expires_at > now())
      and split_part(permission, '.', 2) = 'view'
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.domains_reached (
  permission text,
  reach      text
)
  RETURNS uuid[]
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SECURITY DEFINER
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  scope constant record := private.permission_scope(
    private.current_person_id(), permission, null, domains_reached.reach
  );
begin
  return array(
    select d.id from public.domains as d
    where (scope.is_everywhere or d.id = any(scope.allowed))
      and d.archived_at is null and d.id <> all(scope.denied)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.explain_memberships (
  person_id  uuid,
  permission text,
  domain_id  uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object(
      'role_key', m.role_key, 'is_all_domains', m.is_all_domains, 'domain_id', m.domain_id,
      'valid', m.valid, 'counts_now', m.valid @> now(), 'given_by', array(
        select rp.action from public.role_permissions as rp
        where rp.role_key = m.role_key
          and rp.resource = split_part(permission, '.', 1)
          and rp.action = any(private.actions_giving(split_part(permission, '.', 2)))
      ), 'reach', (
        select min(rp.reach) from public.role_permissions as rp
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
$function$;

CREATE OR REPLACE FUNCTION private.may_be_guardian (
  person_id uuid,
  domain_id uuid
)
  RETURNS boolean
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  -- Asked of somebody who is not signed in, so a role that wants a second factor counts.
  scope constant record := private.permission_scope(person_id, 'cases.edit', true, 'assigned');
begin
  return exists (
    select from public.people as p
    where p.id = may_be_guardian.person_id and p.status = 'active'
  ) and private.scope_covers(scope.is_everywhere, scope.allowed, scope.denied, domain_id);
end;
$function$;

CREATE OR REPLACE FUNCTION private.permission_scope (
  person_id       uuid,
  permission      text,
  is_login_strong boolean               DEFAULT NULL::boolean,
  reach           text                  DEFAULT 'domain'::text,
  OUT             is_everywhere boolean,
  OUT             allowed uuid[],
  OUT             denied uuid[]
)
  RETURNS record
  LANGUAGE plpgsql
  STABLE
  PARALLEL SAFE
  SECURITY DEFINER
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  resource_asked text := split_part(permission, '.', 1);
  action_asked text := split_part(permission, '.', 2);
  giving text [] := private.actions_giving(action_asked);
  extra record;
  is_member_everywhere boolean;
begin
  extra := private.person_exceptions(person_id, resource_asked, action_asked);
  denied := extra.denied;
  -- An exception takes from every reach, and gives whole domains.
  if reach <> 'domain' then
    extra.is_allowed := false;
    extra.allowed := '{}';
  end if;
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
      and rp.action = any(giving) and rp.reach = permission_scope.reach
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
$function$;

CREATE OR REPLACE FUNCTION private.permission_version (
  person_id uuid
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  facts text;
begin
  select string_agg(fact.line, e'\n' order by fact.line) into facts
  from (
    select concat_ws('|', 'm', m.role_key, coalesce(m.domain_id::text, '*'), m.valid) as line
    from public.memberships as m
    where m.person_id = permission_version.person_id
    union all
    select concat_ws('|', 'r', rp.role_key, rp.resource, rp.action, rp.reach)
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
$function$;

CREATE OR REPLACE FUNCTION private.require_case (
  domain_id uuid,
  case_id   uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  perform from public.cases as c
  where c.domain_id = require_case.domain_id and c.id = require_case.case_id and c.archived_at is null
  for key share;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such case');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION public.assign_guardian (
  domain_id   uuid,
  case_id     uuid,
  guardian_id uuid,
  role        text DEFAULT 'primary'::text
)
  RETURNS public.case_guardians
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  assigned public.case_guardians;
begin
  perform private.require('cases.edit', domain_id);
  perform private.require_case(assign_guardian.domain_id, assign_guardian.case_id);
  if role is null or role not in ('primary', 'co') then
    perform private.bad_input('role', 'primary or co');
  end if;
  if not private.may_be_guardian(guardian_id, domain_id) then
    perform private.bad_input('guardian_id', 'an active guardian of this domain');
  end if;
  insert into public.case_guardians (domain_id, case_id, guardian_id, role, valid)
  values (
    assign_guardian.domain_id, assign_guardian.case_id, assign_guardian.guardian_id, assign_guardian.role,
    tstzrange(now(), null)
  )
  returning * into assigned;
  return assigned;
exception
  when exclusion_violation then
    perform private.fail(
      '23P01', 'GUARDIAN_OVERLAPS', 'the case has a primary guardian, or this guardian has the case already',
      'Call unassign_guardian() first, or assign as co.'
    );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."assign_guardian"(uuid, uuid, uuid, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.clone_role (
  role_key text,
  new_key  text,
  title    text
)
  RETURNS public.roles
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
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
  insert into public.role_permissions (role_key, resource, action, reach)
  select cloned.key, rp.resource, rp.action, rp.reach
  from public.role_permissions as rp where rp.role_key = clone_role.role_key;
  return cloned;
end;
$function$;

CREATE OR REPLACE FUNCTION public.me()
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
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
        select coalesce(jsonb_agg(distinct held.permission), '[]') from public.my_permissions() as held
      ),
      'permission_version', private.permission_version(me),
      'domains', (
        select coalesce(jsonb_agg(to_jsonb(d)), '[]') from public.my_domains(page_size => 500) as d
      ),
      'strong_auth', private.strong_auth(),
      'unread_notifications', public.unread_count(),
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
$function$;

CREATE OR REPLACE FUNCTION public.my_permissions()
  RETURNS TABLE (
    permission     text,
    is_all_domains boolean,
    domain_ids     uuid[],
    reach          text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  person_id uuid := private.require_person();
begin
  return query
  select named.permission, scope.is_everywhere, held.domain_ids, reaches.reach
  from public.permissions as p
  cross join lateral (values (p.resource || '.' || p.action)) as named (permission)
  cross join lateral (
    select 'domain' as reach
    union
    select rp.reach from public.role_permissions as rp
    where rp.resource = p.resource and rp.action = any(private.actions_giving(p.action))
  ) as reaches
  cross join lateral private.permission_scope(person_id, named.permission, null, reaches.reach) as scope
  cross join lateral (
    select private.domains_reached(named.permission, reaches.reach)
    where scope.is_everywhere or scope.allowed <> '{}'
  ) as held (domain_ids)
  where scope.is_everywhere or held.domain_ids <> '{}'
  order by named.permission, reaches.reach;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."my_permissions"() FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.set_role_permissions (
  role_key         text,
  permissions      text[],
  reason           text,
  expected_version integer
)
  RETURNS public.roles
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
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
  -- Only what is new is asked for: nobody gives what he does not hold.
  perform private.require(w.name) from unnest(set_role_permissions.permissions) as w (name)
  where not exists (
    select from public.role_permissions as rp
    where rp.role_key = changed.key and rp.resource || '.' || rp.action = w.name
  );
  -- What a role may do with a resource reaches as far as before: another action widens nothing.
  insert into public.role_permissions (role_key, resource, action, reach)
  select distinct changed.key, split_part(w.name, '.', 1), split_part(w.name, '.', 2), coalesce((
    select min(rp.reach) from public.role_permissions as rp
    where rp.role_key = changed.key and rp.resource = split_part(w.name, '.', 1)
  ), 'domain')
  from unnest(set_role_permissions.permissions) as w (name)
  on conflict do nothing;
  delete from public.role_permissions as rp
  where rp.role_key = changed.key and rp.resource || '.' || rp.action <> all(set_role_permissions.permissions);
  return changed;
end;
$function$;

CREATE OR REPLACE FUNCTION public.share_case (
  domain_id  uuid,
  case_id    uuid,
  org_id     uuid,
  level      text                     DEFAULT 'view'::text,
  expires_at timestamp with time zone DEFAULT NULL::timestamp WITH time zone
)
  RETURNS public.case_shares
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  shared public.case_shares;
begin
  perform private.require('cases.edit', domain_id);
  perform private.require_case(share_case.domain_id, share_case.case_id);
  if level is null or level not in ('view', 'comment') then
    perform private.bad_input('level', 'view or comment');
  end if;
  if expires_at <= now() then
    perform private.bad_input('expires_at', 'in the past; unshare_case() ends a share');
  end if;
  if not exists (
    select from public.clients as c where c.id = share_case.org_id and c.archived_at is null
  ) then
    perform private.bad_input('org_id', 'no such client');
  end if;
  insert into public.case_shares as s (domain_id, case_id, org_id, level, expires_at)
  values (
    share_case.domain_id, share_case.case_id, share_case.org_id, share_case.level, share_case.expires_at
  )
  on conflict on constraint case_shares_pkey do update
  set level = excluded.level, expires_at = excluded.expires_at
  returning s.* into shared;
  return shared;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."share_case"(uuid, uuid, uuid, text, timestamp WITH time zone) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.unassign_guardian (
  domain_id   uuid,
  case_id     uuid,
  guardian_id uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  given public.case_guardians;
begin
  perform private.require('cases.edit', domain_id);
  select g.* into given from public.case_guardians as g
  where g.domain_id = unassign_guardian.domain_id and g.case_id = unassign_guardian.case_id
    and g.guardian_id = unassign_guardian.guardian_id
    and (upper_inf(g.valid) or upper(g.valid) > now())
  order by g.valid
  limit 1
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'this guardian does not have this case');
  end if;
  -- What never counted leaves no range behind.
  if lower(given.valid) >= now() then
    delete from public.case_guardians as g
    where g.domain_id = given.domain_id and g.id = given.id;
    return;
  end if;
  update public.case_guardians as g set valid = tstzrange(lower(given.valid), now())
  where g.domain_id = given.domain_id and g.id = given.id;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."unassign_guardian"(uuid, uuid, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.unshare_case (
  domain_id uuid,
  case_id   uuid,
  org_id    uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  perform private.require('cases.edit', domain_id);
  delete from public.case_shares as s
  where s.domain_id = unshare_case.domain_id and s.case_id = unshare_case.case_id
    and s.org_id = unshare_case.org_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'the case is not shared with this organization');
  end if;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."unshare_case"(uuid, uuid, uuid) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."case_guardians"
  ADD CONSTRAINT "case_guardians_guardian_id_excl" EXCLUDE USING gist (domain_id WITH =, case_id WITH =, guardian_id WITH =, VALID WITH &&);

ALTER TABLE "public"."case_guardians"
  ADD CONSTRAINT "case_guardians_guardian_id_fkey" FOREIGN KEY (guardian_id) REFERENCES public.people(id);

ALTER TABLE "public"."case_guardians"
  ADD CONSTRAINT "case_guardians_primary_excl" EXCLUDE USING gist (domain_id WITH =, case_id WITH =, VALID WITH &&) WHERE ((ROLE = 'primary'::text));

ALTER TABLE "public"."case_shares"
  ADD CONSTRAINT "case_shares_org_id_fkey" FOREIGN KEY (org_id) REFERENCES public.clients(id);

ALTER TABLE "public"."cases"
  ADD CONSTRAINT "cases_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."cases"
  ADD CONSTRAINT "cases_org_id_fkey" FOREIGN KEY (org_id) REFERENCES public.clients(id);

ALTER TABLE "public"."role_permissions"
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "role_permissions_reach_check" CHECK ((reach = ANY (ARRAY['domain'::text, 'org'::text, 'assigned'::text])));

CREATE INDEX case_guardians_case_id_idx ON public.case_guardians USING btree (domain_id, case_id);

CREATE INDEX case_guardians_guardian_id_idx ON public.case_guardians USING btree (guardian_id, domain_id, case_id);

CREATE INDEX case_shares_org_id_idx ON public.case_shares USING btree (org_id, domain_id, case_id);

CREATE TRIGGER audit_delete AFTER DELETE ON public.case_guardians REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.case_guardians REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.case_guardians
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.case_guardians
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE TRIGGER audit_delete AFTER DELETE ON public.case_shares REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{case_id,org_id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.case_shares REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{case_id,org_id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.case_shares REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{case_id,org_id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.case_shares
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE TRIGGER audit_delete AFTER DELETE ON public.cases REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{description,location}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.cases REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{description,location}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.cases REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{description,location}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.cases
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_member" ON "public"."case_guardians"
  FOR SELECT
  TO "authenticated"
  USING
    (((domain_id = ANY (( SELECT private.domains_with('cases.view'::text) AS domains_with)::uuid[])) OR ((guardian_id = ( SELECT private.current_person_id() AS current_person_id))
    AND (VALID @> now()) AND (domain_id = ANY (( SELECT private.member_domains() AS member_domains)::uuid[])))));

CREATE POLICY "select_member" ON "public"."case_shares"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('cases.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "public"."case_guardians"."role" IS 'primary or co.';

COMMENT ON COLUMN "public"."case_guardians"."valid" IS 'When; half-open. A guardian reads the case exactly then.';

COMMENT ON COLUMN "public"."case_shares"."expires_at" IS 'From when on it counts no more; null: until it is taken back.';

COMMENT ON COLUMN "public"."case_shares"."level" IS 'view, or comment: reading and commenting.';

COMMENT ON COLUMN "public"."case_shares"."org_id" IS 'The organization, as in people.org_id.';

COMMENT ON COLUMN "public"."cases"."archived_at" IS 'Since when it is out of the lists.';

COMMENT ON COLUMN "public"."cases"."category" IS 'rescue, surgery, treatment, transit or foster.';

COMMENT ON COLUMN "public"."cases"."code" IS 'For people, as in R-0042; unique in a domain.';

COMMENT ON COLUMN "public"."cases"."completed_at" IS 'Since when nothing is needed any more.';

COMMENT ON COLUMN "public"."cases"."currency" IS 'ISO 4217.';

COMMENT ON COLUMN "public"."cases"."description" IS 'What happened, and what is needed.';

COMMENT ON COLUMN "public"."cases"."goal_minor" IS 'What is to be raised, in minor units of the currency.';

COMMENT ON COLUMN "public"."cases"."location" IS 'Where the animal is.';

COMMENT ON COLUMN "public"."cases"."org_id" IS 'The organization whose case it is: its people read it, and it needs no share.';

COMMENT ON COLUMN "public"."cases"."priority" IS 'normal or urgent.';

COMMENT ON COLUMN "public"."cases"."published_at" IS 'Since when donors can see it.';

COMMENT ON COLUMN "public"."cases"."species" IS 'dog, cat, or whatever it is.';

COMMENT ON COLUMN "public"."cases"."status" IS 'draft, active, urgent, on_hold, completed or cancelled.';

COMMENT ON COLUMN "public"."cases"."title" IS 'What it is about, in a line.';

COMMENT ON COLUMN "public"."role_permissions"."reach" IS 'domain: every row of the domain. org: what belongs to, or is shared with, the person''s organization. assigned: what the person was given. Permissions of one role on one resource reach equally far.';

COMMENT ON FUNCTION "private"."cases_with"(text) IS 'Ids of the cases for which the caller has the permission, as in cases.view or case_documents.edit, by more than working in the domain: as guardian now, or through his organization. Never null. Ask member_domains() beside it: ids are unique in a domain.';

COMMENT ON FUNCTION "private"."domains_reached"(text, text) IS 'Ids of the domains in which the caller has the permission, as in cases.view, with that reach (domain, org, assigned). Never null; archived domains are never in it.';

COMMENT ON FUNCTION "private"."explain_memberships"(uuid, text, uuid) IS 'The memberships of a person that reach the domain, each with the actions of its role that give the permission, and how far they reach.';

COMMENT ON FUNCTION "private"."may_be_guardian"(uuid, uuid) IS 'Whether somebody is active and edits, in that domain, the cases that he is given. Never null.';

COMMENT ON FUNCTION "private"."permission_scope"(uuid, text, boolean, text) IS 'Where a person has a permission: everywhere or in allowed, and in neither case in denied. is_login_strong answers for roles that need a second factor; null asks the session. reach: as in role_permissions; whoever does not say asks for whole domains.';

COMMENT ON FUNCTION "private"."require_case"(uuid, uuid) IS 'Raises P0002 NOT_FOUND unless the domain has this case, not archived.';

COMMENT ON FUNCTION "public"."assign_guardian"(uuid, uuid, uuid, text) IS 'Gives a case to a guardian from now on; returns the assignment. role: primary (one at a time) or co. Needs cases.edit in the whole domain. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 22023 INVALID_INPUT; 23P01 GUARDIAN_OVERLAPS.';

COMMENT ON FUNCTION "public"."my_permissions"() IS 'What the caller may do and where, one row a permission held anywhere and a reach: permission, is_all_domains (also for what belongs to no domain), domain_ids, reach (domain: every row there; org: what is the organization''s or shared with it; assigned: what one was given). Raises 42501 ACCOUNT_NOT_ACTIVE.';

COMMENT ON FUNCTION "public"."share_case"(uuid, uuid, uuid, text, timestamp with time zone) IS 'Lets the people of an organization read a case; returns the share. Called again, it replaces level and end. level: view or comment. expires_at: null for no end. Needs cases.edit in the whole domain. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."unassign_guardian"(uuid, uuid, uuid) IS 'Takes a case from a guardian; from the next statement on he does not read it. What was stays in the history. Needs cases.edit in the whole domain. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."unshare_case"(uuid, uuid, uuid) IS 'Takes a share back; from the next statement on the organization does not read the case. Needs cases.edit in the whole domain. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."why_can"(uuid, text, uuid) IS 'Whether a person has a permission in a domain (without one: over all domains, for what belongs to none), and every fact that decides it: person_status, is_domain_archived, needs_strong_login, memberships with the actions their role gives and their reach, exceptions. is_allowed speaks of whole domains: a permission that reaches less (org, assigned) does not count. Needs collaborators.manage. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND.';

COMMENT ON POLICY "select_member" ON "public"."case_guardians" IS 'Guardians of the domains where the person may view all cases, and what he is given himself, now.';

COMMENT ON POLICY "select_member" ON "public"."case_shares" IS 'Shares of the domains where the person may view all cases.';

COMMENT ON TABLE "public"."case_guardians" IS 'Who looks after a case, and when: one primary guardian at a time, and any number of others.';

COMMENT ON TABLE "public"."case_shares" IS 'Cases that people of another organization may read. Written by share_case() and unshare_case().';

COMMENT ON TABLE "public"."cases" IS 'Animals that the rescue programme looks after, each with what it needs.';

REVOKE ALL ON FUNCTION "private"."cases_with"(text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION "private"."cases_with"(text) TO "authenticated";

REVOKE ALL ON FUNCTION "private"."cases_with"(text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."cases_with"(text) TO "postgres";

GRANT EXECUTE ON FUNCTION "private"."cases_with"(text) TO "service_role";

REVOKE ALL ON FUNCTION "private"."domains_reached"(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."domains_reached"(text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."domains_reached"(text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."may_be_guardian"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."may_be_guardian"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."may_be_guardian"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."permission_scope"(uuid, text, boolean, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."permission_scope"(uuid, text, boolean, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."permission_scope"(uuid, text, boolean, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."require_case"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."require_case"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."require_case"(uuid, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."assign_guardian"(uuid, uuid, uuid, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."assign_guardian"(uuid, uuid, uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."assign_guardian"(uuid, uuid, uuid, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."my_permissions"() TO "authenticated";

REVOKE ALL ON FUNCTION "public"."my_permissions"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."my_permissions"() TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."share_case"(uuid, uuid, uuid, text, timestamp WITH time zone) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."share_case"(uuid, uuid, uuid, text, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."share_case"(uuid, uuid, uuid, text, timestamp WITH time zone) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."unassign_guardian"(uuid, uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."unassign_guardian"(uuid, uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."unassign_guardian"(uuid, uuid, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."unshare_case"(uuid, uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."unshare_case"(uuid, uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."unshare_case"(uuid, uuid, uuid) TO "postgres";

REVOKE ALL ON TABLE "public"."case_guardians" FROM "authenticated";

GRANT SELECT ON TABLE "public"."case_guardians" TO "authenticated";

REVOKE ALL ON TABLE "public"."case_guardians" FROM "service_role";

GRANT SELECT ON TABLE "public"."case_guardians" TO "service_role";

REVOKE ALL ON TABLE "public"."case_shares" FROM "authenticated";

GRANT SELECT ON TABLE "public"."case_shares" TO "authenticated";

REVOKE ALL ON TABLE "public"."case_shares" FROM "service_role";

GRANT SELECT ON TABLE "public"."case_shares" TO "service_role";

REVOKE ALL ON TABLE "public"."cases" FROM "authenticated";

REVOKE ALL ("category") ON TABLE "public"."cases" FROM "authenticated";

GRANT UPDATE ("category") ON TABLE "public"."cases" TO "authenticated";

REVOKE ALL ("currency") ON TABLE "public"."cases" FROM "authenticated";

GRANT UPDATE ("currency") ON TABLE "public"."cases" TO "authenticated";

REVOKE ALL ("description") ON TABLE "public"."cases" FROM "authenticated";

GRANT UPDATE ("description") ON TABLE "public"."cases" TO "authenticated";

REVOKE ALL ("goal_minor") ON TABLE "public"."cases" FROM "authenticated";

GRANT UPDATE ("goal_minor") ON TABLE "public"."cases" TO "authenticated";

REVOKE ALL ("location") ON TABLE "public"."cases" FROM "authenticated";

GRANT UPDATE ("location") ON TABLE "public"."cases" TO "authenticated";

REVOKE ALL ("priority") ON TABLE "public"."cases" FROM "authenticated";

GRANT UPDATE ("priority") ON TABLE "public"."cases" TO "authenticated";

REVOKE ALL ("species") ON TABLE "public"."cases" FROM "authenticated";

GRANT UPDATE ("species") ON TABLE "public"."cases" TO "authenticated";

REVOKE ALL ("title") ON TABLE "public"."cases" FROM "authenticated";

GRANT UPDATE ("title") ON TABLE "public"."cases" TO "authenticated";

GRANT SELECT ON TABLE "public"."cases" TO "authenticated";

REVOKE ALL ON TABLE "public"."cases" FROM "service_role";

GRANT SELECT ON TABLE "public"."cases" TO "service_role";

ALTER TABLE "public"."case_guardians"
  ADD CONSTRAINT "case_guardians_case_id_fkey" FOREIGN KEY (domain_id, case_id) REFERENCES public.cases(domain_id, id);

ALTER TABLE "public"."case_shares"
  ADD CONSTRAINT "case_shares_case_id_fkey" FOREIGN KEY (domain_id, case_id) REFERENCES public.cases(domain_id, id);

CREATE INDEX cases_created_at_idx ON public.cases USING btree (domain_id, created_at DESC, id DESC);

CREATE INDEX cases_org_id_idx ON public.cases USING btree (org_id, domain_id, id)
  WHERE (org_id IS NOT NULL);

CREATE POLICY "select_member" ON "public"."cases"
  FOR SELECT
  TO "authenticated"
  USING
    (((domain_id = ANY (( SELECT private.domains_with('cases.view'::text) AS domains_with)::uuid[])) OR ((id = ANY (( SELECT private.cases_with('cases.view'::text) AS
    cases_with)::uuid[])) AND (domain_id = ANY (( SELECT private.member_domains() AS member_domains)::uuid[])))));

CREATE POLICY "update_editor" ON "public"."cases"
  FOR UPDATE
  TO "authenticated"
  USING
    (((domain_id = ANY (( SELECT private.domains_with('cases.edit'::text) AS domains_with)::uuid[])) OR ((id = ANY (( SELECT private.cases_with('cases.edit'::text) AS
    cases_with)::uuid[])) AND (domain_id = ANY (( SELECT private.member_domains() AS member_domains)::uuid[])))))
  WITH
    CHECK
    (((domain_id = ANY (( SELECT private.domains_with('cases.edit'::text) AS domains_with)::uuid[])) OR ((id = ANY (( SELECT private.cases_with('cases.edit'::text) AS
    cases_with)::uuid[])) AND (domain_id = ANY (( SELECT private.member_domains() AS member_domains)::uuid[])))));

COMMENT ON POLICY "select_member" ON "public"."cases" IS 'Cases of the domains where the person may view cases; of others those that are assigned to him now, belong to his organization or are shared with it.';

COMMENT ON POLICY "update_editor" ON "public"."cases" IS 'Cases of the domains where the person may edit cases, and those that are assigned to him now.';

-- Until now a permission for cases, their documents or donations opened nothing, as there were none. Roles that an
-- installation added may be for partners or guardians: they begin with the least.
UPDATE public.role_permissions SET reach = 'assigned'
WHERE resource IN ('cases', 'case_documents', 'donations')
  AND role_key IN (SELECT key FROM public.roles WHERE NOT is_system);
UPDATE public.role_permissions SET reach = 'assigned'
WHERE role_key = 'guardian' AND resource IN ('cases', 'case_documents', 'donations');
UPDATE public.role_permissions SET reach = 'org'
WHERE role_key = 'partner' AND resource IN ('cases', 'case_documents', 'donations');
