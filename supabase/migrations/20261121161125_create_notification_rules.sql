-- Notifications by rules: over which channel an event goes and to whom, what people choose, quiet hours
-- and digests for mail; announcements to many; the old endpoint's shape without its hole.
SET local check_function_bodies = off;

CREATE TABLE "public"."announcements" (
  "audience"        text                     NOT NULL,
  "role_key"        text,
  "org_id"          uuid,
  "severity"        text                     NOT NULL DEFAULT 'info'::text,
  "title"           text                     NOT NULL,
  "body"            text                     NOT NULL DEFAULT ''::text,
  "link"            text,
  "idempotency_key" text,
  "expires_at"      timestamp with time zone,
  "created_at"      timestamp with time zone NOT NULL DEFAULT now(),
  "told_up_to"      uuid,
  "told"            bigint                   NOT NULL DEFAULT 0,
  "finished_at"     timestamp with time zone,
  CONSTRAINT "announcements_audience_check" CHECK ((audience = ANY (ARRAY['all'::text, 'role'::text, 'org'::text]))),
  CONSTRAINT "announcements_body_check" CHECK ((length(body) <= 4000)),
  CONSTRAINT "announcements_link_check" CHECK (((link ~ '^/([^/\\]|$)'::text) AND (length(link) <= 500))),
  CONSTRAINT "announcements_org_id_check" CHECK (((audience = 'org'::text) = (org_id IS NOT NULL))),
  CONSTRAINT "announcements_role_key_check" CHECK (((audience = 'role'::text) = (role_key IS NOT NULL))),
  CONSTRAINT "announcements_severity_check" CHECK ((severity = ANY (ARRAY['info'::text, 'warning'::text, 'urgent'::text]))),
  CONSTRAINT "announcements_title_check" CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  "id"              uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "announcements_pkey" PRIMARY KEY (id),
  "created_by"      uuid                     NOT NULL DEFAULT private.current_person_id(),
  CONSTRAINT "announcements_idempotency_key_key" UNIQUE (created_by, idempotency_key)
);

ALTER TABLE "public"."announcements"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."announcements" FROM "anon";

CREATE TABLE "public"."notification_prefs" (
  "person_id" uuid    NOT NULL,
  "event"     text    NOT NULL,
  "channel"   text    NOT NULL,
  "is_on"     boolean NOT NULL,
  CONSTRAINT "notification_prefs_channel_check" CHECK ((channel = ANY (ARRAY['in_app'::text, 'email'::text]))),
  CONSTRAINT "notification_prefs_pkey" PRIMARY KEY (person_id, EVENT, channel)
);

ALTER TABLE "public"."notification_prefs"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."notification_prefs" FROM "anon";

CREATE TABLE "public"."notification_rules" (
  "event"            text    NOT NULL,
  "channel"          text    NOT NULL,
  "audience"         text    NOT NULL DEFAULT 'named'::text,
  "role_key"         text,
  "is_mandatory"     boolean NOT NULL DEFAULT false,
  "is_on_by_default" boolean NOT NULL DEFAULT true,
  CONSTRAINT "notification_rules_audience_check" CHECK ((audience = ANY (ARRAY['named'::text, 'role'::text]))),
  CONSTRAINT "notification_rules_channel_check" CHECK ((channel = ANY (ARRAY['in_app'::text, 'email'::text]))),
  CONSTRAINT "notification_rules_event_channel_role_key_key" UNIQUE NULLS NOT DISTINCT (EVENT, channel, role_key),
  CONSTRAINT "notification_rules_is_on_by_default_check" CHECK ((is_on_by_default OR (NOT is_mandatory))),
  CONSTRAINT "notification_rules_role_key_check" CHECK (((audience = 'role'::text) = (role_key IS NOT NULL))),
  "id"               uuid    NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "notification_rules_pkey" PRIMARY KEY (id)
);

ALTER TABLE "public"."notification_rules"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."notification_rules" FROM "anon";

CREATE TABLE "public"."notification_schedules" (
  "person_id"  uuid                   NOT NULL,
  "quiet_from" time without time zone,
  "quiet_to"   time without time zone,
  "time_zone"  text                   NOT NULL,
  "digest"     text                   NOT NULL DEFAULT 'none'::text,
  "digest_at"  time without time zone NOT NULL DEFAULT '08:00:00'::time WITHOUT time zone,
  CONSTRAINT "notification_schedules_digest_check" CHECK ((digest = ANY (ARRAY['none'::text, 'daily'::text]))),
  CONSTRAINT "notification_schedules_pkey" PRIMARY KEY (person_id),
  CONSTRAINT "notification_schedules_quiet_check" CHECK ((((quiet_from IS NULL) = (quiet_to IS NULL)) AND (quiet_from <> quiet_to))),
  CONSTRAINT "notification_schedules_time_zone_check" CHECK ((time_zone ~ '^[A-Za-z0-9_+/-]{1,64}$'::text))
);

ALTER TABLE "public"."notification_schedules"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."notification_schedules" FROM "anon";

CREATE OR REPLACE FUNCTION private.anonymise_person (
  person_id uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
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
  delete from public.notifications as n where n.recipient_id = anonymise_person.person_id;
  delete from public.notification_prefs as n where n.person_id = anonymise_person.person_id;
  delete from public.notification_schedules as n where n.person_id = anonymise_person.person_id;
  update public.invitations as i set cancelled_at = now()
  where i.person_id = anonymise_person.person_id and i.accepted_at is null and i.cancelled_at is null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.check_announcement (
  title           text,
  body            text,
  audience        text,
  role_key        text,
  org_id          uuid,
  severity        text,
  link            text,
  expires_at      timestamp with time zone,
  idempotency_key text
)
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  if length(btrim(title)) between 1 and 200 is not true then
    perform private.bad_input('title', '1 to 200 characters');
  end if;
  if length(body) > 4000 then
    perform private.bad_input('body', 'at most 4000 characters');
  end if;
  if audience in ('all', 'role', 'org') is not true then
    perform private.bad_input('audience', 'all, role or org');
  end if;
  if (audience = 'role') <> (role_key is not null) or role_key is not null
    and not exists (select from public.roles as r where r.key = check_announcement.role_key) then
    perform private.bad_input('role_key', 'a role, with the audience role alone');
  end if;
  if (audience = 'org') <> (org_id is not null) or org_id is not null
    and not exists (select from public.clients as c where c.id = check_announcement.org_id) then
    perform private.bad_input('org_id', 'an organization, with the audience org alone');
  end if;
  if severity in ('info', 'warning', 'urgent') is not true then
    perform private.bad_input('severity', 'info, warning or urgent');
  end if;
  if link !~ '^/([^/\\]|$)' or length(link) > 500 then
    perform private.bad_input('link', 'a path of the back office, such as /support');
  end if;
  if expires_at <= now() then
    perform private.bad_input('expires_at', 'a time to come');
  end if;
  if length(idempotency_key) not between 1 and 200 then
    perform private.bad_input('idempotency_key', '1 to 200 characters');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_unread (
  person_id uuid
)
  RETURNS bigint
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  mine constant uuid [] := private.member_domains();
begin
  return (
    select count(*) from public.notifications as n
    where
      n.recipient_id = count_unread.person_id and n.read_at is null
      and (n.domain_id is null or n.domain_id = any(mine))
      and (n.expires_at is null or n.expires_at > now())
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.mail_time (
  person_id uuid,
  at        timestamp with time zone,
  OUT       not_before timestamp with time zone,
  OUT       digest text
)
  RETURNS record
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  plan public.notification_schedules;
  local_at timestamp;
begin
  not_before := at;
  select s.* into plan from public.notification_schedules as s where s.person_id = mail_time.person_id;
  if plan.digest = 'daily' then
    local_at := at at time zone plan.time_zone;
    local_at := local_at::date + (local_at::time >= plan.digest_at)::integer + plan.digest_at;
    not_before := local_at at time zone plan.time_zone;
    digest := person_id || ':' || local_at::date;
  end if;
  not_before := coalesce(
    private.quiet_until(not_before, plan.quiet_from, plan.quiet_to, plan.time_zone), not_before
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.notification_audience (
  event         text,
  channel       text,
  recipient_ids uuid[],
  domain_id     uuid
)
  RETURNS TABLE (
    person_id    uuid,
    is_mandatory boolean
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  return query
  select meant.person_id, bool_or(meant.is_mandatory)
  from (
    select named.id as person_id, r.is_mandatory, r.is_on_by_default
    from public.notification_rules as r
    cross join unnest(recipient_ids) as named (id)
    where r.event = notification_audience.event and r.channel = notification_audience.channel
      and r.audience = 'named'
    union all
    select m.person_id, r.is_mandatory, r.is_on_by_default
    from public.notification_rules as r
    inner join public.memberships as m on m.role_key = r.role_key
    where r.event = notification_audience.event and r.channel = notification_audience.channel
      and m.valid @> now()
      and (m.is_all_domains or notification_audience.domain_id is null
        or m.domain_id = notification_audience.domain_id)
  ) as meant
  left join public.notification_prefs as pref
    on pref.person_id = meant.person_id and pref.event = notification_audience.event
    and pref.channel = notification_audience.channel
  where private.may_be_told(meant.person_id, notification_audience.domain_id)
    and (meant.is_mandatory or coalesce(pref.is_on, meant.is_on_by_default))
  group by meant.person_id
  order by meant.person_id; -- In the same order everywhere, so that two calls never wait for each other.
end;
$function$;

CREATE OR REPLACE FUNCTION private.notify (
  event         text,
  recipient_ids uuid[],
  title         text,
  body          text,
  link          text,
  data          jsonb  DEFAULT '{}'::jsonb,
  dedupe_key    text   DEFAULT NULL::text,
  domain_id     uuid   DEFAULT NULL::uuid
)
  RETURNS integer
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  kind public.notification_events;
  written integer;
begin
  select e.* into kind from public.notification_events as e
  where e.event = notify.event
    and exists (select from public.notification_rules as r where r.event = e.event);
  if not found then
    perform private.bad_input(
      'event', format('%s is not in notification_events, or has no notification_rules', coalesce(notify.event, 'null'))
    );
  end if;
  insert into public.notifications
  (recipient_id, domain_id, event, type, severity, title, body, link, data, dedupe_key)
  select
    told.person_id, notify.domain_id, kind.event, kind.type, kind.severity, left(btrim(notify.title), 200),
    left(coalesce(notify.body, ''), 4000), notify.link, coalesce(notify.data, '{}'), notify.dedupe_key
  from private.notification_audience(notify.event, 'in_app', notify.recipient_ids, notify.domain_id) as told
  on conflict on constraint notifications_dedupe_key_key do nothing;
  get diagnostics written = row_count;
  perform private.queue_mails(kind, recipient_ids, title, body, link, dedupe_key, domain_id);
  return written;
end;
$function$;

CREATE OR REPLACE FUNCTION private.queue_mails (
  kind          public.notification_events,
  recipient_ids uuid[],
  title         text,
  body          text,
  link          text,
  dedupe_key    text,
  domain_id     uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  told record;
  due record;
begin
  for told in
    select a.person_id, a.is_mandatory
    from private.notification_audience(kind.event, 'email', recipient_ids, domain_id) as a
  loop
    due := private.mail_time(told.person_id, now());
    if told.is_mandatory or kind.severity = 'urgent' then
      due.not_before := now();
      due.digest := null;
    end if;
    -- No address: the worker looks it up when it sends, and asks may_be_told once more.
    perform private.enqueue(
      'mail.notification',
      format('mail.notification:%s:%s:%s', kind.event, told.person_id, coalesce(dedupe_key, private.new_id()::text)),
      jsonb_build_object(
        'person_id', told.person_id, 'event', kind.event, 'severity', kind.severity, 'title', title,
        'body', body, 'link', link, 'digest', due.digest
      ),
      queue_mails.domain_id, due.not_before
    );
  end loop;
end;
$function$;

CREATE OR REPLACE FUNCTION private.quiet_until (
  at         timestamp with time zone,
  quiet_from time without time zone,
  quiet_to   time without time zone,
  time_zone  text
)
  RETURNS timestamp WITH time zone
  LANGUAGE plpgsql
  STABLE
  STRICT
  SET search_path TO ''
  AS $function$
declare
  today constant date := (at at time zone time_zone)::date;
  begins timestamptz;
  ends timestamptz;
begin
  -- The night that began yesterday, or the one that begins today.
  for back in reverse 1..0 loop
    begins := (today - back + quiet_from) at time zone time_zone;
    ends := (today - back + (quiet_to <= quiet_from)::integer + quiet_to) at time zone time_zone;
    if at >= begins and at < ends then
      return ends;
    end if;
  end loop;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tell_announcement (
  batch_size integer
)
  RETURNS bigint
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  news public.announcements;
  batch uuid [];
  written bigint;
begin
  -- Two workers never take the same one, nor wait.
  select a.* into news from public.announcements as a
  where a.finished_at is null order by a.id limit 1 for update skip locked;
  if not found then
    return 0;
  end if;
  -- Who came later was not meant, and would keep it from ever ending.
  batch := array(
    select p.id from public.people as p
    where p.status = 'active' and p.created_at <= news.created_at
      and (news.told_up_to is null or p.id > news.told_up_to)
      and (news.audience = 'all' or p.role_key = news.role_key or p.org_id = news.org_id)
      and (news.expires_at is null or news.expires_at > now())
    order by p.id limit batch_size
  );
  insert into public.notifications
  (recipient_id, event, type, severity, title, body, link, dedupe_key, expires_at)
  select
    told.id, 'system.announcement', 'system', news.severity, news.title, news.body, news.link,
    'announcement:' || news.id, news.expires_at
  from unnest(batch) as told (id)
  on conflict on constraint notifications_dedupe_key_key do nothing;
  get diagnostics written = row_count;
  update public.announcements as a set
    told = a.told + written,
    told_up_to = coalesce(batch[cardinality(batch)], a.told_up_to),
    finished_at = case when cardinality(batch) < batch_size then clock_timestamp() end
  where a.id = news.id;
  return written;
end;
$function$;

CREATE OR REPLACE FUNCTION public.announce (
  title           text,
  body            text                     DEFAULT ''::text,
  audience        text                     DEFAULT 'all'::text,
  role_key        text                     DEFAULT NULL::text,
  org_id          uuid                     DEFAULT NULL::uuid,
  severity        text                     DEFAULT 'info'::text,
  link            text                     DEFAULT NULL::text,
  expires_at      timestamp with time zone DEFAULT NULL::timestamp WITH time zone,
  idempotency_key text                     DEFAULT NULL::text
)
  RETURNS public.announcements
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  made public.announcements;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('announce', null);
  perform private.check_announcement(
    title, body, audience, role_key, org_id, severity, link, expires_at, idempotency_key
  );
  insert into public.announcements (
    audience, role_key, org_id, severity, title, body, link, expires_at, idempotency_key
  )
  values (
    announce.audience, announce.role_key, announce.org_id, announce.severity, btrim(announce.title),
    coalesce(announce.body, ''), announce.link, announce.expires_at, announce.idempotency_key
  )
  on conflict on constraint announcements_idempotency_key_key do nothing
  returning * into made;
  if not found then
    select a.* into made from public.announcements as a
    where a.created_by = private.current_person_id() and a.idempotency_key = announce.idempotency_key;
    return made;
  end if;
  perform private.audit_event(
    'announce', 'announcements', made.id::text, null,
    jsonb_build_object(
      'audience', made.audience, 'role_key', made.role_key, 'org_id', made.org_id,
      'severity', made.severity, 'title', made.title, 'body', made.body, 'link', made.link
    )
  );
  return made;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."announce"(text, text, text, text, uuid, text, text, timestamp WITH time zone, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.my_notification_settings()
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  me constant uuid := private.require_person();
begin
  return jsonb_build_object(
    'events', (
      select jsonb_agg(to_jsonb(line) order by line.event, line.channel)
      from (
        select
          e.event, e.type, e.description, r.channel, bool_or(r.is_mandatory) as is_mandatory,
          bool_or(r.is_mandatory or coalesce(p.is_on, r.is_on_by_default)) as is_on
        from public.notification_rules as r
        inner join public.notification_events as e on e.event = r.event
        left join public.notification_prefs as p
          on p.person_id = me and p.event = r.event and p.channel = r.channel
        group by e.event, r.channel
      ) as line
    ),
    'schedule', (
      select to_jsonb(s) - 'person_id' from public.notification_schedules as s where s.person_id = me
    )
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."my_notification_settings"() FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.notifications (
  user_email text DEFAULT NULL::text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  me constant uuid := private.require_person();
  whose uuid := private.person_with_email(user_email);
begin
  if user_email is null then
    whose := me;
  elsif whose is distinct from me then
    -- Before anything is said about the address: whether somebody has it is nobody's business.
    perform private.require('collaborators.manage');
    if whose is null then
      perform private.fail('P0002', 'NOT_FOUND', 'nobody has this address');
    end if;
  end if;
  return (
    select jsonb_build_object(
      'notifications', coalesce(jsonb_agg(to_jsonb(n) order by n.created_at desc, n.id desc), '[]'),
      'unread_count', private.count_unread(whose)
    )
    from public.list_notifications(person_id => whose) as n
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."notifications"(text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.run_notification_upkeep (
  batch_size integer DEFAULT 1000
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  told bigint;
  expired bigint;
begin
  if batch_size between 1 and 10000 is not true then
    perform private.bad_input('batch_size', '1 to 10000');
  end if;
  told := private.tell_announcement(batch_size);
  with gone as (
    select n.recipient_id, n.id from public.notifications as n
    where n.expires_at <= now()
    limit batch_size
    for update skip locked
  )
  delete from public.notifications as n using gone
  where n.recipient_id = gone.recipient_id and n.id = gone.id;
  get diagnostics expired = row_count;
  return jsonb_build_object(
    'told', told, 'expired', expired,
    'announcements_waiting', (select count(*) from public.announcements as a where a.finished_at is null)
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."run_notification_upkeep"(integer) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.set_notification_pref (
  event   text,
  channel text,
  is_on   boolean
)
  RETURNS public.notification_prefs
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  me constant uuid := private.require_person();
  is_mandatory boolean;
  chosen public.notification_prefs;
begin
  select bool_or(r.is_mandatory) into is_mandatory from public.notification_rules as r
  where r.event = set_notification_pref.event and r.channel = set_notification_pref.channel;
  if is_mandatory is null then
    perform private.bad_input('event', 'there is no such event on this channel');
  end if;
  if is_on is null then
    perform private.bad_input('is_on', 'true or false');
  end if;
  if is_mandatory and not is_on then
    perform private.fail('22023', 'MANDATORY_NOTIFICATION', 'event: this cannot be switched off');
  end if;
  insert into public.notification_prefs as p (person_id, event, channel, is_on)
  values (me, set_notification_pref.event, set_notification_pref.channel, set_notification_pref.is_on)
  on conflict on constraint notification_prefs_pkey do update set is_on = excluded.is_on
  returning p.* into chosen;
  return chosen;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_notification_pref"(text, text, boolean) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.set_notification_schedule (
  quiet_from time without time zone DEFAULT NULL::time WITHOUT time zone,
  quiet_to   time without time zone DEFAULT NULL::time WITHOUT time zone,
  time_zone  text                   DEFAULT NULL::text,
  digest     text                   DEFAULT 'none'::text,
  digest_at  time without time zone DEFAULT '08:00:00'::time WITHOUT time zone
)
  RETURNS public.notification_schedules
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  me constant uuid := private.require_person();
  plan public.notification_schedules;
begin
  if (quiet_from is null) <> (quiet_to is null) or quiet_from = quiet_to then
    perform private.bad_input('quiet_to', 'two different times, or neither');
  end if;
  if not private.is_time_zone(time_zone) then
    perform private.bad_input('time_zone', 'an IANA name such as Europe/Paris');
  end if;
  if digest in ('none', 'daily') is not true then
    perform private.bad_input('digest', 'none or daily');
  end if;
  insert into public.notification_schedules as s
  (person_id, quiet_from, quiet_to, time_zone, digest, digest_at)
  select
    p.id, set_notification_schedule.quiet_from, set_notification_schedule.quiet_to,
    coalesce(set_notification_schedule.time_zone, p.time_zone), set_notification_schedule.digest,
    coalesce(set_notification_schedule.digest_at, '08:00')
  from public.people as p
  where p.id = me
  on conflict on constraint notification_schedules_pkey do update set
    quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
    time_zone = excluded.time_zone, digest = excluded.digest, digest_at = excluded.digest_at
  returning s.* into plan;
  return plan;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_notification_schedule"(time WITHOUT time zone, time WITHOUT time zone, text, text, time WITHOUT time zone) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.unread_count()
  RETURNS bigint
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  return private.count_unread(private.require_person());
end;
$function$;

ALTER TABLE "public"."announcements"
  ADD CONSTRAINT "announcements_org_id_fkey" FOREIGN KEY (org_id) REFERENCES public.clients(id);

ALTER TABLE "public"."announcements"
  ADD CONSTRAINT "announcements_role_key_fkey" FOREIGN KEY (role_key) REFERENCES public.roles(key) ON UPDATE CASCADE;

ALTER TABLE "public"."notification_prefs"
  ADD CONSTRAINT "notification_prefs_event_fkey" FOREIGN KEY (EVENT) REFERENCES public.notification_events(EVENT) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE "public"."notification_prefs"
  ADD CONSTRAINT "notification_prefs_person_id_fkey" FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE "public"."notification_rules"
  ADD CONSTRAINT "notification_rules_event_fkey" FOREIGN KEY (EVENT) REFERENCES public.notification_events(EVENT) ON UPDATE CASCADE;

ALTER TABLE "public"."notification_rules"
  ADD CONSTRAINT "notification_rules_role_key_fkey" FOREIGN KEY (role_key) REFERENCES public.roles(key) ON UPDATE CASCADE;

ALTER TABLE "public"."notification_schedules"
  ADD CONSTRAINT "notification_schedules_person_id_fkey" FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

CREATE INDEX announcements_org_id_idx ON public.announcements USING btree (org_id)
  WHERE (org_id IS NOT NULL);

CREATE INDEX announcements_role_key_idx ON public.announcements USING btree (role_key)
  WHERE (role_key IS NOT NULL);

CREATE INDEX notification_prefs_event_idx ON public.notification_prefs USING btree (EVENT);

CREATE INDEX notification_rules_role_key_idx ON public.notification_rules USING btree (role_key)
  WHERE (role_key IS NOT NULL);

CREATE TRIGGER audit_delete AFTER DELETE ON public.notification_prefs REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{person_id,event,channel}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.notification_prefs REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{person_id,event,channel}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.notification_prefs
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{person_id,event,channel}',
  '{}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.notification_rules REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.notification_rules REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.notification_rules
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.notification_schedules REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{person_id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.notification_schedules REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{person_id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.notification_schedules
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{person_id}',
  '{}'
);

CREATE POLICY "select_manager" ON "public"."announcements"
  FOR SELECT
  TO "authenticated"
  USING (( SELECT private.holds('collaborators.manage'::text) AS holds));

CREATE POLICY "select_self" ON "public"."notification_prefs"
  FOR SELECT
  TO "authenticated"
  USING ((person_id = ( SELECT private.current_person_id() AS current_person_id)));

CREATE POLICY "select_person" ON "public"."notification_rules"
  FOR SELECT
  TO "authenticated"
  USING ((( SELECT private.current_person_id() AS current_person_id) IS NOT NULL));

CREATE POLICY "select_self" ON "public"."notification_schedules"
  FOR SELECT
  TO "authenticated"
  USING ((person_id = ( SELECT private.current_person_id() AS current_person_id)));

COMMENT ON COLUMN "public"."announcements"."told" IS 'How many have been told so far.';

COMMENT ON COLUMN "public"."announcements"."told_up_to" IS 'The worker has come to this person: it goes by id, and on from here after a crash.';

COMMENT ON COLUMN "public"."notification_rules"."audience" IS 'named: whom the caller of private.notify() names. role: besides, everybody with that role in a membership, in the domain that it is about.';

COMMENT ON COLUMN "public"."notification_rules"."is_on_by_default" IS 'For whoever has not chosen: see notification_prefs.';

COMMENT ON COLUMN "public"."notification_schedules"."digest" IS 'daily: the day''s mails together, at digest_at.';

COMMENT ON COLUMN "public"."notification_schedules"."quiet_from" IS 'By the clock of time_zone; over midnight where quiet_to is earlier. Mail waits until quiet_to.';

COMMENT ON FUNCTION "private"."check_announcement"(text, text, text, text, uuid, text, text, timestamp with time zone, text) IS 'Raises 22023 INVALID_INPUT for the first field of an announcement that is malformed.';

COMMENT ON FUNCTION "private"."count_unread"(uuid) IS 'How many notifications the person has not read, of those that the caller may see: in the domains where the caller works.';

COMMENT ON FUNCTION "private"."mail_time"(uuid, timestamp with time zone) IS 'When a mail of that moment may go to the person: at once, after the quiet hours, or with the day''s others. digest: mails with the same one are sent as one; null: alone.';

COMMENT ON FUNCTION "private"."notification_audience"(text, text, uuid[], uuid) IS 'Whom an event reaches over a channel: those named and those of the rules'' roles, as far as they want it or must have it, are active and work in the domain.';

COMMENT ON FUNCTION "private"."notify"(text, uuid[], text, text, text, jsonb, text, uuid) IS 'Tells people about an event of notification_events, over the channels of its notification_rules; call it in the transaction in which it happens. Returns how many notifications were written. recipient_ids: whoever is not active, does not work in domain_id, or does not want it, is left out without a word. link: a path of the back office. dedupe_key: the same key again tells nobody twice. domain_id: give it whenever the text tells something of a domain. Raises 22023 INVALID_INPUT for an unknown event.';

COMMENT ON FUNCTION "private"."queue_mails"(public.notification_events, uuid[], text, text, text, text, uuid) IS 'One message mail.notification in the outbox for each whom the event reaches by e-mail, when the person wants mail; urgent and mandatory ones at once.';

COMMENT ON FUNCTION "private"."quiet_until"(timestamp with time zone, time without time zone, time without time zone, text) IS 'When the quiet hours end that this moment falls into; null where it falls into none, or there are none.';

COMMENT ON FUNCTION "private"."tell_announcement"(integer) IS 'Writes the next batch of the oldest unfinished announcement; returns how many notifications were new.';

COMMENT ON FUNCTION "public"."announce"(text, text, text, text, uuid, text, text, timestamp with time zone, text) IS 'Tells many active people at once; the worker writes their notifications (run_notification_upkeep). audience: all, role (with role_key, the main role) or org (with org_id). severity: info, warning or urgent. link: a path of the back office. expires_at: from then on nobody is shown it. idempotency_key: the same again returns the first announcement. Needs collaborators.manage and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."my_notification_settings"() IS 'For the preferences page, {events: [{event, type, description, channel, is_mandatory, is_on}], schedule: {quiet_from, quiet_to, time_zone, digest, digest_at} or null}. Errors: 42501 ACCOUNT_NOT_ACTIVE.';

COMMENT ON FUNCTION "public"."notifications"(text) IS 'For older clients: {notifications: the newest 50, unread_count}. user_email: whose; null or the own address, in any case, is the caller''s. Another one needs collaborators.manage, and is noted in the access log. Errors: 42501 ACCOUNT_NOT_ACTIVE, PERMISSION_DENIED; P0002 NOT_FOUND. Use list_notifications.';

COMMENT ON FUNCTION "public"."run_notification_upkeep"(integer) IS 'For the worker, every minute, and again at once while announcements_waiting is above 0: writes the next notifications of the oldest announcement and removes expired ones, batch_size (1 to 10000) at most of each. Returns {told, expired, announcements_waiting}. Errors: 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."set_notification_pref"(text, text, boolean) IS 'Whether the caller wants to be told of an event over a channel: in_app or email. Which there are, and what is mandatory: my_notification_settings(). Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT, MANDATORY_NOTIFICATION.';

COMMENT ON FUNCTION "public"."set_notification_schedule"(time without time zone, time without time zone, text, text, time without time zone) IS 'When the caller wants mail: not from quiet_from to quiet_to by the clock of time_zone (default: that of the profile), and with digest daily once a day, at digest_at. Replaces what was set; urgent and mandatory mail is sent at once all the same. Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT.';

COMMENT ON POLICY "select_manager" ON "public"."announcements" IS 'Whoever manages collaborators; everybody else reads the own notification.';

COMMENT ON POLICY "select_self" ON "public"."notification_prefs" IS 'The own rows; nobody else''s, for nobody.';

COMMENT ON POLICY "select_person" ON "public"."notification_rules" IS 'Every active person: it tells what there is, of nobody.';

COMMENT ON POLICY "select_self" ON "public"."notification_schedules" IS 'The own rows; nobody else''s, for nobody.';

COMMENT ON TABLE "public"."announcements" IS 'What many people are told at once: all, those of one main role, or those of one organization.';

COMMENT ON TABLE "public"."notification_prefs" IS 'What a person wants to be told, and how. A mandatory rule is stronger.';

COMMENT ON TABLE "public"."notification_rules" IS 'Which events go over which channel, to whom. A rule that is mandatory asks no preference.';

COMMENT ON TABLE "public"."notification_schedules" IS 'When a person wants mail. Urgent and mandatory mail asks nobody, and the list in the back office is always silent.';

REVOKE ALL ON FUNCTION "private"."check_announcement"(text, text, text, text, uuid, text, text, timestamp WITH time zone, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_announcement"(text, text, text, text, uuid, text, text, timestamp WITH time zone, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_announcement"(text, text, text, text, uuid, text, text, timestamp WITH time zone, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_unread"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_unread"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_unread"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."mail_time"(uuid, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."mail_time"(uuid, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."mail_time"(uuid, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."notification_audience"(text, text, uuid[], uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."notification_audience"(text, text, uuid[], uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."notification_audience"(text, text, uuid[], uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."queue_mails"(public.notification_events, uuid[], text, text, text, text, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."queue_mails"(public.notification_events, uuid[], text, text, text, text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."queue_mails"(public.notification_events, uuid[], text, text, text, text, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."quiet_until"(timestamp WITH time zone, time WITHOUT time zone, time WITHOUT time zone, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."quiet_until"(timestamp WITH time zone, time WITHOUT time zone, time WITHOUT time zone, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."quiet_until"(timestamp WITH time zone, time WITHOUT time zone, time WITHOUT time zone, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."tell_announcement"(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."tell_announcement"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."tell_announcement"(integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."announce"(text, text, text, text, uuid, text, text, timestamp WITH time zone, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."announce"(text, text, text, text, uuid, text, text, timestamp WITH time zone, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."announce"(text, text, text, text, uuid, text, text, timestamp WITH time zone, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."my_notification_settings"() TO "authenticated";

REVOKE ALL ON FUNCTION "public"."my_notification_settings"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."my_notification_settings"() TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."notifications"(text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."notifications"(text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."notifications"(text) TO "postgres";

REVOKE ALL ON FUNCTION "public"."run_notification_upkeep"(integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_notification_upkeep"(integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."run_notification_upkeep"(integer) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."set_notification_pref"(text, text, boolean) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_notification_pref"(text, text, boolean) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_notification_pref"(text, text, boolean) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_notification_schedule"(time WITHOUT time zone, time WITHOUT time zone, text, text, time WITHOUT time zone) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_notification_schedule"(time WITHOUT time zone, time WITHOUT time zone, text, text, time WITHOUT time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_notification_schedule"(time WITHOUT time zone, time WITHOUT time zone, text, text, time WITHOUT time zone) TO "postgres";

REVOKE ALL ON TABLE "public"."announcements" FROM "authenticated";

GRANT SELECT ON TABLE "public"."announcements" TO "authenticated";

REVOKE ALL ON TABLE "public"."announcements" FROM "service_role";

GRANT SELECT ON TABLE "public"."announcements" TO "service_role";

REVOKE ALL ON TABLE "public"."notification_prefs" FROM "authenticated";

GRANT SELECT ON TABLE "public"."notification_prefs" TO "authenticated";

REVOKE ALL ON TABLE "public"."notification_prefs" FROM "service_role";

GRANT SELECT ON TABLE "public"."notification_prefs" TO "service_role";

REVOKE ALL ON TABLE "public"."notification_rules" FROM "authenticated";

GRANT SELECT ON TABLE "public"."notification_rules" TO "authenticated";

REVOKE ALL ON TABLE "public"."notification_rules" FROM "service_role";

GRANT SELECT ON TABLE "public"."notification_rules" TO "service_role";

REVOKE ALL ON TABLE "public"."notification_schedules" FROM "authenticated";

GRANT SELECT ON TABLE "public"."notification_schedules" TO "authenticated";

REVOKE ALL ON TABLE "public"."notification_schedules" FROM "service_role";

GRANT SELECT ON TABLE "public"."notification_schedules" TO "service_role";

CREATE INDEX announcements_unfinished_idx ON public.announcements USING btree (id)
  WHERE (finished_at IS NULL);

ALTER TABLE "public"."announcements"
  ADD CONSTRAINT "announcements_created_by_fkey" FOREIGN KEY (created_by) REFERENCES public.people(id);

-- Everything is shown in the back office. Mail is for what cannot wait, and for invitations and resets:
-- those go through the auth service (auth.invite, auth.recovery), which asks nobody's preferences.
insert into public.notification_events (event, type, severity, description)
values
('collaborator.invited', 'user', 'info', 'You are invited to the back office.'),
('collaborator.reset', 'user', 'warning', 'Your password or second factor is to be set anew.')
on conflict (event) do update
set type = excluded.type, severity = excluded.severity, description = excluded.description
where
  (notification_events.type, notification_events.severity, notification_events.description)
  is distinct from (excluded.type, excluded.severity, excluded.description);

insert into public.notification_rules (event, channel, audience, role_key, is_mandatory, is_on_by_default)
select
  notification_events.event,
  'in_app' as channel,
  'named' as audience,
  null as role_key,
  false as is_mandatory,
  true as is_on_by_default
from public.notification_events
where notification_events.event not in ('collaborator.invited', 'collaborator.reset')
union all
values
('collaborator.invited', 'email', 'named', null, true, true),
('collaborator.reset', 'email', 'named', null, true, true),
('integration.failed', 'email', 'named', null, false, false),
('security.settings_lowered', 'in_app', 'role', 'admin', true, true),
('security.settings_lowered', 'email', 'role', 'admin', true, true),
('sync.failed', 'email', 'named', null, false, false),
('ticket.escalated', 'email', 'named', null, false, false),
('ticket.sla_breached', 'email', 'named', null, false, false)
on conflict (event, channel, role_key) do update
set
  audience = excluded.audience,
  is_mandatory = excluded.is_mandatory,
  is_on_by_default = excluded.is_on_by_default
where
  (notification_rules.audience, notification_rules.is_mandatory, notification_rules.is_on_by_default)
  is distinct from (excluded.audience, excluded.is_mandatory, excluded.is_on_by_default);

-- An installation may have raised a demand: what is there stays.
insert into public.sensitive_operations (rpc, needs_reason)
values ('announce', false)
on conflict (rpc) do nothing;
