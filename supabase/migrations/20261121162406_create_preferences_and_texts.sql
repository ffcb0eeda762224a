-- What people choose in the client, with the values that each key takes: a person's choices over those of
-- the organization over the defaults. And texts by language, in which notifications without a title speak.
SET local check_function_bodies = off;

-- Nobody but our own functions could call it.
-- squawk-ignore ban-drop-function
DROP FUNCTION "private"."queue_mails"(public.notification_events, uuid[], text, text, text, text, uuid);

CREATE TABLE "public"."i18n_texts" (
  "key"    text NOT NULL,
  "locale" text NOT NULL,
  "text"   text NOT NULL,
  CONSTRAINT "i18n_texts_key_check" CHECK ((key ~ '^[a-z][a-z_]*(\.[a-z][a-z_]*)+$'::text)),
  CONSTRAINT "i18n_texts_locale_check" CHECK ((locale ~ '^[a-z]{2,3}(-[A-Z]{2})?$'::text)),
  CONSTRAINT "i18n_texts_pkey" PRIMARY KEY (key, LOCALE),
  CONSTRAINT "i18n_texts_text_check" CHECK (((btrim(text) <> ''::text) AND (length(text) <= 4000)))
);

ALTER TABLE "public"."i18n_texts"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."i18n_texts" FROM "anon";

CREATE TABLE "public"."org_prefs" (
  "org_id" uuid  NOT NULL,
  "key"    text  NOT NULL,
  "value"  jsonb NOT NULL,
  CONSTRAINT "org_prefs_pkey" PRIMARY KEY (org_id, key)
);

ALTER TABLE "public"."org_prefs"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."org_prefs" FROM "anon";

CREATE TABLE "public"."person_prefs" (
  "person_id" uuid  NOT NULL,
  "key"       text  NOT NULL,
  "value"     jsonb NOT NULL,
  CONSTRAINT "person_prefs_pkey" PRIMARY KEY (person_id, key)
);

ALTER TABLE "public"."person_prefs"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."person_prefs" FROM "anon";

CREATE TABLE "public"."preference_keys" (
  "key"           text  NOT NULL,
  "description"   text  NOT NULL,
  "value_schema"  jsonb NOT NULL,
  "default_value" jsonb NOT NULL,
  CONSTRAINT "preference_keys_key_check" CHECK ((key ~ '^[a-z][a-z_]{1,62}$'::text)),
  CONSTRAINT "preference_keys_pkey" PRIMARY KEY (key),
  CONSTRAINT "preference_keys_value_schema_check" CHECK ((jsonb_typeof(value_schema) = 'object'::text))
);

ALTER TABLE "public"."preference_keys"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."preference_keys" FROM "anon";

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
  delete from public.person_prefs as n where n.person_id = anonymise_person.person_id;
  update public.invitations as i set cancelled_at = now()
  where i.person_id = anonymise_person.person_id and i.accepted_at is null and i.cancelled_at is null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.check_preference (
  key   text,
  value jsonb
)
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  fault text;
  known public.preference_keys;
begin
  select k.* into known from public.preference_keys as k where k.key = check_preference.key;
  if not found then
    perform private.bad_input('key', 'there is no such preference');
  end if;
  fault := private.preference_fault(check_preference.value, known.value_schema);
  if fault is not null then
    perform private.bad_input('value', fault);
  end if;
  if length(check_preference.value::text) > 8000 then
    perform private.bad_input('value', 'at most 8000 characters');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.notification_title (
  event  text,
  given  text,
  locale text,
  data   jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  filled text := private.translate(format('notification.%s.title', event), locale);
  field record;
begin
  if given is not null then
    return given;
  end if;
  for field in select d.key, d.value from jsonb_each_text(coalesce(data, '{}')) as d loop
    filled := replace(filled, '{' || field.key || '}', coalesce(field.value, ''));
  end loop;
  return filled;
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
    told.person_id, notify.domain_id, kind.event, kind.type, kind.severity,
    left(private.notification_title(kind.event, btrim(notify.title), p.locale, notify.data), 200),
    left(coalesce(notify.body, ''), 4000), notify.link, coalesce(notify.data, '{}'), notify.dedupe_key
  from private.notification_audience(notify.event, 'in_app', notify.recipient_ids, notify.domain_id) as told
  inner join public.people as p on p.id = told.person_id
  order by told.person_id -- In the same order everywhere, so that two calls never wait for each other.
  on conflict on constraint notifications_dedupe_key_key do nothing;
  get diagnostics written = row_count;
  perform private.queue_mails(kind, recipient_ids, title, body, link, data, dedupe_key, domain_id);
  return written;
end;
$function$;

CREATE OR REPLACE FUNCTION private.preference_fault (
  value        jsonb,
  value_schema jsonb
)
  RETURNS text
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
declare
  known constant text [] := '{type,enum,pattern,items,maxItems,additionalProperties}';
  kind constant text := jsonb_typeof(value);
begin
  if value is null then
    return null;
  end if;
  if value_schema - known <> '{}' then
    raise exception 'unknown words in a preference schema: %', value_schema - known;
  end if;
  if kind is distinct from coalesce(value_schema ->> 'type', kind) then
    return format('must be of type %s', value_schema ->> 'type');
  end if;
  if not coalesce(value_schema -> 'enum' @> jsonb_build_array(value), true) then
    return format('must be one of %s', value_schema -> 'enum');
  end if;
  if kind = 'string' and (value #>> '{}') !~ (value_schema ->> 'pattern') then
    return format('must look like %s', value_schema ->> 'pattern');
  end if;
  if kind = 'array' then
    if jsonb_array_length(value) > (value_schema ->> 'maxItems')::integer then
      return format('must have at most %s items', value_schema ->> 'maxItems');
    end if;
    return (
      select min(format('[%s] %s', part.place - 1, private.preference_fault(part.item, value_schema -> 'items')))
      from jsonb_array_elements(value) with ordinality as part (item, place)
      where private.preference_fault(part.item, value_schema -> 'items') is not null
    );
  elsif kind = 'object' then
    return (
      select min(format('%s: %s', part.key, private.preference_fault(part.value, value_schema -> 'additionalProperties')))
      from jsonb_each(value) as part
      where private.preference_fault(part.value, value_schema -> 'additionalProperties') is not null
    );
  end if;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.queue_mails (
  kind          public.notification_events,
  recipient_ids uuid[],
  title         text,
  body          text,
  link          text,
  data          jsonb,
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
    select a.person_id, a.is_mandatory, p.locale
    from private.notification_audience(kind.event, 'email', recipient_ids, domain_id) as a
    inner join public.people as p on p.id = a.person_id
    order by a.person_id
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
        'person_id', told.person_id, 'event', kind.event, 'severity', kind.severity,
        'title', private.notification_title(kind.event, title, told.locale, data), 'body', body, 'link', link, 'digest', due.digest
      ),
      queue_mails.domain_id, due.not_before
    );
  end loop;
end;
$function$;

CREATE OR REPLACE FUNCTION private.translate (
  key    text,
  locale text
)
  RETURNS text
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  return coalesce(
    (
      select t.text from public.i18n_texts as t
      where t.key = translate.key
        and t.locale in (translate.locale, split_part(translate.locale, '-', 1), 'en')
      -- The longest is the closest; of two languages English is the last resort.
      order by length(t.locale) desc, t.locale = 'en' limit 1
    ),
    translate.key
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.list_texts (
  prefix text DEFAULT ''::text,
  locale text DEFAULT NULL::text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  me constant uuid := private.require_person();
  wanted constant text := coalesce(list_texts.locale, (select p.locale from public.people as p where p.id = me));
begin
  if wanted !~ '^[a-z]{2,3}(-[A-Z]{2})?$' then
    perform private.bad_input('locale', 'a language tag such as es or es-AR');
  end if;
  return (
    select coalesce(jsonb_object_agg(k.key, private.translate(k.key, wanted)), '{}')
    from (
      select distinct t.key from public.i18n_texts as t where starts_with(t.key, coalesce(list_texts.prefix, ''))
    ) as k
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_texts"(text, text) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.my_preferences()
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  me constant uuid := private.require_person();
begin
  return (
    select jsonb_object_agg(k.key, coalesce(mine.value, ours.value, k.default_value))
    from public.preference_keys as k
    inner join public.people as p on p.id = me
    left join public.person_prefs as mine on mine.person_id = me and mine.key = k.key
    left join public.org_prefs as ours on ours.org_id = p.org_id and ours.key = k.key
  );
end;
$function$;

REVOKE ALL ON FUNCTION "public"."my_preferences"() FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.set_org_preference (
  org_id uuid,
  key    text,
  value  jsonb
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
begin
  perform private.require('clients.edit');
  if not exists (select from public.clients as c where c.id = set_org_preference.org_id) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such client');
  end if;
  perform private.check_preference(set_org_preference.key, set_org_preference.value);
  if set_org_preference.value is null then
    delete from public.org_prefs as o
    where o.org_id = set_org_preference.org_id and o.key = set_org_preference.key;
  else
    insert into public.org_prefs as o (org_id, key, value)
    values (set_org_preference.org_id, set_org_preference.key, set_org_preference.value)
    on conflict on constraint org_prefs_pkey do update set value = excluded.value;
  end if;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_org_preference"(uuid, text, jsonb) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.set_preference (
  key   text,
  value jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  me constant uuid := private.require_person();
begin
  perform private.check_preference(set_preference.key, set_preference.value);
  if set_preference.value is null then
    delete from public.person_prefs as p where p.person_id = me and p.key = set_preference.key;
  else
    insert into public.person_prefs as p (person_id, key, value)
    values (me, set_preference.key, set_preference.value)
    on conflict on constraint person_prefs_pkey do update set value = excluded.value;
  end if;
  return public.my_preferences() -> set_preference.key;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_preference"(text, jsonb) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."org_prefs"
  ADD CONSTRAINT "org_prefs_org_id_fkey" FOREIGN KEY (org_id) REFERENCES public.clients(id) ON DELETE CASCADE;

ALTER TABLE "public"."person_prefs"
  ADD CONSTRAINT "person_prefs_person_id_fkey" FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;

ALTER TABLE "public"."org_prefs"
  ADD CONSTRAINT "org_prefs_key_fkey" FOREIGN KEY (key) REFERENCES public.preference_keys(key) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE "public"."person_prefs"
  ADD CONSTRAINT "person_prefs_key_fkey" FOREIGN KEY (key) REFERENCES public.preference_keys(key) ON UPDATE CASCADE ON DELETE CASCADE;

CREATE INDEX org_prefs_key_idx ON public.org_prefs USING btree (key);

CREATE INDEX person_prefs_key_idx ON public.person_prefs USING btree (key);

CREATE TRIGGER audit_delete AFTER DELETE ON public.i18n_texts REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{key,locale}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.i18n_texts REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{key,locale}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.i18n_texts REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{key,locale}',
  '{}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.org_prefs REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{org_id,key}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.org_prefs REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{org_id,key}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.org_prefs REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{org_id,key}',
  '{}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.person_prefs REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{person_id,key}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.person_prefs REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{person_id,key}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.person_prefs
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{person_id,key}',
  '{}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.preference_keys REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{key}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.preference_keys REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{key}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.preference_keys
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{key}',
  '{}'
);

CREATE POLICY "select_person" ON "public"."i18n_texts"
  FOR SELECT
  TO "authenticated"
  USING ((( SELECT private.current_person_id() AS current_person_id) IS NOT NULL));

CREATE POLICY "select_manager" ON "public"."org_prefs"
  FOR SELECT
  TO "authenticated"
  USING (( SELECT private.holds('clients.view'::text) AS holds));

CREATE POLICY "select_self" ON "public"."person_prefs"
  FOR SELECT
  TO "authenticated"
  USING ((person_id = ( SELECT private.current_person_id() AS current_person_id)));

CREATE POLICY "select_person" ON "public"."preference_keys"
  FOR SELECT
  TO "authenticated"
  USING ((( SELECT private.current_person_id() AS current_person_id) IS NOT NULL));

COMMENT ON COLUMN "public"."i18n_texts"."text" IS 'Words in braces, {title}, are filled in from the data of a notification.';

COMMENT ON COLUMN "public"."preference_keys"."value_schema" IS 'JSON Schema, of which private.preference_fault() reads type, enum, pattern, items, maxItems and additionalProperties.';

COMMENT ON FUNCTION "private"."check_preference"(text, jsonb) IS 'Raises 22023 INVALID_INPUT for an unknown key, or a value that its schema does not take; null is always taken.';

COMMENT ON FUNCTION "private"."notification_title"(text, text, text, jsonb) IS 'The title that was given; where it is null the text notification.<event>.title in this language, with {words} from data.';

COMMENT ON FUNCTION "private"."notify"(text, uuid[], text, text, text, jsonb, text, uuid) IS 'Tells people about an event of notification_events, over the channels of its notification_rules; call it in the transaction in which it happens. Returns how many notifications were written. recipient_ids: whoever is not active, does not work in domain_id, or does not want it, is left out without a word. link: a path of the back office. title: null takes the text notification.<event>.title of i18n_texts, in the recipient''s language, with {words} from data. dedupe_key: the same key again tells nobody twice. domain_id: give it whenever the text tells something of a domain. Raises 22023 INVALID_INPUT for an unknown event.';

COMMENT ON FUNCTION "private"."preference_fault"(jsonb, jsonb) IS 'What is wrong with a value, with its place; null where nothing is.';

COMMENT ON FUNCTION "private"."queue_mails"(public.notification_events, uuid[], text, text, text, jsonb, text, uuid) IS 'One message mail.notification in the outbox for each whom the event reaches by e-mail, when the person wants mail; urgent and mandatory ones at once.';

COMMENT ON FUNCTION "private"."translate"(text, text) IS 'The text of a key in this language, else in its parent language, else in English, else the key itself. Never null for a key.';

COMMENT ON FUNCTION "public"."list_texts"(text, text) IS '{key: text} for each key that begins with prefix, in the language of locale (default: the caller''s), else in its parent language, else in English. Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."my_preferences"() IS 'What holds for the caller, {key: value} for every key of preference_keys: the own choice, else that of the own organization, else the default. Errors: 42501 ACCOUNT_NOT_ACTIVE.';

COMMENT ON FUNCTION "public"."set_org_preference"(uuid, text, jsonb) IS 'What holds for the people of an organization who have not chosen themselves. null: the default again. Needs clients.edit. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."set_preference"(text, jsonb) IS 'Stores a choice of the caller and returns what holds now. key and value: see preference_keys. null: back to what the organization or the default says. Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT.';

COMMENT ON POLICY "select_person" ON "public"."i18n_texts" IS 'Every active person: it tells of nobody.';

COMMENT ON POLICY "select_manager" ON "public"."org_prefs" IS 'Whoever may view clients.';

COMMENT ON POLICY "select_self" ON "public"."person_prefs" IS 'The own rows; nobody else''s, for nobody.';

COMMENT ON POLICY "select_person" ON "public"."preference_keys" IS 'Every active person: it tells what there is, of nobody.';

COMMENT ON TABLE "public"."i18n_texts" IS 'What the product says, by language. es-AR falls back to es, that to en, and that to the key: never to nothing.';

COMMENT ON TABLE "public"."org_prefs" IS 'What holds for the people of an organization who have not chosen themselves.';

COMMENT ON TABLE "public"."person_prefs" IS 'What a person has chosen: theme, density of tables, saved columns. Language, time zone and name are columns of people.';

COMMENT ON TABLE "public"."preference_keys" IS 'Preferences that there are, with the values that each takes and the one that holds where nobody has chosen.';

REVOKE ALL ON FUNCTION "private"."check_preference"(text, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_preference"(text, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_preference"(text, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."notification_title"(text, text, text, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."notification_title"(text, text, text, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."notification_title"(text, text, text, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."preference_fault"(jsonb, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."preference_fault"(jsonb, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."preference_fault"(jsonb, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."queue_mails"(public.notification_events, uuid[], text, text, text, jsonb, text, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."queue_mails"(public.notification_events, uuid[], text, text, text, jsonb, text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."queue_mails"(public.notification_events, uuid[], text, text, text, jsonb, text, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."translate"(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."translate"(text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."translate"(text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_texts"(text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_texts"(text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_texts"(text, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."my_preferences"() TO "authenticated";

REVOKE ALL ON FUNCTION "public"."my_preferences"() FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."my_preferences"() TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_org_preference"(uuid, text, jsonb) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_org_preference"(uuid, text, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_org_preference"(uuid, text, jsonb) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_preference"(text, jsonb) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_preference"(text, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_preference"(text, jsonb) TO "postgres";

REVOKE ALL ON TABLE "public"."i18n_texts" FROM "authenticated";

GRANT SELECT ON TABLE "public"."i18n_texts" TO "authenticated";

REVOKE ALL ON TABLE "public"."i18n_texts" FROM "service_role";

GRANT SELECT ON TABLE "public"."i18n_texts" TO "service_role";

REVOKE ALL ON TABLE "public"."org_prefs" FROM "authenticated";

GRANT SELECT ON TABLE "public"."org_prefs" TO "authenticated";

REVOKE ALL ON TABLE "public"."org_prefs" FROM "service_role";

GRANT SELECT ON TABLE "public"."org_prefs" TO "service_role";

REVOKE ALL ON TABLE "public"."person_prefs" FROM "authenticated";

GRANT SELECT ON TABLE "public"."person_prefs" TO "authenticated";

REVOKE ALL ON TABLE "public"."person_prefs" FROM "service_role";

GRANT SELECT ON TABLE "public"."person_prefs" TO "service_role";

REVOKE ALL ON TABLE "public"."preference_keys" FROM "authenticated";

GRANT SELECT ON TABLE "public"."preference_keys" TO "authenticated";

REVOKE ALL ON TABLE "public"."preference_keys" FROM "service_role";

GRANT SELECT ON TABLE "public"."preference_keys" TO "service_role";

-- What people may choose in the client.
insert into public.preference_keys (key, description, value_schema, default_value)
values
('theme', 'Light, dark, or as the system is', '{"enum": ["light", "dark", "system"]}', '"system"'),
('accent', 'Colour of buttons and links', '{"type": "string", "pattern": "^#[0-9a-f]{6}$"}', '"#3b82f6"'),
('table_density', 'Height of rows', '{"enum": ["compact", "normal", "comfortable"]}', '"normal"'),
(
  'landing_page', 'The page after sign-in; empty: that of the role',
  '{"type": "string", "pattern": "^(/[a-z0-9/_-]{0,200})?$"}', '""'
),
(
  'quick_actions', 'Which, in their order',
  '{"type": "array", "maxItems": 20, "items": {"type": "string", "pattern": "^[a-z][a-z0-9_.-]{0,60}$"}}', '[]'
),
(
  'saved_columns', 'Columns of a page''s table, in their order',
  '{"type": "object", "additionalProperties":
    {"type": "array", "maxItems": 50, "items": {"type": "string", "pattern": "^[a-z][a-z0-9_.]{0,60}$"}}}', '{}'
),
(
  'default_filters', 'The filter that a page opens with',
  '{"type": "object", "additionalProperties": {"type": "object"}}', '{}'
)
on conflict (key) do update
set
  description = excluded.description,
  value_schema = excluded.value_schema,
  default_value = excluded.default_value
where
  (preference_keys.description, preference_keys.value_schema, preference_keys.default_value)
  is distinct from (excluded.description, excluded.value_schema, excluded.default_value);

-- What a notification says where private.notify() is given no title. {words} come from its data.
insert into public.i18n_texts (key, locale, text)
values
('notification.collaborator.access_changed.title', 'en', 'Your access has changed'),
('notification.collaborator.access_changed.title', 'es', 'Tu acceso ha cambiado'),
('notification.collaborator.access_changed.title', 'fr', 'Vos accès ont changé'),
('notification.collaborator.joined.title', 'en', '{name} has joined'),
('notification.collaborator.joined.title', 'es', '{name} se ha unido'),
('notification.collaborator.joined.title', 'fr', '{name} a rejoint l''équipe'),
('notification.security.settings_lowered.title', 'en', 'A security setting was relaxed'),
('notification.security.settings_lowered.title', 'es', 'Se ha relajado un ajuste de seguridad'),
('notification.security.settings_lowered.title', 'fr', 'Un réglage de sécurité a été assoupli'),
('notification.ticket.assigned.title', 'en', 'Yours now: {title}'),
('notification.ticket.assigned.title', 'es', 'Ahora es tuyo: {title}'),
('notification.ticket.assigned.title', 'fr', 'À vous désormais : {title}'),
('notification.ticket.commented.title', 'en', 'New comment: {title}'),
('notification.ticket.commented.title', 'es', 'Nuevo comentario: {title}'),
('notification.ticket.commented.title', 'es-AR', 'Comentaron: {title}'),
('notification.ticket.commented.title', 'fr', 'Nouveau commentaire : {title}'),
('notification.ticket.created.title', 'en', 'New ticket: {title}'),
('notification.ticket.created.title', 'es', 'Nuevo ticket: {title}'),
('notification.ticket.created.title', 'fr', 'Nouveau ticket : {title}'),
('notification.ticket.resolved.title', 'en', 'Resolved: {title}'),
('notification.ticket.resolved.title', 'es', 'Resuelto: {title}'),
('notification.ticket.resolved.title', 'fr', 'Résolu : {title}')
on conflict (key, locale) do update set text = excluded.text
where i18n_texts.text <> excluded.text;
