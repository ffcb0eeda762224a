-- Webhooks of Linear: the inbox, the secrets they are signed with, and what a state there means here.
set local check_function_bodies = off;

create table private.webhook_inbox (
  provider text not null,
  delivery_id text not null,
  headers jsonb not null,
  body bytea not null,
  signature_ok boolean not null,
  is_fresh boolean not null,
  received_at timestamp with time zone not null default clock_timestamp(),
  processed_at timestamp with time zone,
  error text,
  constraint webhook_inbox_delivery_id_key unique (provider, delivery_id),
  constraint webhook_inbox_provider_check check ((provider ~ '^[a-z][a-z_]{0,30}$'::text)),
  id uuid not null default private.new_id(),
  constraint webhook_inbox_pkey primary key (id)
);

alter table private.webhook_inbox
  enable row level security;

create table private.webhook_secrets (
  provider text not null,
  secret text not null,
  created_at timestamp with time zone not null default now(),
  constraint webhook_secrets_pkey primary key (provider, secret),
  constraint webhook_secrets_secret_check check ((length(secret) >= 16))
);

alter table private.webhook_secrets
  enable row level security;

create table public.linear_state_types (
  state_type text not null,
  ticket_status text not null,
  close_reason text,
  constraint linear_state_types_close_reason_check
    check (
        (
            (close_reason is null)
            or ((close_reason = any(array['duplicate'::text, 'canceled'::text])) and (ticket_status = 'closed'::text))
        )
    ),
  constraint linear_state_types_pkey primary key (state_type)
);

alter table public.linear_state_types
  enable row level security;

revoke all on table public.linear_state_types from anon;

alter table public.ticket_links
  add column provider_delivery_id text;

alter table public.ticket_links
  add column mapped_state_type text;

alter table public.ticket_links
  add column mapped_at timestamp with time zone;

alter table public.ticket_links
  add column mapped_delivery_id text;

create or replace function private.apply_issue(
  issue_id uuid,
  identifier text,
  url text,
  state_type text,
  state_name text,
  changed_at timestamp with time zone,
  delivery_id text
)
  returns text
  language plpgsql
  security definer
  set search_path to ''
  as $function$
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

create or replace function private.apply_webhook(
  kept private.webhook_inbox
)
  returns text
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  event constant jsonb := private.read_webhook_body(kept.body);
  issue constant jsonb := event -> 'data';
  issue_id uuid;
begin
  if not kept.signature_ok then
    return 'not signed';
  end if;
  if event ->> 'type' is distinct from 'Issue' or event ->> 'action' in ('create', 'update') is not true then
    return 'not about an issue''s state';
  end if;
  if not coalesce(private.is_valid_input(issue ->> 'id', 'uuid'), false)
    or not coalesce(private.is_valid_input(issue ->> 'updatedAt', 'timestamptz'), false) then
    return 'without id or time';
  end if;
  issue_id := issue ->> 'id';
  if not kept.is_fresh then
    -- It may be old, or sent by whoever has overheard it: what is true is asked of Linear itself.
    perform private.enqueue(
      'linear.issue.read', 'linear.issue.read:' || kept.delivery_id, jsonb_build_object('id', issue_id), l.domain_id
    )
    from public.ticket_links as l where l.id = issue_id;
    return 'late: read the issue anew';
  end if;
  return private.apply_issue(
    issue_id, issue ->> 'identifier', coalesce(event ->> 'url', issue ->> 'url'),
    issue #>> '{state,type}', issue #>> '{state,name}', (issue ->> 'updatedAt')::timestamptz, kept.delivery_id
  );
end;
$function$;

create or replace function private.has_linear_signature(
  signature text,
  body bytea
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
begin
  -- Compared as digests, so that the time it takes tells nothing of the right one.
  return exists (
    select from private.webhook_secrets as s
    where s.provider = 'linear' and extensions.digest(
      encode(extensions.hmac(body, convert_to(s.secret, 'UTF8'), 'sha256'), 'hex'), 'sha256'
    ) = extensions.digest(lower(coalesce(signature, '')), 'sha256')
  );
end;
$function$;

create or replace function private.read_webhook_body(
  body bytea
)
  returns jsonb
  language plpgsql
  immutable
  set search_path to ''
  as $function$
declare
  found jsonb;
begin
  found := convert_from(body, 'UTF8')::jsonb;
  return case jsonb_typeof(found) when 'object' then found end;
exception
  when data_exception then
    return null;
end;
$function$;

create or replace function public.receive_webhook(
  provider text,
  delivery_id text,
  headers jsonb,
  body bytea
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  given jsonb;
  is_signed boolean;
  sent_at text;
  inbox_id uuid;
begin
  if receive_webhook.provider is distinct from 'linear' then
    perform private.bad_input('provider', 'linear');
  end if;
  if length(receive_webhook.delivery_id) between 1 and 200 is not true then
    perform private.bad_input('delivery_id', '1 to 200 characters');
  end if;
  if jsonb_typeof(receive_webhook.headers) = 'object' is not true then
    perform private.bad_input('headers', 'an object');
  end if;
  if octet_length(receive_webhook.body) between 1 and 1000000 is not true then
    perform private.bad_input('body', 'the raw bytes, at most 1 MB');
  end if;
  select jsonb_object_agg(lower(h.key), h.value) into given from jsonb_each_text(receive_webhook.headers) as h;
  is_signed := private.has_linear_signature(given ->> 'linear-signature', receive_webhook.body);
  -- The time in the body: that one is signed.
  sent_at := private.read_webhook_body(receive_webhook.body) ->> 'webhookTimestamp';
  insert into private.webhook_inbox as kept (provider, delivery_id, headers, body, signature_ok, is_fresh)
  values (
    receive_webhook.provider, receive_webhook.delivery_id, receive_webhook.headers, receive_webhook.body, is_signed,
    sent_at ~ '^[0-9]{1,15}$' is true
    and abs(extract(epoch from now()) - case when sent_at ~ '^[0-9]{1,15}$' then sent_at::numeric / 1000 end) <= 60
  )
  -- Whoever cannot sign cannot take a delivery's place either.
  on conflict on constraint webhook_inbox_delivery_id_key do update set
    headers = excluded.headers, body = excluded.body, signature_ok = true, is_fresh = excluded.is_fresh,
    received_at = clock_timestamp(), processed_at = null, error = null
    where not kept.signature_ok and excluded.signature_ok
  returning id into inbox_id;
  if inbox_id is null then
    select i.id into inbox_id from private.webhook_inbox as i
    where i.provider = receive_webhook.provider and i.delivery_id = receive_webhook.delivery_id;
  end if;
  return inbox_id;
end;
$function$;

revoke all on function public.receive_webhook(text, text, jsonb, bytea) from public, anon, authenticated;

create or replace function public.run_webhook_upkeep(
  batch_size integer default 100
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  as $function$
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
    update private.webhook_inbox as i set processed_at = now(), error = told where i.id = kept.id;
    applied := applied + (told is null)::integer;
    refused := refused + (told is not null)::integer;
  end loop;
  return jsonb_build_object('applied', applied, 'refused', refused);
end;
$function$;

revoke all on function public.run_webhook_upkeep(integer) from public, anon, authenticated;

create or replace function public.store_issue(
  issue_id uuid,
  identifier text,
  url text,
  state_type text,
  state_name text,
  changed_at timestamp with time zone
)
  returns text
  language plpgsql
  security definer
  set search_path to ''
  as $function$
begin
  if issue_id is null or not exists (select from public.ticket_links as l where l.id = store_issue.issue_id) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such issue');
  end if;
  if changed_at is null then
    perform private.bad_input('changed_at', 'when Linear says that it changed');
  end if;
  if url !~ '^https://' or length(url) > 500 or length(identifier) > 50 then
    perform private.bad_input('url', 'identifier and address as Linear gave them');
  end if;
  return private.apply_issue(issue_id, identifier, url, state_type, state_name, changed_at, '');
end;
$function$;

revoke all on function public.store_issue(uuid, text, text, text, text, timestamp with time zone) from public,
anon,
authenticated;

alter table public.linear_state_types
  add constraint linear_state_types_ticket_status_fkey foreign key (
      ticket_status
  ) references public.ticket_statuses (key);

create index linear_state_types_ticket_status_idx on public.linear_state_types using btree (ticket_status);

create trigger audit_delete after delete on public.linear_state_types
referencing old table as old_rows for each statement execute function private.audit_statement(
  '{state_type}',
  '{}'
);

create trigger audit_insert after insert on public.linear_state_types
referencing new table as new_rows for each statement execute function private.audit_statement(
  '{state_type}',
  '{}'
);

create trigger audit_update after update on public.linear_state_types
  referencing old table as old_rows new table as new_rows for each statement execute function private.audit_statement(
  '{state_type}',
  '{}'
);

create policy select_person on public.linear_state_types
  for select
  to authenticated
  using (((select private.current_person_id() as current_person_id) is not null));

comment on column private.webhook_inbox.body is 'The raw bytes: what was signed.';

comment on column private.webhook_inbox.error is 'Why it was not applied; null: it was, or has not been looked at.';

comment on column private.webhook_inbox.is_fresh is 'Sent within a minute of its receipt; older ones are not applied, but asked about.';

comment on column public.linear_state_types.close_reason is 'Of a ticket that is closed by it.';

comment on column public.linear_state_types.state_type is 'As Linear says it: every team''s states have one.';

comment on column public.linear_state_types.ticket_status is 'The status that the ticket gets.';

comment on column public.ticket_links.mapped_at is 'When Linear says that it had that state.';

comment on column public.ticket_links.mapped_delivery_id is 'See provider_delivery_id.';

comment on column public.ticket_links.mapped_state_type is 'The newest state that we know a status for; with mapped_at and mapped_delivery_id, as an unknown one must not hide it.';

comment on column public.ticket_links.provider_delivery_id is 'Of two changes of the same time the one with the greater delivery counts, in whatever order they come.';

comment on function private.apply_issue(uuid, text, text, text, text, timestamp with time zone, text) is 'Notes what Linear says of an issue, and moves the ticket where that means another status. Returns why not, else null.';

comment on function private.apply_webhook(private.webhook_inbox) is 'Does what a webhook of Linear tells. Returns why it was not applied, else null.';

comment on function private.has_linear_signature(text, bytea) is 'Whether this is the SHA-256 HMAC, in hexadecimal, of the raw body under one of our secrets. Never null for a body.';

comment on function private.read_webhook_body(bytea) is 'The JSON object that these bytes are; null for anything else.';

comment on function public.receive_webhook(text, text, jsonb, bytea) is 'For the endpoint that other systems call: keeps a webhook as it came, and whether it is signed and sent just now; answer 200 then. Returns its id, for the same delivery again the same. provider: linear. delivery_id: the header Linear-Delivery. headers: all of them, as an object. body: the raw bytes, as \x… in hexadecimal. run_webhook_upkeep() applies it. Errors: 22023 INVALID_INPUT.';

comment on function public.run_webhook_upkeep(integer) is 'For the worker, every few seconds: applies webhooks that were received, batch_size (1 to 1000) at most. Each is looked at once; why one was not applied stands in the inbox. Returns {applied, refused}. Errors: 22023 INVALID_INPUT.';

comment on function public.store_issue(uuid, text, text, text, text, timestamp with time zone) is 'For workers: what Linear answered about an issue, when it was made or read anew. issue_id: the id in the message. identifier: ABC-123. url: its page. state_type, state_name: its state. changed_at: its updatedAt. What is older than we know changes nothing. Returns null, or that the state type is unknown. Errors: P0002 NOT_FOUND; 22023 INVALID_INPUT.';

comment on policy select_person on public.linear_state_types is 'Everybody who works here.';

comment on table private.webhook_inbox is 'Webhooks as they came, by the id that the sender gave the delivery.';

comment on table private.webhook_secrets is 'With what each provider signs its webhooks. Two at a time, while one is replaced by another.';

comment on table public.linear_state_types is 'What the state of an issue in Linear means here. A type that is not listed leaves the ticket as it is.';

revoke all on function private.apply_issue(
    uuid, text, text, text, text, timestamp with time zone, text
) from public;

revoke all on function private.apply_issue(
    uuid, text, text, text, text, timestamp with time zone, text
) from postgres;

grant execute on function private.apply_issue(
    uuid, text, text, text, text, timestamp with time zone, text
) to postgres;

revoke all on function private.apply_webhook(private.webhook_inbox) from public;

revoke all on function private.apply_webhook(private.webhook_inbox) from postgres;

grant execute on function private.apply_webhook(private.webhook_inbox) to postgres;

revoke all on function private.has_linear_signature(text, bytea) from public;

revoke all on function private.has_linear_signature(text, bytea) from postgres;

grant execute on function private.has_linear_signature(text, bytea) to postgres;

revoke all on function private.read_webhook_body(bytea) from public;

revoke all on function private.read_webhook_body(bytea) from postgres;

grant execute on function private.read_webhook_body(bytea) to postgres;

revoke all on function public.receive_webhook(text, text, jsonb, bytea) from postgres;

grant execute on function public.receive_webhook(text, text, jsonb, bytea) to postgres;

grant execute on function public.receive_webhook(text, text, jsonb, bytea) to service_role;

revoke all on function public.run_webhook_upkeep(integer) from postgres;

grant execute on function public.run_webhook_upkeep(integer) to postgres;

grant execute on function public.run_webhook_upkeep(integer) to service_role;

revoke all on function public.store_issue(uuid, text, text, text, text, timestamp with time zone) from postgres;

grant execute on function public.store_issue(uuid, text, text, text, text, timestamp with time zone) to postgres;

grant execute on function public.store_issue(
    uuid, text, text, text, text, timestamp with time zone
) to service_role;

revoke all on table public.linear_state_types from authenticated;

grant select on table public.linear_state_types to authenticated;

revoke all on table public.linear_state_types from service_role;

grant select on table public.linear_state_types to service_role;

create index webhook_inbox_received_at_idx on private.webhook_inbox using btree (received_at, id)
  where (processed_at is null);
