-- A domain's tickets go to Linear, HubSpot, an endpoint or nowhere; issues elsewhere are only read.
SET local check_function_bodies = off;

ALTER TABLE "public"."ticket_links"
-- squawk-ignore ban-drop-constraint
  DROP CONSTRAINT "ticket_links_provider_check";

CREATE TABLE "public"."ticket_providers" (
  "domain_id"   uuid                     NOT NULL,
  "provider"    text                     NOT NULL,
  "endpoint_id" uuid,
  "created_at"  timestamp with time zone NOT NULL DEFAULT now(),
  "updated_at"  timestamp with time zone NOT NULL DEFAULT now(),
  "version"     integer                  NOT NULL DEFAULT 1,
  CONSTRAINT "ticket_providers_domain_id_key" UNIQUE (domain_id),
  CONSTRAINT "ticket_providers_endpoint_id_check" CHECK (((provider = 'webhook'::text) = (endpoint_id IS NOT NULL))),
  CONSTRAINT "ticket_providers_provider_check" CHECK ((provider = ANY (ARRAY['none'::text, 'hubspot'::text, 'linear'::text, 'webhook'::text]))),
  "id"          uuid                     NOT NULL DEFAULT private.new_id(),
  CONSTRAINT "ticket_providers_pkey" PRIMARY KEY (domain_id, id)
);

ALTER TABLE "public"."ticket_providers"
  ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."ticket_providers" FROM "anon";

ALTER TABLE "public"."ticket_links"
  ADD COLUMN "endpoint_id" uuid;

CREATE OR REPLACE FUNCTION private.apply_issue (
  issue_id    uuid,
  identifier  text,
  url         text,
  state_type  text,
  state_name  text,
  changed_at  timestamp with time zone,
  delivery_id text
)
  RETURNS text
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  link public.ticket_links;
  ticket public.tickets;
  meant public.linear_state_types;
  meant_before record;
begin
  select l.* into link from public.ticket_links as l where l.id = apply_issue.issue_id for update;
  if not found then
    return 'no ticket of ours';
  end if;
  update public.ticket_links as l set
    identifier = coalesce(apply_issue.identifier, l.identifier), url = coalesce(apply_issue.url, l.url),
    state_type = apply_issue.state_type, state_name = left(apply_issue.state_name, 100),
    provider_updated_at = changed_at, provider_delivery_id = delivery_id
  where l.domain_id = link.domain_id and l.id = link.id
    and (l.provider_updated_at is null or (changed_at, delivery_id) > (l.provider_updated_at, l.provider_delivery_id));
  select m.* into meant from public.linear_state_types as m where m.state_type = apply_issue.state_type;
  if not found then
    return format('unknown state type %s', coalesce(apply_issue.state_type, 'null'));
  end if;
  if link.mapped_at is not null and (changed_at, delivery_id) <= (link.mapped_at, link.mapped_delivery_id) then
    return null;
  end if;
  update public.ticket_links as l set
    mapped_state_type = apply_issue.state_type, mapped_at = changed_at, mapped_delivery_id = delivery_id
  where l.domain_id = link.domain_id and l.id = link.id;
  -- What changes here is not told there any more, so what is said there decides nothing here.
  if (private.open_link(link.domain_id, link.ticket_id)).id is distinct from link.id then
    return 'the link is read-only';
  end if;
  -- A new issue is a new ticket's. Only what changed there changes something here: a status that was
  -- given here meanwhile stays.
  select coalesce(max(m.ticket_status), 'new') as status, max(m.close_reason) as reason into meant_before
  from public.linear_state_types as m where m.state_type = link.mapped_state_type;
  select t.* into ticket from public.tickets as t
  where t.domain_id = link.domain_id and t.id = link.ticket_id for update;
  if (meant.ticket_status, meant.close_reason) is distinct from (meant_before.status, meant_before.reason)
    and exists (
      select from public.ticket_transitions as allowed
      where allowed.from_status = ticket.status and allowed.to_status = meant.ticket_status and allowed.actor = 'linear'
    ) then
    perform private.move_ticket(ticket, meant.ticket_status, 'linear', meant.close_reason);
  end if;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.erase_issue_messages (
  domain_id uuid,
  issue_id  uuid
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  update private.outbox as message set last_error = null, payload = message.payload || case
    when message.topic in ('linear.comment.create', 'hubspot.note.create') then '{"body": "[erased]"}'::jsonb
    when message.topic in ('linear.issue.create', 'hubspot.ticket.create') then '{"title": "[erased]", "description": "[erased]"}'
    else jsonb_build_object('changes', message.payload -> 'changes' || '{"title": "[erased]", "description": "[erased]"}')
  end
  where
    message.domain_id = erase_issue_messages.domain_id
    and message.topic in (
      'linear.issue.create', 'linear.issue.update', 'linear.comment.create',
      'hubspot.ticket.create', 'hubspot.ticket.update', 'hubspot.note.create'
    )
    and issue_id::text in (message.payload ->> 'id', message.payload ->> 'issue_id');
end;
$function$;

CREATE OR REPLACE FUNCTION private.erase_issues (
  domain_id  uuid,
  ticket_ids uuid[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  link public.ticket_links;
begin
  for link in
    select l.* from public.ticket_links as l
    where l.domain_id = erase_issues.domain_id and l.ticket_id = any(ticket_ids)
    order by l.id
  loop
    -- Linear makes the end of an address of the title.
    update public.ticket_links as l
    set url = regexp_replace(l.url, '(/issue/[^/]+)/.*$', '\1')
    where l.domain_id = erase_issues.domain_id and l.id = link.id;
    perform private.erase_issue_messages(erase_issues.domain_id, link.id);
    -- Unread, it may have told of a new state: what is true is asked of Linear.
    perform private.enqueue(
      'linear.issue.read', 'linear.issue.read:' || kept.delivery_id, jsonb_build_object('id', link.id), erase_issues.domain_id
    )
    from private.webhook_inbox as kept
    where kept.processed_at is null and kept.signature_ok and private.webhook_issue_id(kept.body) = link.id;
    update private.webhook_inbox as kept
    set body = '', processed_at = coalesce(kept.processed_at, now()), error = coalesce(kept.error, 'erased')
    where position(convert_to(link.id::text, 'UTF8') in kept.body) > 0;
    perform private.tell_provider(link, 'erase', link.id::text, jsonb_build_object('id', link.id));
  end loop;
end;
$function$;

CREATE OR REPLACE FUNCTION private.follow_comment (
  ticket        public.tickets,
  actor         text,
  said          public.ticket_comments,
  mentioned_ids uuid[]
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  link constant public.ticket_links := private.open_link(ticket.domain_id, ticket.id);
  next_status text;
  mentioned uuid [];
  followers uuid [];
begin
  if actor = 'support' and said.author_id <> ticket.reporter_id and ticket.first_responded_at is null then
    ticket := private.answer_ticket(ticket);
  end if;
  if link.id is not null then
    perform private.tell_provider(
      link, 'comment', said.id::text,
      jsonb_build_object('id', gen_random_uuid(), 'issue_id', link.id, 'body', said.body)
    );
  end if;
  mentioned := array(
    select distinct named.id from unnest(mentioned_ids) as named (id)
    where private.person_may(named.id, 'tickets.view', ticket.domain_id) or named.id = ticket.reporter_id
  );
  followers := array(
    select follower.id from unnest(private.ticket_people(ticket)) as follower (id)
    where follower.id <> all(mentioned)
  );
  perform private.tell_ticket('ticket.mentioned', ticket, mentioned, said.body);
  perform private.tell_ticket('ticket.commented', ticket, followers, said.body);
  select t.to_status into next_status from public.ticket_transitions as t
  where t.from_status = ticket.status and t.actor = follow_comment.actor and t.is_on_reply;
  if found then
    perform private.move_ticket(ticket, next_status, actor);
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.open_link (
  domain_id uuid,
  ticket_id uuid
)
  RETURNS public.ticket_links
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  chosen constant public.ticket_providers := private.ticket_provider(domain_id);
  link public.ticket_links;
begin
  select l.* into link from public.ticket_links as l
  where l.domain_id = open_link.domain_id and l.ticket_id = open_link.ticket_id
    and l.provider = chosen.provider and l.endpoint_id is not distinct from chosen.endpoint_id;
  return link;
end;
$function$;

CREATE OR REPLACE FUNCTION private.publish_changes()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  topic constant text := tg_argv[0] || case tg_op when 'INSERT' then '.created' else '.updated' end;
  told record;
begin
  for told in
    select e.domain_id, e.id as endpoint_id, changed.id as row_id
    from new_rows as changed
    inner join public.webhook_endpoints as e on e.domain_id = changed.domain_id
    where e.is_active and topic = any(e.topics)
  loop
    perform private.queue_webhook(
      told.domain_id, told.endpoint_id, topic, json_build_object('domain_id', told.domain_id, 'id', told.row_id)
    );
  end loop;
  return null;
end;
$function$;

CREATE OR REPLACE FUNCTION private.queue_webhook (
  domain_id   uuid,
  endpoint_id uuid,
  topic       text,
  about       json
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  message_id constant uuid := private.new_id();
begin
  perform private.enqueue(
    'webhook.deliver', 'webhook.deliver:' || message_id,
    jsonb_build_object(
      'endpoint_id', endpoint_id, 'message_id', message_id, 'topic', topic,
      'body', json_build_object('type', topic, 'timestamp', now(), 'data', about)::text
    ), domain_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.send_ticket (
  ticket public.tickets
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  chosen constant public.ticket_providers := private.ticket_provider(ticket.domain_id);
  link public.ticket_links;
begin
  if chosen.provider = 'none' then
    return null;
  end if;
  insert into public.ticket_links (domain_id, ticket_id, provider, endpoint_id)
  values (ticket.domain_id, ticket.id, chosen.provider, chosen.endpoint_id)
  returning * into link;
  perform private.tell_provider(
    link, 'create', link.id::text,
    jsonb_build_object(
      'id', link.id, 'title', ticket.title, 'description', private.linear_description(ticket),
      'priority', private.linear_priority(ticket.priority),
      'ticket_id', ticket.id, 'link', '/support/tickets/' || ticket.id
    )
  );
  return link.id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.tell_provider (
  link   public.ticket_links,
  action text,
  key    text,
  told   jsonb
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  topic constant text := link.provider || case
    when link.provider = 'webhook' then '.deliver'
    when action = 'comment' then case link.provider when 'linear' then '.comment.create' else '.note.create' end
    else case link.provider when 'linear' then '.issue.' else '.ticket.' end || action
  end;
begin
  if link.provider = 'webhook' then
    perform private.queue_webhook(
      link.domain_id, link.endpoint_id,
      'issue.' || case action when 'create' then 'created' when 'update' then 'updated' when 'comment' then 'commented' else 'erased' end,
      json_build_object('domain_id', link.domain_id, 'id', link.id, 'ticket_id', link.ticket_id)
    );
  else
    perform private.enqueue(topic, topic || ':' || key, told, link.domain_id);
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.ticket_provider (
  domain_id uuid
)
  RETURNS public.ticket_providers
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  chosen public.ticket_providers;
begin
  select p.* into chosen from public.ticket_providers as p where p.domain_id = ticket_provider.domain_id;
  chosen.provider := coalesce(chosen.provider, 'linear');
  return chosen;
end;
$function$;

CREATE OR REPLACE FUNCTION private.update_issue (
  ticket  public.tickets,
  changes jsonb
)
  RETURNS void
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  link constant public.ticket_links := private.open_link(ticket.domain_id, ticket.id);
begin
  if changes <> '{}' and link.id is not null then
    perform private.tell_provider(
      link, 'update', format('%s:%s', link.id, ticket.version), jsonb_build_object('id', link.id, 'changes', changes)
    );
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION public.set_ticket_provider (
  domain_id   uuid,
  provider    text,
  reason      text,
  endpoint_id uuid DEFAULT NULL::uuid
)
  RETURNS public.ticket_providers
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  chosen public.ticket_providers;
  is_there boolean;
begin
  perform private.require('integrations.manage', set_ticket_provider.domain_id);
  perform private.begin_sensitive('set_ticket_provider', set_ticket_provider.reason);
  if set_ticket_provider.provider = any('{none,hubspot,linear,webhook}') is not true then
    perform private.bad_input('provider', 'none, hubspot, linear or webhook');
  end if;
  if (set_ticket_provider.provider = 'webhook') <> (set_ticket_provider.endpoint_id is not null) then
    perform private.bad_input('endpoint_id', 'an endpoint of the domain for webhook, and for nothing else');
  end if;
  is_there := case set_ticket_provider.provider
    when 'hubspot' then exists (
      select from public.integrations as i
      where i.domain_id = set_ticket_provider.domain_id and i.provider = 'hubspot' and i.status = 'connected'
    )
    when 'webhook' then (private.find_endpoint(set_ticket_provider.domain_id, set_ticket_provider.endpoint_id)).is_active
    else true
  end;
  if not is_there then
    perform private.fail('PT409', 'NOT_CONNECTED', 'there is no connection to it, or it is switched off', 'Connect it first.');
  end if;
  insert into public.ticket_providers as p (domain_id, provider, endpoint_id)
  values (set_ticket_provider.domain_id, set_ticket_provider.provider, set_ticket_provider.endpoint_id)
  on conflict on constraint ticket_providers_domain_id_key do update
  set provider = excluded.provider, endpoint_id = excluded.endpoint_id
  returning p.* into chosen;
  return chosen;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."set_ticket_provider"(uuid, text, text, uuid) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."ticket_links"
-- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "ticket_links_endpoint_id_check" CHECK (((provider = 'webhook'::text) = (endpoint_id IS NOT NULL)));

ALTER TABLE "public"."ticket_links"
-- squawk-ignore adding-foreign-key-constraint, constraint-missing-not-valid
  ADD CONSTRAINT "ticket_links_endpoint_id_fkey" FOREIGN KEY (domain_id, endpoint_id) REFERENCES public.webhook_endpoints(domain_id, id);

ALTER TABLE "public"."ticket_links"
-- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT "ticket_links_provider_check" CHECK ((provider = ANY (ARRAY['hubspot'::text, 'linear'::text, 'webhook'::text])));

ALTER TABLE "public"."ticket_providers"
  ADD CONSTRAINT "ticket_providers_domain_id_fkey" FOREIGN KEY (domain_id) REFERENCES public.domains(id);

ALTER TABLE "public"."ticket_providers"
  ADD CONSTRAINT "ticket_providers_endpoint_id_fkey" FOREIGN KEY (domain_id, endpoint_id) REFERENCES public.webhook_endpoints(domain_id, id);

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX ticket_links_endpoint_id_idx ON public.ticket_links USING btree (domain_id, endpoint_id)
  WHERE (endpoint_id IS NOT NULL);

CREATE INDEX ticket_providers_endpoint_id_idx ON public.ticket_providers USING btree (domain_id, endpoint_id)
  WHERE (endpoint_id IS NOT NULL);

CREATE TRIGGER audit_delete AFTER DELETE ON public.ticket_providers REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.ticket_providers REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.ticket_providers
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{}'
);

CREATE TRIGGER touch_row
  BEFORE UPDATE ON public.ticket_providers
  FOR EACH ROW
  EXECUTE FUNCTION private.touch_row();

CREATE POLICY "select_member" ON "public"."ticket_providers"
  FOR SELECT
  TO "authenticated"
  USING ((domain_id = ANY (( SELECT private.domains_with('integrations.view'::text) AS domains_with)::uuid[])));

COMMENT ON COLUMN "public"."ticket_links"."endpoint_id" IS 'Of webhook: the endpoint that was told.';

COMMENT ON COLUMN "public"."ticket_links"."id" IS 'The issue''s id in Linear too; in HubSpot the value of a unique property.';

COMMENT ON COLUMN "public"."ticket_links"."identifier" IS 'ABC-123, in HubSpot the ticket''s number there; null until the issue was made.';

COMMENT ON COLUMN "public"."ticket_links"."provider" IS 'hubspot, linear or webhook: what the domain''s tickets went to when this one was opened. Elsewhere than they go now it is only read.';

COMMENT ON COLUMN "public"."ticket_links"."state_type" IS 'As the provider says it, also where we know no such type.';

COMMENT ON COLUMN "public"."ticket_providers"."endpoint_id" IS 'The endpoint that is told of them, of webhook_endpoints; only of webhook.';

COMMENT ON COLUMN "public"."ticket_providers"."provider" IS 'none, hubspot, linear or webhook: what new tickets go to.';

COMMENT ON FUNCTION "private"."apply_issue"(uuid, text, text, text, text, timestamp with time zone, text) IS 'Notes what the provider says of an issue, and moves the ticket where that means another status. Returns why not, else null.';

COMMENT ON FUNCTION "private"."erase_issue_messages"(uuid, uuid) IS 'Takes the words out of what a provider is to get of this issue. What webhooks get has none.';

COMMENT ON FUNCTION "private"."erase_issues"(uuid, uuid[]) IS 'Takes the words of these tickets out of what their providers are to get and what Linear has told, and asks them to erase them; also providers that the domain has left.';

COMMENT ON FUNCTION "private"."follow_comment"(public.tickets, text, public.ticket_comments, uuid[]) IS 'What a public comment brings with it: the comment on the issue, notifications, and the move that ticket_transitions marks as is_on_reply.';

COMMENT ON FUNCTION "private"."open_link"(uuid, uuid) IS 'The ticket''s issue at the provider of its domain; null where it has none there. Links elsewhere, from before the provider was switched, are only read.';

COMMENT ON FUNCTION "private"."queue_webhook"(uuid, uuid, text, json) IS 'Writes a message for an endpoint to the outbox. It names the row and says nothing of it.';

COMMENT ON FUNCTION "private"."send_ticket"(public.tickets) IS 'Queues the issue that stands for a new ticket at the domain''s provider, with the id that it will have there; null where there is none.';

COMMENT ON FUNCTION "private"."tell_provider"(public.ticket_links, text, text, jsonb) IS 'Queues what an issue''s provider is to do. action: create, update, comment or erase. key: the same again, of the action, is queued once. told: what the message says.';

COMMENT ON FUNCTION "private"."ticket_provider"(uuid) IS 'What the domain''s tickets go to: what was chosen, else Linear.';

COMMENT ON FUNCTION "private"."update_issue"(public.tickets, jsonb) IS 'Queues a change of the issue at the domain''s provider, where it has one there. changes: title, description, priority, state_type; empty: nothing is queued. One message for each version of the ticket.';

COMMENT ON FUNCTION "public"."set_ticket_provider"(uuid, text, text, uuid) IS 'Says where a domain''s tickets are worked on besides here. New tickets go there; issues of tickets from before stay where they are and are only read. Whoever returns finds the issues that he had there open again. provider: none, hubspot, linear or webhook. endpoint_id: of webhook, the endpoint that is told of each issue, whatever its topics are. Needs integrations.manage, a reason and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; P0002 NOT_FOUND; PT409 NOT_CONNECTED.';

COMMENT ON POLICY "select_member" ON "public"."ticket_providers" IS 'Providers of tickets of the domains where the person may view integrations.';

COMMENT ON TABLE "public"."ticket_providers" IS 'Where a domain''s tickets are worked on besides here. A domain without a row: in Linear.';

REVOKE ALL ON FUNCTION "private"."erase_issue_messages"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."erase_issue_messages"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."erase_issue_messages"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."open_link"(uuid, uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."open_link"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."open_link"(uuid, uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."queue_webhook"(uuid, uuid, text, json) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."queue_webhook"(uuid, uuid, text, json) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."queue_webhook"(uuid, uuid, text, json) TO "postgres";

REVOKE ALL ON FUNCTION "private"."tell_provider"(public.ticket_links, text, text, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."tell_provider"(public.ticket_links, text, text, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."tell_provider"(public.ticket_links, text, text, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."ticket_provider"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."ticket_provider"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."ticket_provider"(uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_ticket_provider"(uuid, text, text, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."set_ticket_provider"(uuid, text, text, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."set_ticket_provider"(uuid, text, text, uuid) TO "postgres";

REVOKE ALL ON TABLE "public"."ticket_providers" FROM "authenticated";

GRANT SELECT ON TABLE "public"."ticket_providers" TO "authenticated";

REVOKE ALL ON TABLE "public"."ticket_providers" FROM "service_role";

GRANT SELECT ON TABLE "public"."ticket_providers" TO "service_role";

insert into public.sensitive_operations (rpc)
values
('set_ticket_provider')
on conflict (rpc) do nothing;
