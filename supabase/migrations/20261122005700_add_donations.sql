-- Donations, and who gave them: in a table of its own, because a policy decides on rows and not on columns.
SET local check_function_bodies = off;

CREATE TABLE "public"."donation_contacts" (
  "domain_id"   uuid                     NOT NULL,
  "donation_id" uuid                     NOT NULL,
  "donor_name"  text,
  "donor_email" text,
  "donor_phone" text,
  "created_at"  timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"  timestamp with time zone NOT NULL DEFAULT now(),
  "version"     integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "donation_contacts_donor_email_check" CHECK (((length(donor_email) <= 254) AND (donor_email = lower(donor_email)))),
  CONSTRAINT "donation_contacts_donor_name_check" CHECK (((length(donor_name) >= 1) AND (length(donor_name) <= 200))),
  CONSTRAINT "donation_contacts_donor_phone_check" CHECK ((donor_phone ~ '^\+[0-9]{6,15}$'::text)),
  CONSTRAINT "donation_contacts_pkey" PRIMARY KEY (domain_id, donation_id),
  "created_by"  uuid                     DEFAULT private.current_person_id()
);

ALTER TABLE "public"."donation_contacts"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."donation_contacts" FROM "anon";

CREATE TABLE "public"."donations" (
  "domain_id"    uuid                     NOT NULL,
  "case_id"      uuid,
  "amount_minor" numeric(38,0)            NOT NULL,
  "currency"     text                     NOT NULL,
  "method"       text                     NOT NULL,
  "status"       text                     NOT NULL DEFAULT 'pending'::text,
  "given_at"     timestamp with time zone NOT NULL DEFAULT now(),
  "archived_at"  timestamp with time zone,
  "created_at"   timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"   timestamp with time zone NOT NULL DEFAULT now(),
  "version"      integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "donations_amount_minor_check" CHECK ((amount_minor > (0)::numeric)),
  CONSTRAINT "donations_archived_at_check" CHECK (((archived_at IS NULL) OR (status = ANY (ARRAY['pending'::text, 'failed'::text, 'expired'::text])))),
  CONSTRAINT "donations_currency_check" CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT "donations_method_check" CHECK ((method = ANY (ARRAY['card'::text, 'bank_transfer'::text, 'stellar'::text, 'other'::text]))),
  CONSTRAINT "donations_status_check"
    CHECK
    ((status = ANY (ARRAY['pending'::text, 'confirmed'::text, 'verified'::text, 'failed'::text, 'expired'::text, 'partially_refunded'::text, 'refunded'::text, 'disputed'::text,
    'won'::text, 'lost'::text]))),
  "id"           uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "donations_pkey" PRIMARY KEY (domain_id, id),
  "created_by"   uuid                     DEFAULT private.current_person_id()
);

ALTER TABLE "public"."donations"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."donations" FROM "anon";

CREATE OR REPLACE FUNCTION private.check_donation (
  amount_minor numeric,
  currency     text,
  method       text,
  given_at     timestamp with time zone
)
  RETURNS void
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  if (amount_minor > 0 and amount_minor < 1e38 and amount_minor = trunc(amount_minor)) is not true then
    perform private.bad_input('amount_minor', 'a whole number of minor units above 0, of at most 38 digits');
  end if;
  if (currency ~ '^[A-Z]{3}$') is not true then
    perform private.bad_input('currency', 'three capitals, such as EUR');
  end if;
  if (method in ('card', 'bank_transfer', 'stellar', 'other')) is not true then
    perform private.bad_input('method', 'card, bank_transfer, stellar or other');
  end if;
  if (isfinite(given_at) and given_at <= now()) is not true then
    perform private.bad_input('given_at', 'when it was given, not in the future');
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.donor_contact (
  donor_name  text,
  donor_email text,
  donor_phone text
)
  RETURNS public.donation_contacts
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  contact public.donation_contacts;
begin
  contact.donor_name := nullif(btrim(donor_contact.donor_name), '');
  contact.donor_email := nullif(lower(btrim(donor_contact.donor_email)), '');
  contact.donor_phone := nullif(regexp_replace(donor_contact.donor_phone, '[ ().-]', '', 'g'), '');
  if length(contact.donor_name) > 200 then
    perform private.bad_input('donor_name', 'at most 200 characters');
  end if;
  if not private.is_email(contact.donor_email) then
    perform private.bad_input('donor_email', 'not an e-mail address');
  end if;
  if contact.donor_phone !~ '^\+[0-9]{6,15}$' then
    perform private.bad_input('donor_phone', 'write it as +5493415550100');
  end if;
  return contact;
end;
$function$;

CREATE OR REPLACE FUNCTION private.is_email (
  value text
)
  RETURNS boolean
  LANGUAGE plpgsql
  IMMUTABLE
  SET search_path TO ''
  AS $function$
begin
  return length(value) <= 254
    and value ~ '^[^][@[:space:],;:<>()"\\]+@[^][@[:space:],;:<>()"\\]+\.[^][@[:space:],;:<>()"\\]+$';
end;
$function$;

CREATE OR REPLACE FUNCTION private.lock_donation (
  domain_id   uuid,
  donation_id uuid
)
  RETURNS public.donations
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  donation public.donations;
begin
  select d.* into donation from public.donations as d
  where d.domain_id = lock_donation.domain_id and d.id = lock_donation.donation_id and d.archived_at is null
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such donation');
  end if;
  return donation;
end;
$function$;

CREATE OR REPLACE FUNCTION public.delete_donation (
  domain_id        uuid,
  donation_id      uuid,
  expected_version integer
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  donation public.donations;
begin
  perform private.require('donations.delete', delete_donation.domain_id);
  donation := private.lock_donation(delete_donation.domain_id, delete_donation.donation_id);
  perform private.require_version(expected_version, donation.version);
  if donation.status not in ('pending', 'failed', 'expired') then
    perform private.fail('PT409', 'DONATION_BOOKED', 'money came with this donation', 'Refund it.');
  end if;
  update public.donations as d set archived_at = now()
  where d.domain_id = donation.domain_id and d.id = donation.id;
  -- Nothing was given, so nobody needs to be known.
  update public.donation_contacts as c set donor_name = null, donor_email = null, donor_phone = null
  where c.domain_id = donation.domain_id and c.donation_id = donation.id;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."delete_donation"(uuid, uuid, integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.invite_collaborator (
  email           text,
  role_key        text,
  domain_ids      uuid[]  DEFAULT '{}'::uuid[],
  is_all_domains  boolean DEFAULT false,
  display_name    text    DEFAULT ''::text,
  idempotency_key text    DEFAULT NULL::text
)
  RETURNS public.invitations
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  address text := lower(btrim(invite_collaborator.email));
  is_new boolean;
  invited public.people;
  invitation public.invitations;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('invite_collaborator', null);
  if private.is_email(address) is not true then
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
$function$;

CREATE OR REPLACE FUNCTION public.record_donation (
  domain_id       uuid,
  amount_minor    numeric,
  currency        text,
  method          text,
  case_id         uuid                     DEFAULT NULL::uuid,
  donor_name      text                     DEFAULT NULL::text,
  donor_email     text                     DEFAULT NULL::text,
  donor_phone     text                     DEFAULT NULL::text,
  given_at        timestamp with time zone DEFAULT now(),
  idempotency_key uuid                     DEFAULT NULL::uuid
)
  RETURNS public.donations
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  donation public.donations;
  contact public.donation_contacts;
begin
  perform private.require('donations.edit', record_donation.domain_id);
  perform private.check_donation(amount_minor, currency, method, given_at);
  contact := private.donor_contact(donor_name, donor_email, donor_phone);
  if case_id is not null then
    perform private.require_case(record_donation.domain_id, record_donation.case_id);
  end if;
  donation.id := coalesce(idempotency_key, private.new_id());
  insert into public.donations as d (domain_id, id, case_id, amount_minor, currency, method, given_at)
  values (
    record_donation.domain_id, donation.id, record_donation.case_id, record_donation.amount_minor,
    record_donation.currency, record_donation.method, record_donation.given_at
  )
  on conflict on constraint donations_pkey do nothing;
  if found then
    insert into public.donation_contacts (domain_id, donation_id, donor_name, donor_email, donor_phone)
    values (record_donation.domain_id, donation.id, contact.donor_name, contact.donor_email, contact.donor_phone);
  end if;
  donation := private.lock_donation(record_donation.domain_id, donation.id);
  if (donation.case_id, donation.amount_minor, donation.currency, donation.method) is distinct from
    (record_donation.case_id, record_donation.amount_minor, record_donation.currency, record_donation.method) then
    perform private.bad_input('idempotency_key', 'was used for another donation');
  end if;
  return donation;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."record_donation"(uuid, numeric, text, text, uuid, text, text, text, timestamp WITH time zone, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.update_donor_contact (
  domain_id        uuid,
  donation_id      uuid,
  expected_version integer,
  donor_name       text,
  donor_email      text,
  donor_phone      text
)
  RETURNS integer
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  contact public.donation_contacts;
  was integer;
begin
  perform private.require('donations.edit', update_donor_contact.domain_id);
  contact := private.donor_contact(donor_name, donor_email, donor_phone);
  perform private.lock_donation(update_donor_contact.domain_id, update_donor_contact.donation_id);
  select c.version into was from public.donation_contacts as c
  where c.domain_id = update_donor_contact.domain_id and c.donation_id = update_donor_contact.donation_id
  for update;
  perform private.require_version(expected_version, was);
  update public.donation_contacts as c
  set donor_name = contact.donor_name, donor_email = contact.donor_email, donor_phone = contact.donor_phone
  where c.domain_id = update_donor_contact.domain_id and c.donation_id = update_donor_contact.donation_id
  returning c.version into was;
  return was;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."update_donor_contact"(uuid, uuid, integer, text, text, text) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."donations"
  ADD CONSTRAINT "donations_case_id_fkey" FOREIGN KEY (domain_id, case_id) REFERENCES public.cases(domain_id, id);

ALTER TABLE "public"."donations"
  ADD CONSTRAINT "donations_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

CREATE TRIGGER audit_delete AFTER DELETE ON public.donation_contacts REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{donation_id}',
  '{donor_email,donor_name,donor_phone}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.donation_contacts REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{donation_id}',
  '{donor_email,donor_name,donor_phone}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.donation_contacts
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{donation_id}',
  '{donor_email,donor_name,donor_phone}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.donation_contacts
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE TRIGGER audit_delete AFTER DELETE ON public.donations REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.donations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.donations REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.donations
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_editor" ON "public"."donation_contacts"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('donations.edit'::text) AS domains_with)::uuid[])));

CREATE POLICY "select_member" ON "public"."donations"
  FOR SELECT
  TO "authenticated"
  USING
    (((domain_id = ANY (( SELECT private.domains_with('donations.view'::text) AS domains_with)::uuid[])) OR ((case_id = ANY (( SELECT private.cases_with('donations.view'::text) AS
    cases_with)::uuid[])) AND (domain_id = ANY (( SELECT private.member_domains() AS member_domains)::uuid[])))));

COMMENT ON COLUMN "public"."donation_contacts"."donation_id" IS 'The donation.';

COMMENT ON COLUMN "public"."donation_contacts"."donor_email" IS 'The address, in small letters; null: not told.';

COMMENT ON COLUMN "public"."donation_contacts"."donor_name" IS 'The name; null: not told.';

COMMENT ON COLUMN "public"."donation_contacts"."donor_phone" IS 'The phone number, as +5493415550100; null: not told.';

COMMENT ON COLUMN "public"."donations"."amount_minor" IS 'In minor units of the currency, before fees.';

COMMENT ON COLUMN "public"."donations"."archived_at" IS 'Since when it is deleted, as entered by mistake; only what brought no money can be.';

COMMENT ON COLUMN "public"."donations"."case_id" IS 'The case that it was given for; null: the programme as a whole.';

COMMENT ON COLUMN "public"."donations"."currency" IS 'ISO 4217, or the code of a token such as XLM.';

COMMENT ON COLUMN "public"."donations"."given_at" IS 'When it was given; reports count it on that day.';

COMMENT ON COLUMN "public"."donations"."method" IS 'card, bank_transfer, stellar or other.';

COMMENT ON COLUMN "public"."donations"."status" IS 'pending, then confirmed (by the provider) or verified (by staff, from a proof), or failed or expired; partially_refunded and refunded after that; disputed, then won or lost.';

COMMENT ON FUNCTION "private"."check_donation"(numeric, text, text, timestamp with time zone) IS 'Raises 22023 INVALID_INPUT for the first of these that is missing or malformed.';

COMMENT ON FUNCTION "private"."donor_contact"(text, text, text) IS 'A contact without its keys, tidied; empty counts as null. Raises 22023 INVALID_INPUT for the first field that is malformed, and does not repeat it.';

COMMENT ON FUNCTION "private"."is_email"(text) IS 'Whether it looks like one e-mail address that can be written to; null for null.';

COMMENT ON FUNCTION "private"."lock_donation"(uuid, uuid) IS 'The donation, locked. Raises P0002 NOT_FOUND where there is none, or it is deleted.';

COMMENT ON FUNCTION "public"."delete_donation"(uuid, uuid, integer) IS 'Deletes a donation that was entered by mistake, or never came, and who was to give it; the row stays, archived. Needs donations.delete in that domain: donations.edit is not enough. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 40001 STALE_VERSION; PT409 DONATION_BOOKED.';

COMMENT ON FUNCTION "public"."record_donation"(uuid, numeric, text, text, uuid, text, text, text, timestamp with time zone, uuid) IS 'Writes down a donation, as pending; returns it. amount_minor: in minor units of the currency. method: card, bank_transfer, stellar or other. case_id: null for the programme as a whole. donor_name, donor_email, donor_phone: null where the donor did not tell. given_at: not in the future. idempotency_key: the donation''s id; sent again it returns the donation. Needs donations.edit in that domain. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND of the case, or of a donation that is deleted.';

COMMENT ON FUNCTION "public"."update_donor_contact"(uuid, uuid, integer, text, text, text) IS 'Says anew who gave a donation, as a whole; returns the version. expected_version: contact_version of donation_details. donor_name, donor_email, donor_phone: null for none. Needs donations.edit in that domain. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';

COMMENT ON POLICY "select_editor" ON "public"."donation_contacts" IS 'Donors of the domains where the person may edit donations.';

COMMENT ON POLICY "select_member" ON "public"."donations" IS 'Donations of the domains where the person may view donations; of others those to cases that are assigned to him now, belong to his organization or are shared with it.';

COMMENT ON TABLE "public"."donation_contacts" IS 'Who gave a donation, as he told it himself. Written by record_donation(), update_donor_contact() and delete_donation().';

COMMENT ON TABLE "public"."donations" IS 'What was given, and for what; by whom stands in donation_contacts. Written by record_donation() and delete_donation().';

REVOKE ALL ON FUNCTION "private"."check_donation"(numeric, text, text, timestamp WITH time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_donation"(numeric, text, text, timestamp WITH time zone) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_donation"(numeric, text, text, timestamp WITH time zone) TO "postgres";

REVOKE ALL ON FUNCTION "private"."donor_contact"(text, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."donor_contact"(text, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."donor_contact"(text, text, text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."is_email"(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."is_email"(text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."is_email"(text) TO "postgres";

REVOKE ALL ON FUNCTION "private"."lock_donation"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."lock_donation"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."lock_donation"(uuid, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."delete_donation"(uuid, uuid, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."delete_donation"(uuid, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."delete_donation"(uuid, uuid, integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."record_donation"(uuid, numeric, text, text, uuid, text, text, text, timestamp WITH time zone, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."record_donation"(uuid, numeric, text, text, uuid, text, text, text, timestamp WITH time zone, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."record_donation"(uuid, numeric, text, text, uuid, text, text, text, timestamp WITH time zone, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_donor_contact"(uuid, uuid, integer, text, text, text) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."update_donor_contact"(uuid, uuid, integer, text, text, text) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."update_donor_contact"(uuid, uuid, integer, text, text, text) TO "postgres";

REVOKE ALL ON TABLE "public"."donation_contacts" FROM "authenticated";

GRANT SELECT ON TABLE "public"."donation_contacts" TO "authenticated";

REVOKE ALL ON TABLE "public"."donation_contacts" FROM "service_role";

GRANT SELECT ON TABLE "public"."donation_contacts" TO "service_role";

REVOKE ALL ON TABLE "public"."donations" FROM "authenticated";

GRANT SELECT ON TABLE "public"."donations" TO "authenticated";

REVOKE ALL ON TABLE "public"."donations" FROM "service_role";

GRANT SELECT ON TABLE "public"."donations" TO "service_role";

ALTER TABLE "public"."donation_contacts"
  ADD CONSTRAINT "donation_contacts_donation_id_fkey" FOREIGN KEY (domain_id, donation_id) REFERENCES public.donations(domain_id, id);

CREATE VIEW "public"."donation_details" WITH (security_invoker=on) AS  SELECT donation.domain_id,
    donation.id,
    donation.case_id,
    donation.amount_minor,
    donation.currency,
    donation.method,
    donation.status,
    donation.given_at,
    donation.version,
    (contact.donation_id IS NULL) AS is_donor_masked,
        CASE
            WHEN (contact.donation_id IS NULL) THEN '***'::text
            ELSE contact.donor_name
        END AS donor_name,
        CASE
            WHEN (contact.donation_id IS NULL) THEN '***'::text
            ELSE contact.donor_email
        END AS donor_email,
        CASE
            WHEN (contact.donation_id IS NULL) THEN '***'::text
            ELSE contact.donor_phone
        END AS donor_phone,
    contact.version AS contact_version
   FROM (public.donations donation
     LEFT JOIN public.donation_contacts contact ON (((donation.domain_id = contact.domain_id) AND (donation.id = contact.donation_id))))
  WHERE (donation.archived_at IS NULL);

REVOKE ALL ON TABLE "public"."donation_details" FROM "anon";

CREATE INDEX donations_case_id_idx ON public.donations USING btree (domain_id, case_id, given_at DESC, id DESC);

CREATE INDEX donations_given_at_idx ON public.donations USING btree (domain_id, given_at DESC, id DESC);

COMMENT ON VIEW "public"."donation_details" IS 'Donations with who gave them. Without donations.edit in the domain every name, address and number reads ***.';

COMMENT ON COLUMN "public"."donation_details"."method" IS 'As in donations.';

COMMENT ON COLUMN "public"."donation_details"."status" IS 'As in donations.';

COMMENT ON COLUMN "public"."donation_details"."is_donor_masked" IS 'Whether the donor is hidden from the caller.';

COMMENT ON COLUMN "public"."donation_details"."contact_version" IS 'Counts up with each change of the contact; give it as `expected_version` to update_donor_contact(). Null where it is masked.';

REVOKE ALL ON TABLE "public"."donation_details" FROM "authenticated";

GRANT SELECT ON TABLE "public"."donation_details" TO "authenticated";

REVOKE ALL ON TABLE "public"."donation_details" FROM "service_role";

GRANT SELECT ON TABLE "public"."donation_details" TO "service_role";
