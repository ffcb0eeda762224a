-- Codes by which users join: each slot once, whatever the case; who brings whom is final.
SET local check_function_bodies = off;

CREATE TABLE "private"."reserved_words" (
  "word" text NOT NULL,
  CONSTRAINT "reserved_words_pkey" PRIMARY KEY (word),
  CONSTRAINT "reserved_words_word_check" CHECK ((word = lower(word)))
);

ALTER TABLE "private"."reserved_words"
  ENABLE ROW LEVEL SECURITY;

CREATE TABLE "public"."invite_codes" (
  "domain_id"     uuid                     NOT NULL,
  "code"          text                     NOT NULL,
  "cohort_id"     uuid,
  "owner_user_id" uuid,
  "slots_total"   integer                  NOT NULL,
  "slots_used"    integer                  NOT NULL DEFAULT 0,
  "starts_at"     timestamp with time zone NOT NULL DEFAULT now(),
  "ends_at"       timestamp with time zone,
  "is_active"     boolean                  NOT NULL DEFAULT true,
  "created_at"    timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"    timestamp with time zone NOT NULL DEFAULT now(),
  "version"       integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "invite_codes_code_check" CHECK ((code ~ '^[A-Za-z0-9_-]{6,12}$'::text)),
  CONSTRAINT "invite_codes_ends_at_check" CHECK ((ends_at > starts_at)),
  CONSTRAINT "invite_codes_slots_used_check" CHECK (((slots_used >= 0) AND (slots_used <= slots_total))),
  "id"            uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "invite_codes_pkey" PRIMARY KEY (domain_id, id),
  "created_by"    uuid                     DEFAULT private.current_person_id()
);

ALTER TABLE "public"."invite_codes"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."invite_codes" FROM "anon";

CREATE TABLE "public"."invite_redemptions" (
  "domain_id"        uuid                     NOT NULL,
  "invite_code_id"   uuid                     NOT NULL,
  "platform_user_id" uuid                     NOT NULL,
  "redeemed_at"      timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT "invite_redemptions_invite_code_id_key" UNIQUE (domain_id, invite_code_id, platform_user_id),
  "id"               uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "invite_redemptions_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."invite_redemptions"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."invite_redemptions" FROM "anon";

CREATE OR REPLACE FUNCTION private.attach_referrer (
  domain_id        uuid,
  platform_user_id uuid,
  referrer_id      uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  present uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('referrers of ' || domain_id, 0));
  select u.referrer_id into present from public.platform_users as u
  where u.domain_id = attach_referrer.domain_id and u.id = attach_referrer.platform_user_id;
  if present = attach_referrer.referrer_id then
    return;
  elsif present is not null then
    perform private.fail('PT409', 'REFERRER_FIXED', 'somebody else has brought this user, which is final');
  end if;
  if exists (
    with recursive line (id) as (
      select attach_referrer.referrer_id
      union
      select u.referrer_id from public.platform_users as u
      inner join line on u.id = line.id
      where u.domain_id = attach_referrer.domain_id and u.referrer_id is not null
    )
    select from line where line.id = attach_referrer.platform_user_id
  ) then
    perform private.fail('PT409', 'REFERRAL_CYCLE', 'nobody brings himself, or one of those who brought him');
  end if;
  update public.platform_users as u set referrer_id = attach_referrer.referrer_id
  where u.domain_id = attach_referrer.domain_id and u.id = attach_referrer.platform_user_id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.lock_invite_code (
  domain_id uuid,
  code      text
)
  RETURNS public.invite_codes
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  invite public.invite_codes;
begin
  select c.* into invite from public.invite_codes as c
  where c.domain_id = lock_invite_code.domain_id and lower(c.code) = lower(lock_invite_code.code)
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such code');
  end if;
  return invite;
end;
$function$;

CREATE OR REPLACE FUNCTION public.create_invite_code (
  domain_id     uuid,
  code          text,
  slots_total   integer,
  cohort_id     uuid                     DEFAULT NULL::uuid,
  owner_user_id uuid                     DEFAULT NULL::uuid,
  starts_at     timestamp with time zone DEFAULT now(),
  ends_at       timestamp with time zone DEFAULT NULL::timestamp WITH time zone
)
  RETURNS public.invite_codes
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  invite public.invite_codes;
begin
  perform private.require('cohorts.edit', domain_id);
  perform private.begin_sensitive('create_invite_code', null);
  if code ~ '^[A-Za-z0-9_-]{6,12}$' is not true then
    perform private.bad_input('code', '6 to 12 letters, digits, _ or -');
  elsif exists (select from private.reserved_words as r where r.word = lower(create_invite_code.code)) then
    perform private.bad_input('code', 'is reserved');
  end if;
  if slots_total between 1 and 1000000 is not true then
    perform private.bad_input('slots_total', '1 to 1000000');
  end if;
  if ends_at <= greatest(starts_at, now()) then
    perform private.bad_input('ends_at', 'lies in the past or before the beginning');
  end if;
  if cohort_id is not null then
    perform private.require_cohort(domain_id, cohort_id);
  end if;
  if owner_user_id is not null then
    perform private.lock_platform_user(domain_id, owner_user_id);
  end if;
  insert into public.invite_codes (domain_id, code, slots_total, cohort_id, owner_user_id, starts_at, ends_at)
  values (
    create_invite_code.domain_id, create_invite_code.code, create_invite_code.slots_total,
    create_invite_code.cohort_id, create_invite_code.owner_user_id,
    coalesce(create_invite_code.starts_at, now()), create_invite_code.ends_at
  )
  returning * into invite;
  return invite;
exception
  when unique_violation then
    perform private.fail('23505', 'INVITE_CODE_TAKEN', 'code: there is one in this domain');
end;
$function$;

REVOKE ALL ON FUNCTION "public"."create_invite_code"(uuid, text, integer, uuid, uuid, timestamp WITH time zone, timestamp WITH time zone) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.list_invite_codes (
  domain_ids uuid[]  DEFAULT NULL::uuid[],
  cohort_id  uuid    DEFAULT NULL::uuid,
  after      text    DEFAULT NULL::text,
  page_size  integer DEFAULT 50
)
  RETURNS TABLE (
    domain_id      uuid,
    id             uuid,
    code           text,
    code_cohort_id uuid,
    owner_user_id  uuid,
    slots_total    integer,
    slots_used     integer,
    starts_at      timestamp with time zone,
    ends_at        timestamp with time zone,
    is_active      boolean,
    created_at     timestamp with time zone,
    version        integer,
    cursor         text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  AS $function$
declare
  mine constant uuid [] := private.permitted_domains('cohorts.view', domain_ids);
  wanted constant uuid := list_invite_codes.cohort_id;
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('invite_codes', after);
  return query
  select
    page.domain_id, page.id, page.code, page.cohort_id, page.owner_user_id, page.slots_total, page.slots_used,
    page.starts_at, page.ends_at, page.is_active, page.created_at, page.version,
    private.make_time_cursor('invite_codes', page.created_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select c.* from public.invite_codes as c
    where
      c.domain_id = tenant.id
      and (wanted is null or c.cohort_id = wanted)
      and (after is null or (c.created_at, c.id, c.domain_id) < (place.at, place.id, place.domain_id))
    order by c.created_at desc, c.id desc
    limit page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."list_invite_codes"(uuid[], uuid, text, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.redeem_invite_code (
  domain_id        uuid,
  code             text,
  platform_user_id uuid
)
  RETURNS public.invite_redemptions
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  invite public.invite_codes;
  redemption public.invite_redemptions;
begin
  -- Whoever takes a slot waits here for the one before. Users are locked last: each may bring others meanwhile.
  invite := private.lock_invite_code(domain_id, redeem_invite_code.code);
  select r.* into redemption from public.invite_redemptions as r
  where r.domain_id = invite.domain_id and r.invite_code_id = invite.id
    and r.platform_user_id = redeem_invite_code.platform_user_id;
  if found then
    return redemption;
  end if;
  if not invite.is_active or now() < invite.starts_at or now() >= invite.ends_at then
    perform private.fail('PT409', 'INVITE_CODE_CLOSED', 'this code cannot be redeemed now');
  elsif invite.slots_used = invite.slots_total then
    perform private.fail('PT409', 'INVITE_CODE_FULL', 'this code has no slot left');
  end if;
  if invite.owner_user_id is not null then
    perform private.attach_referrer(domain_id, platform_user_id, invite.owner_user_id);
  end if;
  perform private.lock_platform_user(domain_id, platform_user_id);
  if invite.cohort_id is not null then
    insert into public.cohort_members (domain_id, cohort_id, platform_user_id, valid)
    values (invite.domain_id, invite.cohort_id, redeem_invite_code.platform_user_id, tstzrange(now(), null))
    on conflict on constraint cohort_members_valid_excl do nothing; -- Who is in it stays in it.
  end if;
  update public.invite_codes as c set slots_used = c.slots_used + 1
  where c.domain_id = invite.domain_id and c.id = invite.id;
  insert into public.invite_redemptions (domain_id, invite_code_id, platform_user_id)
  values (invite.domain_id, invite.id, redeem_invite_code.platform_user_id)
  returning * into redemption;
  return redemption;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."redeem_invite_code"(uuid, text, uuid) FROM PUBLIC, "anon", "authenticated";

CREATE OR REPLACE FUNCTION public.update_invite_code (
  domain_id        uuid,
  code             text,
  reason           text,
  slots_total      integer                  DEFAULT NULL::integer,
  ends_at          timestamp with time zone DEFAULT NULL::timestamp WITH time zone,
  is_active        boolean                  DEFAULT NULL::boolean,
  expected_version integer                  DEFAULT NULL::integer
)
  RETURNS public.invite_codes
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  invite public.invite_codes;
begin
  perform private.require('cohorts.edit', domain_id);
  perform private.begin_sensitive('update_invite_code', update_invite_code.reason);
  invite := private.lock_invite_code(domain_id, update_invite_code.code);
  if expected_version is not null then
    perform private.require_version(expected_version, invite.version);
  end if;
  if slots_total not between greatest(invite.slots_used, 1) and 1000000 then
    perform private.bad_input('slots_total', format('from %s, which are used, to 1000000', invite.slots_used));
  end if;
  if ends_at <= invite.starts_at then
    perform private.bad_input('ends_at', 'lies before the beginning');
  end if;
  update public.invite_codes as c
  set
    slots_total = coalesce(update_invite_code.slots_total, c.slots_total),
    ends_at = coalesce(update_invite_code.ends_at, c.ends_at),
    is_active = coalesce(update_invite_code.is_active, c.is_active)
  where c.domain_id = invite.domain_id and c.id = invite.id
  returning c.* into invite;
  return invite;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."update_invite_code"(uuid, text, text, integer, timestamp WITH time zone, boolean, integer) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."invite_codes"
  ADD CONSTRAINT "invite_codes_cohort_id_fkey" FOREIGN KEY (domain_id, cohort_id) REFERENCES public.cohorts(domain_id, id);

ALTER TABLE "public"."invite_codes"
  ADD CONSTRAINT "invite_codes_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."invite_codes"
  ADD CONSTRAINT "invite_codes_owner_user_id_fkey" FOREIGN KEY (domain_id, owner_user_id) REFERENCES public.platform_users(domain_id, id);

ALTER TABLE "public"."invite_redemptions"
  ADD CONSTRAINT "invite_redemptions_platform_user_id_fkey" FOREIGN KEY (domain_id, platform_user_id) REFERENCES public.platform_users(domain_id, id);

CREATE UNIQUE INDEX invite_codes_code_key ON public.invite_codes USING btree (domain_id, lower(code));

CREATE INDEX invite_codes_cohort_id_idx ON public.invite_codes USING btree (domain_id, cohort_id)
  WHERE (cohort_id IS NOT NULL);

CREATE INDEX invite_codes_owner_user_id_idx ON public.invite_codes USING btree (domain_id, owner_user_id)
  WHERE (owner_user_id IS NOT NULL);

CREATE INDEX invite_redemptions_platform_user_id_idx ON public.invite_redemptions USING btree (domain_id, platform_user_id);

CREATE TRIGGER audit_delete AFTER DELETE ON public.invite_codes REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.invite_codes REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.invite_codes
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.invite_codes
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE TRIGGER audit_delete AFTER DELETE ON public.invite_redemptions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.invite_redemptions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.invite_redemptions
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE POLICY "select_member" ON "public"."invite_codes"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('cohorts.view'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."invite_redemptions"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('cohorts.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "private"."reserved_words"."word" IS 'The word.';

COMMENT ON COLUMN "public"."invite_codes"."code" IS 'What is typed in; unique in a domain, whatever its case.';

COMMENT ON COLUMN "public"."invite_codes"."cohort_id" IS 'Into which cohort it leads; null: none.';

COMMENT ON COLUMN "public"."invite_codes"."ends_at" IS 'Until when, exclusive; null: without end.';

COMMENT ON COLUMN "public"."invite_codes"."is_active" IS 'Whether it can be redeemed at all.';

COMMENT ON COLUMN "public"."invite_codes"."owner_user_id" IS 'The user of the platform who brings whoever redeems it; null: nobody.';

COMMENT ON COLUMN "public"."invite_codes"."slots_total" IS 'How many users may redeem it.';

COMMENT ON COLUMN "public"."invite_codes"."slots_used" IS 'How many have.';

COMMENT ON COLUMN "public"."invite_codes"."starts_at" IS 'From when on it can be redeemed.';

COMMENT ON COLUMN "public"."invite_redemptions"."invite_code_id" IS 'The code.';

COMMENT ON COLUMN "public"."invite_redemptions"."redeemed_at" IS 'When.';

COMMENT ON FUNCTION "private"."attach_referrer"(uuid, uuid, uuid) IS 'Notes who brought a user to the platform, once and for all; the same again does nothing. Raises PT409 REFERRER_FIXED, REFERRAL_CYCLE.';

COMMENT ON FUNCTION "private"."lock_invite_code"(uuid, text) IS 'The invite code, whatever its case, locked until the transaction ends. Raises P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."create_invite_code"(uuid, text, integer, uuid, uuid, timestamp with time zone, timestamp with time zone) IS 'Makes an invite code; returns it. code: 6 to 12 letters, digits, _ or -; unique in the domain, whatever its case. slots_total: how many users may redeem it, 1 to 1000000. cohort_id: the cohort it leads into. owner_user_id: the user who brings whoever redeems it. starts_at: from when on it can be redeemed. ends_at: exclusive; null: without end. Needs cohorts.edit and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT; P0002 NOT_FOUND of the cohort or owner; 23505 INVITE_CODE_TAKEN.';

COMMENT ON FUNCTION "public"."list_invite_codes"(uuid[], uuid, text, integer) IS 'Invite codes of the platforms with how many slots are used, newest first. cohort_id: those that lead into it. after: the cursor of the last row of the page before. page_size: 1 to 500. Needs cohorts.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"page_size": 20}';

COMMENT ON FUNCTION "public"."redeem_invite_code"(uuid, text, uuid) IS 'A user of the platform redeems an invite code: takes a slot, comes into its cohort and is brought by its owner, all or nothing; returns the redemption. Again it returns the same. Only with the secret key: the platform calls for its user. code: whatever its case. Errors: P0002 NOT_FOUND of the code or user; PT409 INVITE_CODE_CLOSED, INVITE_CODE_FULL, REFERRER_FIXED where somebody else brought the user, REFERRAL_CYCLE.';

COMMENT ON FUNCTION "public"."update_invite_code"(uuid, text, text, integer, timestamp with time zone, boolean, integer) IS 'Gives an invite code more or fewer slots, another end, or switches it off and on; returns it. null leaves things as they are. code: whatever its case. slots_total: no fewer than are used. ends_at: until when, exclusive. is_active: whether it can be redeemed. Needs cohorts.edit, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION.';

COMMENT ON POLICY "select_member" ON "public"."invite_codes" IS 'Codes of the platforms whose cohorts the person may view.';

COMMENT ON POLICY "select_member" ON "public"."invite_redemptions" IS 'Who redeemed the codes that the person may view.';

COMMENT ON TABLE "private"."reserved_words" IS 'Words that no invite code may be, in lowercase.';

COMMENT ON TABLE "public"."invite_codes" IS 'Codes by which users join a platform, a cohort or both.';

COMMENT ON TABLE "public"."invite_redemptions" IS 'Who redeemed which invite code; once each.';

REVOKE ALL ON FUNCTION "private"."attach_referrer"(uuid, uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."attach_referrer"(uuid, uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."attach_referrer"(uuid, uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."lock_invite_code"(uuid, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_invite_code"(uuid, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."lock_invite_code"(uuid, text) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_invite_code"(uuid, text, integer, uuid, uuid, timestamp WITH time zone, timestamp WITH time zone) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."create_invite_code"(uuid, text, integer, uuid, uuid, timestamp WITH time zone, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."create_invite_code"(uuid, text, integer, uuid, uuid, timestamp WITH time zone, timestamp WITH time zone) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_invite_codes"(uuid[], uuid, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."list_invite_codes"(uuid[], uuid, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."list_invite_codes"(uuid[], uuid, text, integer) TO "postgres";

REVOKE ALL ON FUNCTION "public"."redeem_invite_code"(uuid, text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."redeem_invite_code"(uuid, text, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."redeem_invite_code"(uuid, text, uuid) TO "service_role";

GRANT EXECUTE ON FUNCTION "public"."update_invite_code"(uuid, text, text, integer, timestamp WITH time zone, boolean, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."update_invite_code"(uuid, text, text, integer, timestamp WITH time zone, boolean, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_invite_code"(uuid, text, text, integer, timestamp WITH time zone, boolean, integer) TO "postgres";

REVOKE ALL ON TABLE "public"."invite_codes" FROM "authenticated";

GRANT SELECT ON TABLE "public"."invite_codes" TO "authenticated";

REVOKE ALL ON TABLE "public"."invite_codes" FROM "service_role";

GRANT SELECT ON TABLE "public"."invite_codes" TO "service_role";

REVOKE ALL ON TABLE "public"."invite_redemptions" FROM "authenticated";

GRANT SELECT ON TABLE "public"."invite_redemptions" TO "authenticated";

REVOKE ALL ON TABLE "public"."invite_redemptions" FROM "service_role";

GRANT SELECT ON TABLE "public"."invite_redemptions" TO "service_role";

ALTER TABLE "public"."invite_redemptions"
  ADD CONSTRAINT "invite_redemptions_invite_code_id_fkey" FOREIGN KEY (domain_id, invite_code_id) REFERENCES public.invite_codes(domain_id, id);

CREATE INDEX invite_codes_created_at_idx ON public.invite_codes USING btree (domain_id, created_at DESC, id DESC);

insert into private.reserved_words (word)
values
('account'), ('admin'), ('administrator'), ('anonymous'), ('backoffice'), ('billing'), ('cooking'), ('default'),
('deposit'), ('developer'), ('everyone'), ('finance'), ('founder'), ('invite'), ('moderator'), ('nobody'),
('official'), ('payment'), ('payments'), ('platform'), ('referral'), ('security'), ('service'), ('settings'),
('signup'), ('support'), ('system'), ('treasury'), ('undefined'), ('verified'), ('withdraw')
on conflict (word) do nothing;

insert into public.sensitive_operations (rpc, needs_reason, needs_strong_auth)
values
('create_invite_code', false, true),
('update_invite_code', true, true)
on conflict (rpc) do nothing;
