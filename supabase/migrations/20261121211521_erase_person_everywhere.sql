-- Who is forgotten is forgotten wherever he was quoted or sent: tickets, notifications, outbox, webhooks, HubSpot,
-- Linear. The export has all of that. New entries of the audit log name visitors by digest.
SET local check_function_bodies = off;

DROP TRIGGER "audit_delete" ON "public"."conversation_scores";

DROP TRIGGER "audit_insert" ON "public"."conversation_scores";

DROP TRIGGER "audit_update" ON "public"."conversation_scores";

DROP TRIGGER "audit_delete" ON "public"."ticket_links";

DROP TRIGGER "audit_insert" ON "public"."ticket_links";

DROP TRIGGER "audit_update" ON "public"."ticket_links";

CREATE OR REPLACE FUNCTION private.erase_contacts (
  domain_id   uuid,
  visitor_ids uuid[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  held_ids uuid [];
begin
  -- A worker may be sending it at this moment. Under an id that nobody has its answer is known to be
  -- about somebody who was erased: see private.erase_late_contacts.
  with renamed as (
    update private.sync_batches as batch set local_ids = array(
      select case when held.id = any(visitor_ids) then gen_random_uuid() else held.id end
      from unnest(batch.local_ids) with ordinality as held (id, place)
      order by held.place
    )
    where batch.domain_id = erase_contacts.domain_id and batch.local_ids && visitor_ids
    returning batch.run_id
  )
  select array_agg(run.config_id) into held_ids
  from renamed inner join public.sync_runs as run
    on run.domain_id = erase_contacts.domain_id and renamed.run_id = run.id;
  perform private.enqueue(
    'hubspot.contact.erase', 'hubspot.contact.erase:' || gen_random_uuid(),
    jsonb_build_object('integration_id', config.integration_id) || case
      when sent.remote_id is null then jsonb_build_object('email', visitor.email)
      else jsonb_build_object('remote_id', sent.remote_id)
    end,
    erase_contacts.domain_id
  )
  from public.visitors as visitor
  inner join public.sync_configs as config on visitor.domain_id = config.domain_id
  left join public.sync_records as sent
    on visitor.domain_id = sent.domain_id and config.id = sent.config_id
    and sent.object = 'contacts' and visitor.id = sent.local_id
  where
    visitor.domain_id = erase_contacts.domain_id and visitor.id = any(visitor_ids)
    and coalesce(sent.remote_id, visitor.email) is not null
    -- Without an answer nobody knows whether it arrived.
    and (sent.remote_id is not null or sent.error = 'no_answer' or config.id = any(held_ids));
  delete from public.sync_records as sent
  where
    sent.domain_id = erase_contacts.domain_id and sent.object = 'contacts'
    and sent.local_id = any(visitor_ids);
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
  issue_id uuid;
begin
  for issue_id in
    select link.id from public.ticket_links as link
    where link.domain_id = erase_issues.domain_id and link.ticket_id = any(ticket_ids)
    order by link.id
  loop
    -- Linear makes the end of an address of the title.
    update public.ticket_links as link
    set url = regexp_replace(link.url, '(/issue/[^/]+)/.*$', '\1')
    where link.domain_id = erase_issues.domain_id and link.id = issue_id;
    update private.outbox as message set last_error = null, payload = message.payload || case message.topic
      when 'linear.issue.create' then '{"title": "[erased]", "description": "[erased]"}'::jsonb
      when 'linear.comment.create' then '{"body": "[erased]"}'
      else jsonb_build_object('changes', message.payload -> 'changes' || '{"title": "[erased]", "description": "[erased]"}')
    end
    where
      message.domain_id = erase_issues.domain_id
      and message.topic in ('linear.issue.create', 'linear.issue.update', 'linear.comment.create')
      and issue_id::text in (message.payload ->> 'id', message.payload ->> 'issue_id');
    -- Unread, it may have told of a new state: what is true is asked of Linear.
    perform private.enqueue(
      'linear.issue.read', 'linear.issue.read:' || kept.delivery_id, jsonb_build_object('id', issue_id), erase_issues.domain_id
    )
    from private.webhook_inbox as kept
    where kept.processed_at is null and kept.signature_ok and private.webhook_issue_id(kept.body) = issue_id;
    update private.webhook_inbox as kept
    set body = '', processed_at = coalesce(kept.processed_at, now()), error = coalesce(kept.error, 'erased')
    where position(convert_to(issue_id::text, 'UTF8') in kept.body) > 0;
    perform private.enqueue(
      'linear.issue.erase', 'linear.issue.erase:' || issue_id, jsonb_build_object('id', issue_id), erase_issues.domain_id
    );
  end loop;
end;
$function$;

CREATE OR REPLACE FUNCTION private.erase_late_contacts (
  batch     private.sync_batches,
  config_id uuid,
  results   jsonb
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
begin
  if batch.object <> 'contacts' then
    return;
  end if;
  perform private.enqueue(
    'hubspot.contact.erase', 'hubspot.contact.erase:' || (told.entry ->> 'trace_id'),
    jsonb_build_object(
      'integration_id', config.integration_id, 'remote_id', told.entry ->> 'remote_id'
    ), batch.domain_id
  )
  from unnest(batch.local_ids) with ordinality as sent (local_id, place)
  inner join jsonb_array_elements(results) as told (entry)
    on told.entry ->> 'trace_id' = batch.id || '-' || sent.place
  inner join public.sync_configs as config
    on config.domain_id = batch.domain_id and config.id = erase_late_contacts.config_id
  where told.entry ->> 'remote_id' is not null and not exists (
    select from public.visitors as visitor
    where visitor.domain_id = batch.domain_id and visitor.id = sent.local_id
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.erase_ticket_words (
  domain_id  uuid,
  ticket_ids uuid[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  links constant text [] := array(
    select '/support/tickets/' || named.id from unnest(ticket_ids) as named (id)
  );
begin
  update public.ticket_comments as said set body = '[erased]'
  where said.domain_id = erase_ticket_words.domain_id and said.ticket_id = any(ticket_ids);
  update public.ticket_notes as said set body = '[erased]'
  where said.domain_id = erase_ticket_words.domain_id and said.ticket_id = any(ticket_ids);
  update public.notifications as told set
    title = left(private.notification_title(told.event, null, person.locale, told.data || '{"title": "[erased]"}'), 200),
    body = '', data = told.data || '{"title": "[erased]"}'
  from public.people as person
  where
    told.domain_id = erase_ticket_words.domain_id and told.link = any(links)
    and person.id = told.recipient_id;
  update private.outbox as message
  set payload = message.payload || '{"title": "[erased]", "body": "[erased]"}', last_error = null
  where
    message.domain_id = erase_ticket_words.domain_id and message.topic = 'mail.notification'
    and message.payload ->> 'link' = any(links);
end;
$function$;

CREATE OR REPLACE FUNCTION private.erase_tickets (
  domain_id        uuid,
  conversation_ids uuid[]
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  ticket_ids uuid [];
begin
  with erased as (
    update public.tickets as ticket
    set title = '[erased]', description = '', message_content = '[erased]', expected_answer = null
    where
      ticket.domain_id = erase_tickets.domain_id
      and ticket.conversation_id = any(conversation_ids)
    returning ticket.id
  )
  select array_agg(erased.id) into ticket_ids from erased;
  if ticket_ids is not null then
    perform private.erase_ticket_words(erase_tickets.domain_id, ticket_ids);
    perform private.erase_issues(erase_tickets.domain_id, ticket_ids);
  end if;
end;
$function$;

CREATE OR REPLACE FUNCTION private.exported_contacts (
  domain_id   uuid,
  visitor_ids uuid[]
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'provider', integration.provider, 'visitor_id', sent.local_id, 'remote_id', sent.remote_id,
      'state', sent.state, 'error', sent.error, 'message', sent.message,
      'created_at', sent.created_at, 'last_synced_at', sent.last_synced_at
    ) order by sent.created_at, sent.id), '[]')
    from public.sync_records as sent
    inner join public.sync_configs as config on sent.domain_id = config.domain_id and sent.config_id = config.id
    inner join public.integrations as integration
      on config.domain_id = integration.domain_id and config.integration_id = integration.id
    where
      sent.domain_id = exported_contacts.domain_id and sent.object = 'contacts'
      and sent.local_id = any(visitor_ids)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.exported_talks (
  domain_id   uuid,
  visitor_ids uuid[]
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(talk) || jsonb_build_object(
      'messages', (
        select coalesce(jsonb_agg(to_jsonb(message) - 'tsv' order by message.seq), '[]')
        from public.messages as message
        where message.domain_id = talk.domain_id and message.conversation_id = talk.id
      ),
      -- Who judged is a colleague, who is not asked for here.
      'scores', (
        select coalesce(jsonb_agg(to_jsonb(judged) - 'scored_by' order by judged.scored_at, judged.id), '[]')
        from public.conversation_scores as judged
        where judged.domain_id = talk.domain_id and judged.conversation_id = talk.id
      ),
      'topics', (
        select coalesce(jsonb_agg(to_jsonb(classed) || jsonb_build_object('name', topic.name) order by topic.name), '[]')
        from public.conversation_topics as classed
        inner join public.topics as topic on classed.domain_id = topic.domain_id and classed.topic_id = topic.id
        where classed.domain_id = talk.domain_id and classed.conversation_id = talk.id
      ),
      'keywords', (
        select to_jsonb(known.keywords) from public.conversation_keywords as known
        where known.domain_id = talk.domain_id and known.conversation_id = talk.id
      )
    ) order by talk.started_at, talk.id), '[]')
    from public.conversations as talk
    where talk.domain_id = exported_talks.domain_id and talk.visitor_id = any(visitor_ids)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.exported_tickets (
  domain_id   uuid,
  visitor_ids uuid[]
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'conversation_id', ticket.conversation_id, 'message_id', ticket.message_id, 'number', ticket.number,
      'kind', ticket.kind, 'subtype', ticket.subtype, 'status', ticket.status, 'created_at', ticket.created_at,
      'title', ticket.title, 'description', ticket.description,
      'message_content', ticket.message_content, 'expected_answer', ticket.expected_answer,
      'comments', (
        select coalesce(jsonb_agg(
          jsonb_build_object('created_at', said.created_at, 'body', said.body) order by said.created_at, said.id
        ), '[]')
        from public.ticket_comments as said
        where said.domain_id = ticket.domain_id and said.ticket_id = ticket.id
      ),
      'notes', (
        select coalesce(jsonb_agg(
          jsonb_build_object('created_at', said.created_at, 'body', said.body) order by said.created_at, said.id
        ), '[]')
        from public.ticket_notes as said
        where said.domain_id = ticket.domain_id and said.ticket_id = ticket.id
      )
    ) order by ticket.number), '[]')
    from public.conversations as talk
    inner join public.tickets as ticket
      on talk.domain_id = ticket.domain_id and talk.id = ticket.conversation_id
    where talk.domain_id = exported_tickets.domain_id and talk.visitor_id = any(visitor_ids)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.exported_visits (
  domain_id   uuid,
  visitor_ids uuid[]
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return jsonb_build_object(
    'visitors', (
      select coalesce(jsonb_agg(to_jsonb(visitor) order by visitor.id), '[]') from public.visitors as visitor
      where visitor.domain_id = exported_visits.domain_id and visitor.id = any(visitor_ids)
    ),
    'account', (
      select to_jsonb(account) from public.accounts as account
      inner join public.visitors as visitor
        on account.domain_id = visitor.domain_id and account.id = visitor.account_id
      where visitor.domain_id = exported_visits.domain_id and visitor.id = visitor_ids[1]
    ),
    'enrichments', (
      select coalesce(jsonb_agg(to_jsonb(enrichment) order by enrichment.occurred_at, enrichment.id), '[]')
      from public.visitor_enrichments as enrichment
      where enrichment.domain_id = exported_visits.domain_id and enrichment.visitor_id = any(visitor_ids)
    ),
    'sessions', (
      select coalesce(jsonb_agg(to_jsonb(session) order by session.first_event_at, session.id), '[]')
      from public.visitor_sessions as session
      where session.domain_id = exported_visits.domain_id and session.visitor_id = any(visitor_ids)
    ),
    'events', (
      select coalesce(jsonb_agg(to_jsonb(event) order by event.occurred_at, event.id), '[]')
      from public.session_events as event
      where event.domain_id = exported_visits.domain_id and event.visitor_id = any(visitor_ids)
    )
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.issue_is_erased (
  issue_id uuid
)
  RETURNS boolean
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return exists (
    select from public.ticket_links as link
    inner join public.tickets as ticket
      on link.domain_id = ticket.domain_id and link.ticket_id = ticket.id
    where link.id = issue_is_erased.issue_id and ticket.message_content = '[erased]'
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.store_sync_results (
  batch     private.sync_batches,
  config_id uuid,
  results   jsonb,
  OUT       created bigint,
  OUT       updated bigint,
  OUT       failed bigint
)
  RETURNS record
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
begin
  with told as (
    select
      sent.local_id, sent.hash, batch.id || '-' || sent.place as trace_id, r.entry ->> 'remote_id' as remote_id,
      (r.entry -> 'is_new')::boolean as is_new,
      -- Without an answer nobody knows: sent again it does no harm.
      case when r.entry is null then 'no_answer' else r.entry ->> 'error' end as error,
      left(r.entry ->> 'message', 500) as message
    from unnest(batch.local_ids, batch.digests) with ordinality as sent (local_id, hash, place)
    left join jsonb_array_elements(results) as r (entry) on r.entry ->> 'trace_id' = batch.id || '-' || sent.place
  ), stored as (
    insert into public.sync_records as s (
      domain_id, config_id, object, local_id, remote_id, hash, state, error, message, trace_id, run_id, last_synced_at
    )
    select
      batch.domain_id, store_sync_results.config_id, batch.object, t.local_id, t.remote_id, t.hash,
      case when t.error is null then 'synced' else 'failed' end, t.error, t.message, t.trace_id, batch.run_id,
      case when t.error is null then now() end
    from told as t
    -- Visitors are gone when they were erased: see private.erase_late_contacts.
    where batch.object <> 'contacts' or exists (
      select from public.visitors as v where v.domain_id = batch.domain_id and v.id = t.local_id
    )
    order by t.local_id
    on conflict on constraint sync_records_local_id_key do update set
      remote_id = coalesce(excluded.remote_id, s.remote_id), hash = excluded.hash, state = excluded.state,
      error = excluded.error, message = excluded.message, trace_id = excluded.trace_id, run_id = excluded.run_id,
      last_synced_at = coalesce(excluded.last_synced_at, s.last_synced_at), updated_at = now()
  )
  select
    count(*) filter (where t.error is null and t.is_new), count(*) filter (where t.error is null and not t.is_new),
    count(*) filter (where t.error is not null)
  into created, updated, failed
  from told as t;
end;
$function$;

CREATE OR REPLACE FUNCTION private.webhook_issue_id (
  body bytea
)
  RETURNS uuid
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  told constant jsonb := private.read_webhook_body(body) -> 'data';
  found constant text := coalesce(told ->> 'issueId', told #>> '{issue,id}', told ->> 'id');
begin
  return case when private.is_valid_input(found, 'uuid') then found::uuid end;
end;
$function$;

CREATE OR REPLACE FUNCTION public.delete_visitor (
  domain_id  uuid,
  visitor_id uuid,
  reason     text
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  asked constant bytea := private.visitor_digest(delete_visitor.domain_id, delete_visitor.visitor_id);
  visitor_ids uuid [];
  account_ids uuid [];
  talks bigint;
begin
  perform private.require('visitors.delete', delete_visitor.domain_id);
  perform private.begin_sensitive('delete_visitor', reason);
  -- Batches of events and merges wait.
  perform pg_advisory_xact_lock(private.merge_lock_key(delete_visitor.domain_id));
  if exists (
    select from private.erased_visitors as gone
    where gone.domain_id = delete_visitor.domain_id and gone.digest = asked
  ) then
    return jsonb_build_object('visitors', 0, 'conversations', 0);
  end if;
  visitor_ids := private.same_visitors(delete_visitor.domain_id, delete_visitor.visitor_id);
  if visitor_ids = '{}' then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  select array_agg(named.account_id) into account_ids
  from private.named_accounts(delete_visitor.domain_id, visitor_ids) as named (account_id);
  insert into private.erased_visitors (domain_id, digest)
  select delete_visitor.domain_id, private.visitor_digest(delete_visitor.domain_id, same.id)
  from unnest(visitor_ids) as same (id);
  perform private.erase_contacts(delete_visitor.domain_id, visitor_ids);
  talks := private.erase_transcripts(delete_visitor.domain_id, visitor_ids);
  perform private.replace_person(
    delete_visitor.domain_id, visitor_ids,
    private.replace_visitor(delete_visitor.domain_id, visitor_ids)
  );
  perform private.erase_accounts(delete_visitor.domain_id, account_ids);
  perform private.audit_event(
    'erase', 'visitors', encode(asked, 'hex'), delete_visitor.domain_id,
    jsonb_build_object('visitors', cardinality(visitor_ids), 'conversations', talks)
  );
  return jsonb_build_object('visitors', cardinality(visitor_ids), 'conversations', talks);
end;
$function$;

CREATE OR REPLACE FUNCTION public.export_visitor (
  domain_id  uuid,
  visitor_id uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  same constant uuid [] := private.same_visitors(export_visitor.domain_id, export_visitor.visitor_id);
begin
  perform private.require('visitors.manage', export_visitor.domain_id);
  perform private.begin_sensitive('export_visitor', null);
  if same = '{}' then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  perform private.log_access(
    'export', 'visitors/' || encode(private.visitor_digest(
      export_visitor.domain_id, export_visitor.visitor_id
    ), 'hex'), 'allowed', export_visitor.domain_id
  );
  return private.exported_visits(export_visitor.domain_id, same) || jsonb_build_object(
    'conversations', private.exported_talks(export_visitor.domain_id, same),
    'tickets', private.exported_tickets(export_visitor.domain_id, same),
    'contacts', private.exported_contacts(export_visitor.domain_id, same)
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.merge_visitors (
  domain_id       uuid,
  visitor_id      uuid,
  into_visitor_id uuid,
  reason          text
)
  RETURNS uuid
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  merged public.visitors;
  survivor_id uuid;
begin
  perform private.require_one_of('{visitors.edit,integrations.manage}', merge_visitors.domain_id);
  if coalesce(btrim(merge_visitors.reason), '') = '' then
    perform private.fail('22023', 'REASON_REQUIRED', 'reason: say why', 'It goes to the audit log.');
  end if;
  perform pg_advisory_xact_lock(private.merge_lock_key(merge_visitors.domain_id));
  select visitor.* into merged
  from public.visitors as visitor
  where visitor.domain_id = merge_visitors.domain_id and visitor.id = merge_visitors.visitor_id;
  -- Chains are kept flat, so the survivor of the target is at most one step away.
  select coalesce(visitor.merged_into_id, visitor.id) into survivor_id
  from public.visitors as visitor
  where visitor.domain_id = merge_visitors.domain_id and visitor.id = merge_visitors.into_visitor_id;
  if merged.id is null or survivor_id is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such visitor');
  end if;
  if survivor_id = merged.id then
    perform private.bad_input('into_visitor_id', 'is visitor_id, or was merged into it');
  end if;
  if merged.merged_into_id = survivor_id then
    return survivor_id;
  end if;
  if merged.merged_into_id is not null then
    perform private.fail(
      'PT409', 'ALREADY_MERGED', 'the visitor was merged into another one',
      format('Merge visitor %s, which stands for it.', merged.merged_into_id)
    );
  end if;
  perform private.absorb_visitor(merge_visitors.domain_id, merged.id, survivor_id);
  -- The log cannot forget, so it gets digests: see private.visitor_digest.
  perform private.audit_event(
    'merge', 'visitors', encode(private.visitor_digest(merge_visitors.domain_id, merged.id), 'hex'),
    merge_visitors.domain_id, jsonb_build_object(
      'into_visitor', encode(private.visitor_digest(merge_visitors.domain_id, survivor_id), 'hex')
    ), btrim(merge_visitors.reason)
  );
  return survivor_id;
end;
$function$;

CREATE OR REPLACE FUNCTION public.report_sync_batch (
  batch_id uuid,
  worker   text,
  results  jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
#variable_conflict use_column
declare
  batch constant private.sync_batches := private.take_sync_batch(report_sync_batch.batch_id, report_sync_batch.worker);
  fault constant text := private.sync_result_fault(batch, results);
  run public.sync_runs;
  counted record;
begin
  if fault is not null then
    perform private.bad_input('results', fault);
  end if;
  select r.* into run from public.sync_runs as r
  where r.domain_id = batch.domain_id and r.id = batch.run_id for update;
  counted := private.store_sync_results(batch, run.config_id, results);
  perform private.erase_late_contacts(batch, run.config_id, results);
  if batch.object = 'companies' then
    update public.accounts as a set hubspot_company_id = s.remote_id
    from public.sync_records as s
    where s.domain_id = batch.domain_id and s.config_id = run.config_id and s.object = 'companies'
      and s.local_id = any(batch.local_ids) and s.state = 'synced'
      and a.domain_id = s.domain_id and a.id = s.local_id and a.hubspot_company_id is distinct from s.remote_id;
  end if;
  delete from private.sync_batches as b where b.id = batch.id;
  update public.sync_runs as r set
    pending = r.pending - cardinality(batch.local_ids), created = r.created + counted.created,
    updated = r.updated + counted.updated, failed = r.failed + counted.failed
  where r.domain_id = run.domain_id and r.id = run.id;
  perform private.audit_event(
    'sync', 'sync_runs', run.id::text, run.domain_id, to_jsonb(counted) || jsonb_build_object('object', batch.object)
  );
  return to_jsonb(counted) || jsonb_build_object('is_done', private.settle_sync(run.domain_id, run.id));
end;
$function$;

CREATE OR REPLACE FUNCTION public.run_webhook_upkeep (
  batch_size integer DEFAULT 100
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  kept private.webhook_inbox;
  told text;
  applied integer := 0;
  refused integer := 0;
begin
  if batch_size between 1 and 1000 is not true then
    perform private.bad_input('batch_size', '1 to 1000');
  end if;
  for kept in
    select i.* from private.webhook_inbox as i
    where i.processed_at is null
    order by i.received_at, i.id
    limit batch_size
    for update skip locked
  loop
    begin
      told := private.apply_webhook(kept);
    exception
      -- One that cannot be applied must not hold up the others.
      when others then
        told := left(sqlerrm, 500);
    end;
    update private.webhook_inbox as i set
      processed_at = now(), error = told,
      -- Linear tells what was there before, too: of what was erased nothing comes back.
      body = case when private.issue_is_erased(private.webhook_issue_id(i.body)) then '' else i.body end
    where i.id = kept.id;
    applied := applied + (told is null)::integer;
    refused := refused + (told is not null)::integer;
  end loop;
  return jsonb_build_object('applied', applied, 'refused', refused);
end;
$function$;

CREATE TRIGGER audit_delete AFTER DELETE ON public.conversation_scores REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{dimensions,reason}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.conversation_scores REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{dimensions,reason}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.conversation_scores
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{dimensions,reason}'
);

CREATE TRIGGER audit_delete AFTER DELETE ON public.ticket_links REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{url}'
);

CREATE TRIGGER audit_insert AFTER INSERT ON public.ticket_links REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{url}'
);

CREATE TRIGGER audit_update AFTER UPDATE ON public.ticket_links
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION private.audit_statement (
  '{id}',
  '{url}'
);

COMMENT ON COLUMN "private"."webhook_inbox"."body" IS 'The raw bytes: what was signed. Empty once the visitor whom they quote was erased.';

COMMENT ON FUNCTION "private"."erase_contacts"(uuid, uuid[]) IS 'Forgets what was sent of these visitors to other systems, and asks these to forget the contact: hubspot.contact.erase in the outbox, by its id there, or by address where that is not known.';

COMMENT ON FUNCTION "private"."erase_issues"(uuid, uuid[]) IS 'Takes the words of these tickets out of what Linear is to get and what it has told, and asks it to erase them.';

COMMENT ON FUNCTION "private"."erase_late_contacts"(private.sync_batches, uuid, jsonb) IS 'Asks the service to forget contacts of this batch whose visitors were erased while it was sent.';

COMMENT ON FUNCTION "private"."erase_ticket_words"(uuid, uuid[]) IS 'Empties comments and notes of these tickets, and the notifications and mails that repeat them.';

COMMENT ON FUNCTION "private"."erase_tickets"(uuid, uuid[]) IS 'Takes the words out of the tickets about these conversations, out of what was told of them, and out of what is to be sent; and asks Linear to do the same. Number, status, times and who worked on them stay.';

COMMENT ON FUNCTION "private"."exported_contacts"(uuid, uuid[]) IS 'To which other systems these visitors were sent, and as what they are known there.';

COMMENT ON FUNCTION "private"."exported_talks"(uuid, uuid[]) IS 'The conversations of these visitors, each with messages, scores, topics and keywords (null: none were taken yet).';

COMMENT ON FUNCTION "private"."exported_tickets"(uuid, uuid[]) IS 'The tickets about conversations of these visitors, with what was said about them.';

COMMENT ON FUNCTION "private"."exported_visits"(uuid, uuid[]) IS 'What is stored of these visitors, who are one person, the survivor first: {visitors, account, enrichments, sessions, events}.';

COMMENT ON FUNCTION "private"."issue_is_erased"(uuid) IS 'Whether this issue stands for a ticket whose words were erased.';

COMMENT ON FUNCTION "private"."visitor_digest"(uuid, uuid) IS 'What stands for a visitor in erased_visitors and in the logs of merges, exports and erasures. Ids are random, so it leads to nobody who does not have the id.';

COMMENT ON FUNCTION "private"."webhook_issue_id"(bytea) IS 'The issue that a webhook of Linear is about: itself, or the one that a comment or an attachment belongs to.';

COMMENT ON FUNCTION "public"."delete_visitor"(uuid, uuid, text) IS 'Forgets a person, with all visitors who were merged: address, enrichment, texts, pages, the ids of visitor and sessions, all that tickets about the conversations say, and what was sent to HubSpot, which is asked to forget the contact, as Linear is to forget the words. Numbers stay: one visitor whom nobody knows keeps sessions, conversations and their outcomes. What the widget still sends is dropped. It cannot be undone; again it does nothing. Returns how many visitors and conversations. Needs visitors.delete there, strong login and a reason, in which the person is not to be named: it stays in the audit log. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."export_visitor"(uuid, uuid) IS 'All that is stored of a person, with all visitors who were merged, to be handed to the person: {visitors, account, enrichments in full, sessions, events, conversations with messages, scores, topics and keywords, tickets with all that was said about them, contacts: the person in other systems}. What is only counted from these is left out, and who of us wrote something. Noted in the access log. Needs visitors.manage there, and strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; P0002 NOT_FOUND.';

COMMENT ON FUNCTION "public"."merge_visitors"(uuid, uuid, uuid, text) IS 'Says that visitor_id is the same person as into_visitor_id of the same domain: sessions, conversations and what comes later count for the latter, whose id is returned. Again it changes nothing. Into a merged visitor means into its survivor. Needs visitors.edit or integrations.manage there, or the secret key, and a reason, in which the person is not to be named: it stays in the audit log. Errors: 42501 PERMISSION_DENIED; 22023 REASON_REQUIRED, INVALID_INPUT for a visitor with itself or in a circle; P0002 NOT_FOUND; PT409 ALREADY_MERGED.';

REVOKE ALL ON FUNCTION "private"."erase_contacts"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."erase_contacts"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."erase_contacts"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."erase_issues"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."erase_issues"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."erase_issues"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."erase_late_contacts"(private.sync_batches, uuid, jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."erase_late_contacts"(private.sync_batches, uuid, jsonb) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."erase_late_contacts"(private.sync_batches, uuid, jsonb) TO "postgres";

REVOKE ALL ON FUNCTION "private"."erase_ticket_words"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."erase_ticket_words"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."erase_ticket_words"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."exported_contacts"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."exported_contacts"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."exported_contacts"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."exported_talks"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."exported_talks"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."exported_talks"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."exported_tickets"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."exported_tickets"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."exported_tickets"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."exported_visits"(uuid, uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."exported_visits"(uuid, uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."exported_visits"(uuid, uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."issue_is_erased"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."issue_is_erased"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."issue_is_erased"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."webhook_issue_id"(bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."webhook_issue_id"(bytea) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."webhook_issue_id"(bytea) TO "postgres";
