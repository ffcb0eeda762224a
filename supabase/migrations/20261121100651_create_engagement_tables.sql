-- sql/engagement/accounts.sql
-- requires: sql/identity/domains.sql
-- An account belongs to a domain, and through it to one client: the same company on the sites of two
-- clients is two rows that know nothing of each other, also when a domain moves to another client.
create table public.accounts (
  domain_id uuid not null,
  id uuid not null,
  company_domain text not null,
  company_name text,
  enrichment_data jsonb not null default '{}',
  enriched_at timestamptz,
  enrichment_event_id uuid,
  first_seen_at timestamptz not null,
  hubspot_company_id text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint accounts_pkey primary key (domain_id, id),
  constraint accounts_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint accounts_company_domain_key unique (domain_id, company_domain),
  constraint accounts_company_domain_check check (company_domain = lower(company_domain)),
  constraint accounts_enrichment_data_check check (jsonb_typeof(enrichment_data) = 'object')
);

comment on table public.accounts is
'A company whose people visit a domain, known by its own internet domain. Never a free-mail domain.';
comment on column public.accounts.id is
'Made from domain and company domain: the same account whichever event names it first.';
comment on column public.accounts.company_domain is
'Lowercase, from an enrichment or from a visitor''s e-mail address; unique in the domain.';
comment on column public.accounts.company_name is
'From the newest enrichment that named this company; null while only an e-mail address is known.';
comment on column public.accounts.enrichment_data is
'Facts on the company that clients may see (private.enrichment_fields), of the newest enrichment.';
comment on column public.accounts.enriched_at is
'Time of that enrichment; with enrichment_event_id it decides which of two is newer.';
comment on column public.accounts.first_seen_at is
'The earliest event that named the company.';

-- sql/engagement/visitors.sql
-- requires: sql/engagement/accounts.sql
-- Columns that the newest event sets carry that event's time and id: two batches may then arrive in
-- any order and still agree on who was last.
create table public.visitors (
  domain_id uuid not null,
  id uuid not null,
  account_id uuid,
  email text,
  email_at timestamptz,
  email_event_id uuid,
  company_domain text,
  enrichment_data jsonb not null default '{}',
  enrichment_source text,
  enriched_at timestamptz,
  enrichment_event_id uuid,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  is_test boolean not null,
  merged_into_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint visitors_pkey primary key (domain_id, id),
  constraint visitors_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint visitors_account_id_fkey
  foreign key (domain_id, account_id) references public.accounts (domain_id, id),
  constraint visitors_merged_into_id_fkey
  foreign key (domain_id, merged_into_id) references public.visitors (domain_id, id),
  constraint visitors_merged_into_id_check check (merged_into_id <> id),
  constraint visitors_email_check check (email = lower(email)),
  constraint visitors_first_seen_at_check check (first_seen_at <= last_seen_at),
  constraint visitors_enrichment_data_check check (jsonb_typeof(enrichment_data) = 'object')
);

create index visitors_last_seen_at_idx
on public.visitors (domain_id, last_seen_at desc, id desc);
create index visitors_account_id_idx on public.visitors (domain_id, account_id);
create index visitors_email_idx on public.visitors (domain_id, email);
create index visitors_merged_into_id_idx on public.visitors (domain_id, merged_into_id)
where merged_into_id is not null;

comment on table public.visitors is
'A person on a domain, known by the widget''s stable visitor id.';
comment on column public.visitors.email is
'Of the newest event that gave one, in lowercase.';
comment on column public.visitors.company_domain is
'Of the newest enrichment. The account is this company, else the one of the e-mail address.';
comment on column public.visitors.enrichment_data is
'Fields that clients may see (private.enrichment_fields); the whole is in visitor_enrichments.';
comment on column public.visitors.is_test is
'True while no event came from a widget in production.';
comment on column public.visitors.merged_into_id is
'The visitor that this one turned out to be, which has its sessions and conversations and is never merged itself. Lists and counts leave merged visitors out. See merge_visitors.';

-- sql/engagement/visitor_sessions.sql
-- requires: sql/engagement/visitors.sql
create table public.visitor_sessions (
  domain_id uuid not null,
  id uuid not null,
  visitor_id uuid not null,
  first_event_at timestamptz not null,
  first_event_id uuid not null,
  last_activity_at timestamptz not null,
  landing_url text,
  widget_visible_ms integer not null default 0,
  is_test boolean not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint visitor_sessions_pkey primary key (domain_id, id),
  constraint visitor_sessions_visitor_id_fkey
  foreign key (domain_id, visitor_id) references public.visitors (domain_id, id),
  constraint visitor_sessions_first_event_at_check check (first_event_at <= last_activity_at),
  constraint visitor_sessions_widget_visible_ms_check check (widget_visible_ms >= 0)
);

create index visitor_sessions_visitor_id_idx
on public.visitor_sessions (domain_id, visitor_id, last_activity_at desc);
create index visitor_sessions_first_event_at_idx
on public.visitor_sessions (domain_id, first_event_at desc, id desc);

comment on table public.visitor_sessions is 'One browser session of a visitor.';
comment on column public.visitor_sessions.first_event_id is
'With first_event_at: the event that decides visitor_id and landing_url.';
comment on column public.visitor_sessions.widget_visible_ms is
'Longest time that one widget_shown event reported; over 10,000 counts as displayed.';
comment on column public.visitor_sessions.is_test is
'True while no event came from a widget in production.';

-- sql/engagement/conversations.sql
-- requires: sql/engagement/visitor_sessions.sql
create table public.conversations (
  domain_id uuid not null,
  id uuid not null,
  visitor_id uuid not null,
  session_id uuid not null,
  agent_key text not null default 'web',
  environment text not null,
  deployment_target text not null,
  is_test boolean not null
  generated always as (environment <> 'production' or deployment_target <> 'widget') stored,
  started_at timestamptz not null,
  first_event_id uuid not null,
  last_message_at timestamptz,
  total_turns integer not null default 0,
  language text,
  status text not null default 'open',
  status_at timestamptz,
  status_event_id uuid,
  email_captured boolean not null default false,
  demo_proposed boolean not null default false,
  cta_clicked boolean not null default false,
  demo_booked boolean not null default false,
  -- The furthest step reached; the order is that of the sales funnel.
  outcome text not null generated always as (
    case
      when demo_booked then 'demo_booked'
      when email_captured then 'email_captured'
      when demo_proposed then 'demo_proposed'
      when cta_clicked then 'cta_clicked'
      else 'none'
    end
  ) stored,
  score numeric(5, 2),
  scorer text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint conversations_pkey primary key (domain_id, id),
  constraint conversations_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint conversations_visitor_id_fkey
  foreign key (domain_id, visitor_id) references public.visitors (domain_id, id),
  constraint conversations_session_id_fkey
  foreign key (domain_id, session_id) references public.visitor_sessions (domain_id, id),
  constraint conversations_status_check check (status in ('open', 'closed', 'handed_over')),
  constraint conversations_language_check check (language ~ '^[a-z]{2,3}$'),
  constraint conversations_total_turns_check check (total_turns >= 0)
);

create index conversations_started_at_idx
on public.conversations (domain_id, started_at desc, id desc);
create index conversations_visitor_id_idx
on public.conversations (domain_id, visitor_id, started_at desc);
create index conversations_session_id_idx on public.conversations (domain_id, session_id);
create index conversations_score_idx on public.conversations (domain_id, score) where score is not null;

comment on table public.conversations is 'A conversation of a visitor with the website''s agent.';
comment on column public.conversations.is_test is
'Not from a widget in production: lists and metrics leave it out unless asked.';
comment on column public.conversations.first_event_id is
'With started_at: the event that decides visitor, session, agent and environment.';
comment on column public.conversations.language is
'Of the newest message that has one.';
comment on column public.conversations.score is
'The current score, with scorer a copy of current_conversation_scores for filters; null: not scored.';
comment on column public.conversations.total_turns is 'Number of the visitor''s messages.';
comment on column public.conversations.outcome is
'demo_booked, email_captured, demo_proposed, cta_clicked or none: the furthest that it came.';

-- sql/engagement/visitor_enrichments.sql
-- requires: sql/engagement/visitors.sql
create table public.visitor_enrichments (
  domain_id uuid not null,
  id uuid not null,
  visitor_id uuid not null,
  source text not null,
  company jsonb not null,
  data jsonb not null,
  occurred_at timestamptz not null,
  constraint visitor_enrichments_pkey primary key (domain_id, id),
  constraint visitor_enrichments_visitor_id_fkey
  foreign key (domain_id, visitor_id) references public.visitors (domain_id, id)
);

create index visitor_enrichments_visitor_id_idx
on public.visitor_enrichments (domain_id, visitor_id, occurred_at desc);

comment on table public.visitor_enrichments is
'Every enrichment result in full, also the fields that clients must not see. id is the event''s id.';

-- sql/engagement/visitor_account_id.sql
-- requires: sql/engagement/accounts.sql
-- A free-mail domain has no account, so looking for the account is all the filter that is needed.
create or replace function private.visitor_account_id(
  domain_id uuid,
  company_domain text,
  email text
)
returns uuid
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select account.id
    from public.accounts as account
    where
      account.domain_id = visitor_account_id.domain_id
      and account.company_domain in (
        visitor_account_id.company_domain, split_part(visitor_account_id.email, '@', 2)
      )
    order by account.company_domain = visitor_account_id.company_domain desc nulls last
    limit 1
  );
end;
$$;

comment on function private.visitor_account_id(uuid, text, text) is
'The account of a visitor: the company of the enrichment, else the one of the e-mail address; or null.';

revoke all on function private.visitor_account_id(uuid, text, text) from public;

-- sql/engagement/absorb_visitor.sql
-- requires: sql/engagement/conversations.sql sql/engagement/visitor_enrichments.sql
-- requires: sql/engagement/visitor_account_id.sql
-- What a visitor did moves to the survivor, so that no list or count has to know of merges. The log of
-- events alone keeps the widget's id, and with it who did what. Of what can change the newest counts,
-- as in store_visitors: merging before or after a batch comes to the same.
create or replace function private.absorb_visitor(domain_id uuid, merged_id uuid, survivor_id uuid)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  update public.visitors as visitor set merged_into_id = survivor_id, updated_at = now()
  where
    visitor.domain_id = absorb_visitor.domain_id
    and merged_id in (visitor.id, visitor.merged_into_id);
  update public.visitor_sessions as session set visitor_id = survivor_id, updated_at = now()
  where session.domain_id = absorb_visitor.domain_id and session.visitor_id = merged_id;
  update public.conversations as talk set visitor_id = survivor_id, updated_at = now()
  where talk.domain_id = absorb_visitor.domain_id and talk.visitor_id = merged_id;
  update public.visitor_enrichments as enrichment set visitor_id = survivor_id
  where enrichment.domain_id = absorb_visitor.domain_id and enrichment.visitor_id = merged_id;

  update public.visitors as survivor set
    first_seen_at = least(survivor.first_seen_at, merged.first_seen_at),
    last_seen_at = greatest(survivor.last_seen_at, merged.last_seen_at),
    is_test = survivor.is_test and merged.is_test,
    (email, email_at, email_event_id) = (
      select version.email, version.email_at, version.email_event_id
      from (select survivor.* union all select merged.*) as version
      order by version.email_at desc nulls last, version.email_event_id desc
      limit 1
    ),
    (company_domain, enrichment_data, enrichment_source, enriched_at, enrichment_event_id) = (
      select
        version.company_domain, version.enrichment_data, version.enrichment_source,
        version.enriched_at, version.enrichment_event_id
      from (select survivor.* union all select merged.*) as version
      order by version.enriched_at desc nulls last, version.enrichment_event_id desc
      limit 1
    ),
    updated_at = now()
  from public.visitors as merged
  where
    survivor.domain_id = absorb_visitor.domain_id and survivor.id = survivor_id
    and merged.domain_id = survivor.domain_id and merged.id = merged_id;
  update public.visitors as survivor
  set account_id = private.visitor_account_id(
    survivor.domain_id, survivor.company_domain, survivor.email
  )
  where survivor.domain_id = absorb_visitor.domain_id and survivor.id = survivor_id;
end;
$$;

comment on function private.absorb_visitor(uuid, uuid, uuid) is
'Merges one visitor, and all that were merged into it, into another, which must not be merged itself.';

revoke all on function private.absorb_visitor(uuid, uuid, uuid) from public;

-- sql/engagement/account_stats.sql
-- requires: sql/engagement/conversations.sql
create or replace view public.account_stats
with (security_invoker = on) as
select
  account.domain_id,
  account.id as account_id,
  people.visitors,
  people.sessions,
  people.last_activity_at,
  talk.conversations,
  talk.conversions,
  case
    when talk.conversions > 0 then 'high'
    when talk.proposals > 0 or talk.conversations > 1 then 'medium'
    when talk.conversations = 1 then 'low'
    else 'none'
  end as intent
from public.accounts as account
cross join lateral (
  select
    count(distinct visitor.id) as visitors,
    count(session.id) as sessions,
    max(session.last_activity_at) as last_activity_at
  from public.visitors as visitor
  left join public.visitor_sessions as session
    on visitor.domain_id = session.domain_id
    and visitor.id = session.visitor_id
    and not session.is_test
  where
    visitor.domain_id = account.domain_id
    and visitor.account_id = account.id
    and visitor.merged_into_id is null
    and not visitor.is_test
) as people
cross join lateral (
  select
    count(*) as conversations,
    count(*) filter (where talk.demo_booked or talk.email_captured) as conversions,
    count(*) filter (where talk.demo_proposed or talk.cta_clicked) as proposals
  from public.visitors as visitor
  inner join public.conversations as talk
    on visitor.domain_id = talk.domain_id
    and visitor.id = talk.visitor_id
    and not talk.is_test
  where
    visitor.domain_id = account.domain_id
    and visitor.account_id = account.id
) as talk;

comment on view public.account_stats is
'Engagement of each account, test traffic left out. A merged visitor counts once, as its survivor.';
comment on column public.account_stats.conversions is
'Conversations that booked a demo or gave an e-mail address.';
comment on column public.account_stats.intent is
'high: a conversion. medium: a demo proposed, a call to action clicked, or two conversations. low: one. none.';

revoke all on public.account_stats from public, anon, authenticated, service_role;
grant select on public.account_stats to authenticated, service_role;

-- sql/engagement/visitor_event_kind.sql
create type public.visitor_event_kind as enum (
  'page_view',
  'widget_shown',
  'cta_clicked',
  'form_submitted',
  'identify',
  'enrichment',
  'message',
  'email_captured',
  'demo_proposed',
  'demo_booked',
  'conversation_status'
);

comment on type public.visitor_event_kind is
'What a widget event reports. The fields that each kind needs: see ingest_visitor_events.';

-- sql/engagement/visitor_event.sql
-- requires: sql/engagement/visitor_event_kind.sql sql/platform/schemas.sql
-- One event of a batch after its checks. A typed array is parsed once and read by every step.
create type private.visitor_event as (
  id uuid,
  domain_id uuid,
  visitor_id uuid,
  session_id uuid,
  conversation_id uuid,
  kind public.visitor_event_kind,
  url text,
  properties jsonb,
  environment text,
  deployment_target text,
  agent_key text,
  is_test boolean,
  occurred_at timestamptz,
  received_at timestamptz,
  has_clock_skew boolean
);

comment on type private.visitor_event is
'A widget event with its site resolved, its defaults filled in and its time corrected.';

-- sql/engagement/audit_visitor_events.sql
-- requires: sql/engagement/visitor_event.sql sql/audit/audit_event.sql
create or replace function private.audit_visitor_events(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  part record;
begin
  for part in
    select
      event.domain_id,
      count(*) as events,
      count(distinct event.visitor_id) as visitors,
      count(distinct event.conversation_id) as conversations
    from unnest(batch) as event
    group by event.domain_id
    order by event.domain_id
  loop
    perform private.audit_event(
      'ingest', 'session_events', null, part.domain_id, to_jsonb(part) - 'domain_id'
    );
  end loop;
end;
$$;

comment on function private.audit_visitor_events(private.visitor_event []) is
'One audit entry a domain: what a batch added. A batch that added nothing leaves none.';

revoke all on function private.audit_visitor_events(private.visitor_event []) from public;

-- sql/engagement/check_page_size.sql
-- requires: sql/platform/bad_input.sql
create or replace function private.check_page_size(page_size integer)
returns void
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if page_size between 1 and 500 is not true then
    perform private.bad_input('page_size', 'must be from 1 to 500');
  end if;
end;
$$;

comment on function private.check_page_size(integer) is 'Raises 22023 unless 1 to 500.';

revoke all on function private.check_page_size(integer) from public;
grant execute on function private.check_page_size(integer) to authenticated, service_role;

-- sql/engagement/has_zone.sql
-- requires: sql/platform/default_privileges.sql
-- Postgres also reads 'now', 'infinity' and times without a zone, whose meaning depends on the server.
create or replace function private.has_zone(value text)
returns boolean
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  -- The usual form first: like costs a tenth of the regular expression, and each event is asked.
  return value like '____-__-__T__:__:__%Z' or value ~ '^\d{4}-\d\d-\d\d[T ]\d[\d:.]+(Z|[+-]\d[\d:]+)$';
end;
$$;

comment on function private.has_zone(text) is
'Whether a text that is known to be a time is written as ISO 8601 with a zone, such as 2026-03-29T09:30:00Z; null for null.';

revoke all on function private.has_zone(text) from public;
grant execute on function private.has_zone(text) to authenticated, service_role;

-- sql/engagement/event_envelope_fault.sql
-- requires: sql/engagement/has_zone.sql
create or replace function private.event_envelope_fault(event jsonb, sites jsonb, is_backfill boolean)
returns text
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case
    when event ->> 'id' is null then 'id: must be a uuid'
    when (sites ->> (event ->> 'site_domain')) is null then 'site_domain: is no known site'
    when event ->> 'visitor_id' is null then 'visitor_id: must be a uuid'
    when event ->> 'session_id' is null then 'session_id: must be a uuid'
    when event ->> 'kind' is null then 'kind: is no known kind'
    when private.has_zone(event ->> 'occurred_at') is not true
      then 'occurred_at: must be a time with a zone, such as 2026-03-29T09:30:00Z'
    when not private.has_zone(event ->> 'received_at')
      then 'received_at: must be a time with a zone, such as 2026-03-29T09:30:00Z'
    when not is_backfill
      and (event ->> 'occurred_at')::timestamptz
      < coalesce((event ->> 'received_at')::timestamptz, now()) - interval '7 days'
      then 'occurred_at: is over 7 days late; send it as a backfill'
    when jsonb_typeof(event -> 'url') not in ('string', 'null') or length(event ->> 'url') > 2048
      then 'url: must be a text of at most 2048 characters'
    when jsonb_typeof(event -> 'properties') not in ('object', 'null')
      then 'properties: must be an object'
    when event ->> 'environment' !~ '^[a-z0-9_-]{1,50}$'
      then 'environment: must be a short name such as production'
    when event ->> 'deployment_target' !~ '^[a-z0-9_-]{1,50}$'
      then 'deployment_target: must be a short name such as widget'
    when event ->> 'agent' !~ '^[a-z0-9_-]{1,50}$'
      then 'agent: must be a short name such as web'
  end;
end;
$$;

comment on function private.event_envelope_fault(jsonb, jsonb, boolean) is
'What is wrong with the fields that every event has, as "field: problem"; null when nothing. The types must be right: see event_type_fault. sites maps the names in the batch to domain ids.';

revoke all on function private.event_envelope_fault(jsonb, jsonb, boolean) from public;

-- sql/engagement/event_payload_fault.sql
-- requires: sql/platform/default_privileges.sql
create or replace function private.event_payload_fault(event jsonb)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  kind constant text := event ->> 'kind';
  given constant jsonb := coalesce(nullif(event -> 'properties', 'null'), '{}');
  email constant text := given ->> 'email';
begin
  return case
    when kind in ('message', 'demo_proposed', 'conversation_status')
      and event ->> 'conversation_id' is null
      then 'conversation_id: required for this kind'
    when kind in ('identify', 'email_captured') and email is null
      then 'properties.email: required for this kind'
    when email !~ '^[^@\s]{1,64}@[^@\s]+\.[^@\s.]+$' or length(email) > 320
      then 'properties.email: is no e-mail address'
    when kind = 'message' then private.event_message_fault(given)
    when kind = 'conversation_status'
      and coalesce(given ->> 'status', '') not in ('open', 'closed', 'handed_over')
      then 'properties.status: must be open, closed or handed_over'
    when kind = 'widget_shown' and given -> 'visible_ms' is not null
      and (given ->> 'visible_ms') ~ '^\d{1,9}$' is not true
      then 'properties.visible_ms: must be a whole number of milliseconds'
    when kind = 'enrichment' then private.event_enrichment_fault(given)
  end;
end;
$$;

comment on function private.event_payload_fault(jsonb) is
'What is wrong with the fields that the event''s kind needs, as "field: problem"; null when nothing.';

revoke all on function private.event_payload_fault(jsonb) from public;

-- sql/engagement/event_message_fault.sql
-- requires: sql/platform/default_privileges.sql
create or replace function private.event_message_fault(given jsonb)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case
    when (given ->> 'seq') ~ '^\d{1,9}$' is not true
      then 'properties.seq: must be a whole number from 0'
    when coalesce(given ->> 'role', '') not in ('visitor', 'assistant', 'human')
      then 'properties.role: must be visitor, assistant or human'
    when jsonb_typeof(given -> 'content') is distinct from 'string'
      or length(given ->> 'content') not between 1 and 32000
      then 'properties.content: must be a text of 1 to 32000 characters'
    when given ->> 'language' !~ '^[a-z]{2,3}$'
      then 'properties.language: must be a language code such as en'
    when jsonb_typeof(given -> 'meta') not in ('object', 'null')
      then 'properties.meta: must be an object'
  end;
end;
$$;

comment on function private.event_message_fault(jsonb) is
'What is wrong with the properties of a message, as "field: problem"; null when nothing.';

revoke all on function private.event_message_fault(jsonb) from public;

-- sql/engagement/event_enrichment_fault.sql
-- requires: sql/platform/default_privileges.sql
create or replace function private.event_enrichment_fault(given jsonb)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case
    when jsonb_typeof(given -> 'source') is distinct from 'string'
      or length(given ->> 'source') not between 1 and 100
      then 'properties.source: must be a text of 1 to 100 characters'
    when jsonb_typeof(given -> 'company') not in ('object', 'null')
      then 'properties.company: must be an object'
    when jsonb_typeof(given -> 'company') = 'object'
      and (given #>> '{company,domain}') ~* '^[a-z0-9-]+(\.[a-z0-9-]+)+$' is not true
      then 'properties.company.domain: must be an internet domain such as acme.example'
    when jsonb_typeof(given -> 'data') not in ('object', 'null')
      then 'properties.data: must be an object'
  end;
end;
$$;

comment on function private.event_enrichment_fault(jsonb) is
'What is wrong with the properties of an enrichment, as "field: problem"; null when nothing.';

revoke all on function private.event_enrichment_fault(jsonb) from public;

-- sql/engagement/event_type_fault.sql
-- requires: sql/platform/is_valid_input.sql sql/engagement/visitor_event_kind.sql
create or replace function private.event_type_fault(event jsonb)
returns text
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case
    when jsonb_typeof(event) <> 'object' then 'event: must be an object'
    when not private.is_valid_input(event ->> 'id', 'uuid') then 'id: must be a uuid'
    when not private.is_valid_input(event ->> 'visitor_id', 'uuid')
      then 'visitor_id: must be a uuid'
    when not private.is_valid_input(event ->> 'session_id', 'uuid')
      then 'session_id: must be a uuid'
    when not private.is_valid_input(event ->> 'conversation_id', 'uuid')
      then 'conversation_id: must be a uuid'
    when not private.is_valid_input(event ->> 'kind', 'public.visitor_event_kind')
      then 'kind: is no known kind'
    when not private.is_valid_input(event ->> 'occurred_at', 'timestamptz')
      then 'occurred_at: must be a time with a zone, such as 2026-03-29T09:30:00Z'
    when not private.is_valid_input(event ->> 'received_at', 'timestamptz')
      then 'received_at: must be a time with a zone, such as 2026-03-29T09:30:00Z'
  end;
end;
$$;

comment on function private.event_type_fault(jsonb) is
'Which field of an event cannot be cast, as "field: problem"; null when all can. Fields that are missing are event_envelope_fault''s.';

revoke all on function private.event_type_fault(jsonb) from public;

-- sql/engagement/check_visitor_events.sql
-- requires: sql/engagement/event_envelope_fault.sql sql/engagement/event_payload_fault.sql
-- requires: sql/engagement/event_message_fault.sql sql/engagement/event_enrichment_fault.sql
-- requires: sql/engagement/event_type_fault.sql sql/platform/bad_input.sql
create or replace function private.check_visitor_events(
  events jsonb,
  sites jsonb,
  is_backfill boolean,
  is_typed boolean
)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  broken record;
begin
  select
    listed.place - 1 as place,
    listed.event ->> 'id' as id,
    checked.fault
  into broken
  from jsonb_array_elements(events) with ordinality as listed (event, place)
  cross join lateral (
    select coalesce(
      case when not is_typed then private.event_type_fault(listed.event) end,
      private.event_envelope_fault(listed.event, sites, is_backfill),
      private.event_payload_fault(listed.event)
    ) as fault
  ) as checked
  where checked.fault is not null
  order by listed.place
  limit 1;

  if found then
    perform private.bad_input(
      format('events[%s].%s', broken.place, split_part(broken.fault, ': ', 1)),
      format(
        '%s (event id %s); nothing of this batch was stored',
        split_part(broken.fault, ': ', 2), coalesce(broken.id, 'missing')
      )
    );
  end if;
end;
$$;

comment on function private.check_visitor_events(jsonb, jsonb, boolean, boolean) is
'Raises 22023 that names the first malformed event by its index from 0, its id and the field. is_typed: the events have been cast, so their types are right.';

revoke all on function private.check_visitor_events(jsonb, jsonb, boolean, boolean) from public;

-- sql/engagement/enrichment_fields.sql
-- requires: sql/platform/schemas.sql
-- A field that nobody has listed is for staff: a new provider cannot show clients more than we chose.
create table private.enrichment_fields (
  name text not null,
  access text not null,
  constraint enrichment_fields_pkey primary key (name),
  constraint enrichment_fields_access_check check (access in ('client', 'staff'))
);

comment on table private.enrichment_fields is
'Who may see a field that an enrichment service returned; a field that is missing here is staff.';

revoke all on private.enrichment_fields from public, anon, authenticated, service_role;

-- sql/engagement/client_fields.sql
-- requires: sql/engagement/enrichment_fields.sql
create or replace function private.client_fields(data jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_object_agg(given.key, given.value), '{}')
    from jsonb_each(coalesce(nullif(data, 'null'), '{}')) as given
    inner join private.enrichment_fields as field
      on given.key = field.name and field.access = 'client'
  );
end;
$$;

comment on function private.client_fields(jsonb) is
'The fields of an enrichment result that clients may see.';

revoke all on function private.client_fields(jsonb) from public;

-- sql/engagement/free_mail_domains.sql
-- requires: sql/platform/schemas.sql
create table private.free_mail_domains (
  name text not null,
  constraint free_mail_domains_pkey primary key (name),
  constraint free_mail_domains_name_check check (name = lower(name))
);

comment on table private.free_mail_domains is
'Mail providers for everyone. An address there says nothing of a company, so it makes no account.';

revoke all on private.free_mail_domains from public, anon, authenticated, service_role;

-- sql/engagement/company_mentions.sql
-- requires: sql/engagement/visitor_event.sql sql/engagement/free_mail_domains.sql
create or replace function private.company_mentions(batch private.visitor_event [])
returns table (
  domain_id uuid,
  company_domain text,
  company jsonb,
  occurred_at timestamptz,
  event_id uuid
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select
    event.domain_id, lower(mention.company_domain), mention.company, event.occurred_at, event.id
  from unnest(batch) as event
  cross join lateral (
    values
    (event.properties #>> '{company,domain}', event.properties -> 'company'),
    (split_part(event.properties ->> 'email', '@', 2), null)
  ) as mention (company_domain, company)
  where
    (event.kind = 'enrichment' or event.properties ? 'email')
    and (event.kind = 'enrichment' or mention.company is null)
    and mention.company_domain <> ''
    and not exists (
      select from private.free_mail_domains as free
      where free.name = lower(mention.company_domain)
    );
end;
$$;

comment on function private.company_mentions(private.visitor_event []) is
'The companies that a batch names, by an enrichment (company holds what it said) or by an e-mail address (company is null).';

revoke all on function private.company_mentions(private.visitor_event []) from public;

-- sql/engagement/conversation_scores.sql
-- requires: sql/engagement/conversations.sql sql/identity/people.sql
-- Scores are kept, not replaced: a new rubric must not rewrite how older conversations were judged.
create table public.conversation_scores (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  conversation_id uuid not null,
  scorer text not null,
  rubric_version integer not null,
  score numeric(5, 2) not null,
  dimensions jsonb not null default '{}',
  reason text,
  scored_by uuid,
  scored_at timestamptz not null default now(),
  constraint conversation_scores_pkey primary key (domain_id, id),
  constraint conversation_scores_conversation_id_fkey
  foreign key (domain_id, conversation_id) references public.conversations (domain_id, id),
  constraint conversation_scores_scored_by_fkey
  foreign key (scored_by) references public.people (id),
  constraint conversation_scores_scorer_check check (scorer in ('human', 'llm', 'rule')),
  constraint conversation_scores_scored_by_check
  check ((scorer = 'human') = (scored_by is not null)),
  constraint conversation_scores_rubric_version_check check (rubric_version > 0),
  constraint conversation_scores_score_check check (score between 0 and 100),
  constraint conversation_scores_dimensions_check check (jsonb_typeof(dimensions) = 'object')
);

create index conversation_scores_conversation_id_idx
on public.conversation_scores (domain_id, conversation_id);

create index conversation_scores_scored_by_idx on public.conversation_scores (scored_by)
where scored_by is not null;

comment on table public.conversation_scores is
'Quality of a conversation, 0 to 100, by a person, a model or a rule, under one rubric version.';
comment on column public.conversation_scores.dimensions is
'Score by part of the rubric, each 0 to 100, such as accuracy or tone.';
comment on column public.conversation_scores.scored_by is 'The person; null for a model or a rule.';

-- sql/engagement/current_conversation_scores.sql
-- requires: sql/engagement/conversation_scores.sql
create or replace view public.current_conversation_scores
with (security_invoker = on) as
select distinct on (score.domain_id, score.conversation_id)
  score.domain_id,
  score.conversation_id,
  score.id,
  score.scorer,
  score.rubric_version,
  score.score,
  score.dimensions,
  score.reason,
  score.scored_at
from public.conversation_scores as score
order by
  score.domain_id asc,
  score.conversation_id asc,
  array_position(array['human', 'llm', 'rule'], score.scorer) asc,
  score.rubric_version desc,
  score.scored_at desc,
  score.id desc;

comment on view public.current_conversation_scores is
'The score that counts: a person''s before a model''s before a rule''s, then the newest rubric.';

revoke all on public.current_conversation_scores from public, anon, authenticated, service_role;
grant select on public.current_conversation_scores to authenticated, service_role;

-- sql/engagement/engagement_filter.sql
-- requires: sql/platform/schemas.sql
-- One filter for every engagement page, so that a page keeps what was chosen on another.
create type private.engagement_filter as (
  "from" timestamptz,
  "to" timestamptz,
  domain_ids uuid [],
  score_min numeric,
  score_max numeric,
  outcome text,
  language text,
  has_email boolean,
  account_id uuid,
  status text,
  text text,
  include_test boolean
);

comment on type private.engagement_filter is
'The filter object of the engagement lists. Times are half-open: from <= time < to.';

-- sql/engagement/is_zoned_time.sql
-- requires: sql/engagement/has_zone.sql sql/platform/is_valid_input.sql
create or replace function private.is_zoned_time(value text)
returns boolean
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return coalesce(private.has_zone(value) and private.is_valid_input(value, 'timestamptz'), false);
end;
$$;

comment on function private.is_zoned_time(text) is
'Whether the text is an ISO 8601 time with a zone, such as 2026-03-29T09:30:00Z. Never null.';

revoke all on function private.is_zoned_time(text) from public;
grant execute on function private.is_zoned_time(text) to authenticated, service_role;

-- sql/engagement/engagement_filter_fault.sql
-- requires: sql/engagement/is_zoned_time.sql
create or replace function private.engagement_filter_fault(key text, value jsonb)
returns text
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
declare
  given constant text := value #>> '{}';
begin
  return case
    when key in ('from', 'to') and not private.is_zoned_time(given)
      then 'must be a time with a zone, such as 2026-03-29T00:00:00Z'
    when key = 'domain_ids' and (
      jsonb_typeof(value) <> 'array'
      or jsonb_path_exists(value, '$[*] ? (@.type() != "string")')
      or not private.is_valid_input(translate(given, '[]', '{}'), 'uuid[]')
    ) then 'must be an array of uuids'
    when key in ('score_min', 'score_max') and jsonb_typeof(value) <> 'number'
      then 'must be a number from 0 to 100'
    when key = 'outcome'
      and given not in ('demo_booked', 'email_captured', 'demo_proposed', 'cta_clicked', 'none')
      then 'must be demo_booked, email_captured, demo_proposed, cta_clicked or none'
    when key = 'language' and given !~ '^[a-z]{2,3}$' then 'must be a language code such as en'
    when key in ('has_email', 'include_test') and jsonb_typeof(value) <> 'boolean'
      then 'must be true or false'
    when key = 'account_id' and not private.is_valid_input(given, 'uuid') then 'must be a uuid'
    when key = 'status' and given not in ('open', 'closed', 'handed_over')
      then 'must be open, closed or handed_over'
    when key = 'text' and (jsonb_typeof(value) <> 'string' or length(given) not between 1 and 500)
      then 'must be a text of 1 to 500 characters'
    when key not in (
      'from', 'to', 'domain_ids', 'score_min', 'score_max', 'outcome', 'language', 'has_email',
      'account_id', 'status', 'text', 'include_test'
    ) then 'is no known filter'
  end;
end;
$$;

comment on function private.engagement_filter_fault(text, jsonb) is
'What is wrong with one entry of a filter; null when nothing.';

revoke all on function private.engagement_filter_fault(text, jsonb) from public;
grant execute on function private.engagement_filter_fault(text, jsonb)
to authenticated, service_role;

-- sql/engagement/permitted_domains.sql
-- requires: sql/identity/domains_with.sql sql/platform/fail.sql
-- A list that silently leaves out a domain that was asked for looks like a domain without data. So a
-- named domain that is not ours is refused, with the same answer whether it exists or not.
create or replace function private.permitted_domains(permission text, wanted uuid [])
returns uuid []
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  mine constant uuid [] := private.domains_with(permission);
begin
  if wanted is null then
    return mine;
  end if;
  if not wanted <@ mine then
    perform private.fail(
      '42501', 'PERMISSION_DENIED', format('%s is not permitted in each of these domains', permission)
    );
  end if;
  return array(select distinct named.id from unnest(wanted) as named (id));
end;
$$;

comment on function private.permitted_domains(text, uuid []) is
'The domains to read: all that the person holds the permission in, or the wanted ones of these. Raises 42501 / PERMISSION_DENIED when a wanted one is not among them.';

revoke all on function private.permitted_domains(text, uuid []) from public;
grant execute on function private.permitted_domains(text, uuid []) to authenticated, service_role;

-- sql/engagement/plain_words.sql
-- requires: sql/platform/schemas.sql sql/platform/extensions.sql
-- One site's visitors write in several languages, often in one conversation, so a stemmer for one
-- language would hide words of the others. Words are kept whole; case and accents do not count.
-- A configuration that holds unaccent may be named in a generated column: to_tsvector(regconfig,
-- text) is immutable, which extensions.unaccent(text) is not.
create text search configuration private.plain_words (copy = pg_catalog.simple);

alter text search configuration private.plain_words
alter mapping for hword, hword_part, word with extensions.unaccent, pg_catalog.simple;

comment on text search configuration private.plain_words is
'Search in any language: whole words, no stemming, no stop words, without case and accents.';

-- sql/engagement/messages.sql
-- requires: sql/engagement/conversations.sql sql/engagement/plain_words.sql
create table public.messages (
  domain_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  role text not null,
  content text not null,
  language text,
  meta jsonb not null default '{}',
  occurred_at timestamptz not null,
  event_id uuid not null,
  tsv tsvector not null
  generated always as (to_tsvector('private.plain_words'::regconfig, content)) stored,
  created_at timestamptz not null default now(),
  constraint messages_pkey primary key (domain_id, id),
  constraint messages_conversation_id_fkey
  foreign key (domain_id, conversation_id) references public.conversations (domain_id, id),
  constraint messages_seq_key unique (domain_id, conversation_id, seq),
  constraint messages_seq_check check (seq >= 0),
  constraint messages_language_check check (language ~ '^[a-z]{2,3}$'),
  constraint messages_role_check check (role in ('visitor', 'assistant', 'human'))
);

-- New texts wait in a list that a search reads through, and go into the index in one stroke when it
-- is full: inserts cost a third. The list is kept short, as every search pays for its length.
create index messages_tsv_idx on public.messages
using gin (domain_id, tsv) with (fastupdate = on, gin_pending_list_limit = 256);

comment on table public.messages is 'The transcript. Its order is seq: times may be equal.';
comment on column public.messages.id is
'Made from conversation and seq, so the same message has the same id however often it is sent.';
comment on column public.messages.seq is 'Position in the conversation, given by the widget, from 0.';
comment on column public.messages.role is
'visitor, assistant (the agent) or human (a colleague who took over).';
comment on column public.messages.event_id is
'The event with the text; with occurred_at it decides which of two versions is newer.';
comment on column public.messages.tsv is 'Search document of the text, see private.plain_words.';

-- sql/engagement/find_conversations.sql
-- requires: sql/engagement/engagement_filter.sql sql/engagement/permitted_domains.sql
-- requires: sql/engagement/messages.sql
-- The one place that says which conversations a filter means. What the person may not see must not be
-- told by a filter on it, so such a filter leaves only the domains where it may be seen.
create or replace function private.find_conversations(
  wanted private.engagement_filter,
  after_at timestamptz default null,
  after_id uuid default null,
  after_domain_id uuid default null,
  page_size integer default null
)
returns table (domain_id uuid, id uuid, visitor_id uuid, started_at timestamptz)
language plpgsql
stable
security definer -- definer: under row security the search of texts could not use its index
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that the filter does not use.
as $$
declare
  mine uuid [] := private.permitted_domains('conversations.view', (wanted).domain_ids);
  query constant tsquery := websearch_to_tsquery('private.plain_words', (wanted).text);
begin
  if (wanted).has_email is not null then
    mine := array(select unnest(mine) intersect select unnest(private.domains_with('visitors.view')));
  end if;
  if (wanted).account_id is not null then
    mine := array(select unnest(mine) intersect select unnest(private.domains_with('accounts.view')));
  end if;
  return query
  select page.*
  from unnest(mine) as tenant (id)
  cross join lateral (
    select talk.domain_id, talk.id, talk.visitor_id, talk.started_at
    from public.conversations as talk
    where
      talk.domain_id = tenant.id
      and (after_at is null
        or (talk.started_at, talk.id, talk.domain_id) < (after_at, after_id, after_domain_id))
      and ((wanted)."from" is null or talk.started_at >= (wanted)."from")
      and ((wanted)."to" is null or talk.started_at < (wanted)."to")
      and (coalesce((wanted).include_test, false) or not talk.is_test)
      and ((wanted).outcome is null or talk.outcome = (wanted).outcome)
      and ((wanted).language is null or talk.language = (wanted).language)
      and ((wanted).status is null or talk.status = (wanted).status)
      and ((wanted).text is null or talk.id in (
        select message.conversation_id from public.messages as message
        where message.domain_id = tenant.id and message.tsv @@ query
      ))
      and (((wanted).has_email is null and (wanted).account_id is null) or exists (
        select from public.visitors as visitor
        where
          visitor.domain_id = talk.domain_id and visitor.id = talk.visitor_id
          and ((wanted).has_email is null or (visitor.email is not null) = (wanted).has_email)
          and ((wanted).account_id is null or visitor.account_id = (wanted).account_id)
      ))
      and ((wanted).score_min is null or talk.score >= (wanted).score_min)
      and ((wanted).score_max is null or talk.score <= (wanted).score_max)
    order by talk.started_at desc, talk.id desc
    limit page_size
  ) as page
  order by page.started_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function private.find_conversations(
  private.engagement_filter, timestamptz, uuid, uuid, integer
) is
'The conversations that the filter means, of the domains where the person may view conversations, newest first; all of them where page_size is null. Raises 42501 for a named domain that is not theirs.';

revoke all on function private.find_conversations(
  private.engagement_filter, timestamptz, uuid, uuid, integer
) from public;
grant execute on function private.find_conversations to authenticated, service_role;

-- sql/engagement/find_visitors.sql
-- requires: sql/engagement/find_conversations.sql sql/engagement/visitor_sessions.sql
-- The one place that says which visitors a filter means.
create or replace function private.find_visitors(
  wanted private.engagement_filter,
  after_at timestamptz default null,
  after_id uuid default null,
  after_domain_id uuid default null,
  page_size integer default null
)
returns table (domain_id uuid, id uuid, account_id uuid, last_seen_at timestamptz)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that the filter does not use.
as $$
declare
  mine constant uuid [] := private.permitted_domains('visitors.view', (wanted).domain_ids);
  asks_for_talk constant boolean := num_nonnulls(
    (wanted).score_min, (wanted).score_max, (wanted).outcome, (wanted).language, (wanted).status,
    (wanted).text
  ) > 0;
begin
  return query
  select page.*
  from unnest(mine) as tenant (id)
  cross join lateral (
    select visitor.domain_id, visitor.id, visitor.account_id, visitor.last_seen_at
    from public.visitors as visitor
    where
      visitor.domain_id = tenant.id
      and visitor.merged_into_id is null
      and (after_at is null or (visitor.last_seen_at, visitor.id, visitor.domain_id)
        < (after_at, after_id, after_domain_id))
      and (coalesce((wanted).include_test, false) or not visitor.is_test)
      and ((wanted).has_email is null or (visitor.email is not null) = (wanted).has_email)
      and ((wanted).account_id is null or visitor.account_id = (wanted).account_id)
      and (((wanted)."from" is null and (wanted)."to" is null) or exists (
        select from public.visitor_sessions as session
        where
          session.domain_id = visitor.domain_id and session.visitor_id = visitor.id
          and ((wanted)."from" is null or session.last_activity_at >= (wanted)."from")
          and ((wanted)."to" is null or session.first_event_at < (wanted)."to")
      ))
      and (not asks_for_talk or (visitor.domain_id, visitor.id) in (
        select talk.domain_id, talk.visitor_id from private.find_conversations(wanted) as talk
      ))
    order by visitor.last_seen_at desc, visitor.id desc
    limit page_size
  ) as page
  order by page.last_seen_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function private.find_visitors(
  private.engagement_filter, timestamptz, uuid, uuid, integer
) is
'The visitors that the filter means, last seen first: with a session in the period, and a conversation that meets what the filter asks of conversations. Merged visitors are left out.';

revoke all on function private.find_visitors(
  private.engagement_filter, timestamptz, uuid, uuid, integer
) from public;
grant execute on function private.find_visitors(
  private.engagement_filter, timestamptz, uuid, uuid, integer
) to authenticated, service_role;

-- sql/engagement/merge_lock_key.sql
-- requires: sql/platform/schemas.sql
create or replace function private.merge_lock_key(domain_id uuid)
returns bigint
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return hashtextextended('merge of visitors in ' || domain_id, 0);
end;
$$;

comment on function private.merge_lock_key(uuid) is
'Advisory lock of a domain: batches of events hold it shared, a merge of visitors alone. Without it a batch could write for a visitor who is being merged.';

revoke all on function private.merge_lock_key(uuid) from public;

-- sql/engagement/follow_merges.sql
-- requires: sql/engagement/visitor_event.sql sql/engagement/visitors.sql
-- requires: sql/engagement/merge_lock_key.sql
create or replace function private.follow_merges(batch private.visitor_event [])
returns private.visitor_event []
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  survivors jsonb;
begin
  perform pg_advisory_xact_lock_shared(private.merge_lock_key(tenant.domain_id))
  from (
    select distinct event.domain_id from unnest(batch) as event order by event.domain_id
  ) as tenant;
  select jsonb_object_agg(visitor.domain_id || '/' || visitor.id, visitor.merged_into_id)
  into survivors
  from (select distinct event.domain_id, event.visitor_id from unnest(batch) as event) as named
  cross join lateral (
    select known.* from public.visitors as known
    where known.domain_id = named.domain_id and known.id = named.visitor_id
    limit 1 -- At most one; said so, each is looked up, instead of all merged visitors being read.
  ) as visitor
  where visitor.merged_into_id is not null;

  if survivors is null then
    return batch;
  end if;
  return array(
    select
      jsonb_populate_record(event, jsonb_strip_nulls(jsonb_build_object(
        'visitor_id', survivors -> (event.domain_id || '/' || event.visitor_id)
      )))
    from unnest(batch) as event
  );
end;
$$;

comment on function private.follow_merges(private.visitor_event []) is
'The batch with the survivor in place of each visitor who was merged. Keeps merges in these domains waiting until the end of the transaction.';

revoke all on function private.follow_merges(private.visitor_event []) from public;

-- sql/engagement/keep_current_scores.sql
-- requires: sql/engagement/current_conversation_scores.sql
-- The current score stands in the conversation as well, so that lists can filter by it on an index.
create or replace function private.keep_current_scores()
returns trigger
language plpgsql
volatile
security definer -- definer: nobody may update conversations
set search_path = ''
as $$
declare
  domain_ids uuid [];
  talk_ids uuid [];
begin
  select array_agg(judged.domain_id), array_agg(judged.conversation_id)
  into domain_ids, talk_ids
  from (select distinct fresh.domain_id, fresh.conversation_id from new_scores as fresh) as judged;
  -- First the locks, then a look at the scores: who waited here sees what the other one wrote.
  perform
  from public.conversations as talk
  where (talk.domain_id, talk.id) in (select * from unnest(domain_ids, talk_ids))
  order by talk.domain_id, talk.id
  for no key update;
  update public.conversations as talk
  set score = current.score, scorer = current.scorer
  from unnest(domain_ids, talk_ids) as touched (domain_id, id)
  cross join lateral (
    select judged.score, judged.scorer from public.current_conversation_scores as judged
    where judged.domain_id = touched.domain_id and judged.conversation_id = touched.id
    limit 1 -- There is one at most; said so, the view is asked for this conversation alone.
  ) as current
  where talk.domain_id = touched.domain_id and talk.id = touched.id;
  return null;
end;
$$;

comment on function private.keep_current_scores() is
'Statement trigger of conversation_scores: brings score and scorer of the conversations up to date.';

revoke all on function private.keep_current_scores() from public;

create trigger keep_current_scores after insert on public.conversation_scores
referencing new table as new_scores
for each statement execute function private.keep_current_scores();

-- sql/engagement/link_visitor_accounts.sql
-- requires: sql/engagement/visitor_event.sql sql/engagement/visitors.sql
-- requires: sql/engagement/visitor_account_id.sql
-- A visitor who was known before may now follow from two batches together: the company of one and the
-- address of the other.
create or replace function private.link_visitor_accounts(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
set enable_hashjoin = off -- See ingest_visitor_events: look keys up, never read a whole table.
set enable_mergejoin = off
as $$
begin
  update public.visitors as visitor
  set account_id = private.visitor_account_id(
    visitor.domain_id, visitor.company_domain, visitor.email
  )
  from (
    select distinct event.domain_id, event.visitor_id
    from unnest(batch) as event
    where event.kind = 'enrichment' or event.properties ->> 'email' <> ''
  ) as touched
  where
    visitor.domain_id = touched.domain_id
    and visitor.id = touched.visitor_id
    and visitor.account_id is distinct from private.visitor_account_id(
      visitor.domain_id, visitor.company_domain, visitor.email
    );
end;
$$;

comment on function private.link_visitor_accounts(private.visitor_event []) is
'Moves the visitors that the batch tells something of to the account that now follows from all we know.';

revoke all on function private.link_visitor_accounts(private.visitor_event []) from public;

-- sql/engagement/make_cursor.sql
-- requires: sql/platform/default_privileges.sql
-- Opaque, so that the order of a list can change without breaking a client; safe in an address.
create or replace function private.make_cursor(list text, at text, id uuid, domain_id uuid)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return translate(
    encode(convert_to(concat_ws('|', list, id, domain_id, at), 'utf8'), 'base64'), E'+/=\n', '-_'
  );
end;
$$;

comment on function private.make_cursor(text, text, uuid, uuid) is
'The place of a row in a list: its sort value as text, its id and its domain. Read by read_cursor.';

revoke all on function private.make_cursor(text, text, uuid, uuid) from public;
grant execute on function private.make_cursor(text, text, uuid, uuid) to authenticated, service_role;

-- sql/engagement/make_time_cursor.sql
-- requires: sql/platform/default_privileges.sql
-- Binary, as a page makes one for each of its rows: text costs four times as much.
create or replace function private.make_time_cursor(
  list text,
  at timestamptz,
  id uuid,
  domain_id uuid
)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return list || '.' || encode(
    uuid_send(id) || uuid_send(domain_id) || timestamptz_send(at), 'hex'
  );
end;
$$;

comment on function private.make_time_cursor(text, timestamptz, uuid, uuid) is
'The place of a row in a list that is ordered by time, to the microsecond. Read by read_time_cursor.';

revoke all on function private.make_time_cursor(text, timestamptz, uuid, uuid) from public;
grant execute on function private.make_time_cursor(text, timestamptz, uuid, uuid)
to authenticated, service_role;

-- sql/engagement/parse_visitor_events.sql
-- requires: sql/engagement/visitor_event.sql
-- A client's clock may be wrong: what claims to come from over five minutes ahead of its receipt is
-- booked at its receipt. The edge's time of receipt travels with the event, so that a replay years
-- later corrects it to the same moment.
create or replace function private.parse_visitor_events(events jsonb, sites jsonb)
returns private.visitor_event []
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select
      array_agg(
        row(
          parsed.id, parsed.domain_id, parsed.visitor_id, parsed.session_id, parsed.conversation_id,
          parsed.kind, parsed.url, coalesce(nullif(parsed.properties, 'null'), '{}'),
          parsed.environment, parsed.deployment_target, parsed.agent_key,
          parsed.environment <> 'production' or parsed.deployment_target <> 'widget',
          case when parsed.is_ahead then parsed.received_at else parsed.occurred_at end,
          parsed.received_at, parsed.is_ahead
        )::private.visitor_event
      )
    from (
      select distinct on (site.domain_id, event.id)
        event.*,
        site.domain_id,
        coalesce(event.stage, 'production') as environment,
        coalesce(event.target, 'widget') as deployment_target,
        coalesce(event.agent, 'web') as agent_key,
        receipt.at as received_at,
        event.occurred_at > receipt.at + interval '5 minutes' as is_ahead
      from rows from (
        jsonb_to_recordset(events) as (
          id uuid, site_domain text, visitor_id uuid, session_id uuid, conversation_id uuid,
          kind public.visitor_event_kind, url text, properties jsonb, environment text,
          deployment_target text, agent text, occurred_at timestamptz, received_at timestamptz
        )
      ) with ordinality as event (
        id, site_domain, visitor_id, session_id, conversation_id, kind, url, properties, stage,
        target, agent, occurred_at, edge_received_at, place
      )
      cross join lateral (select (sites ->> event.site_domain)::uuid as domain_id) as site
      cross join lateral (select least(event.edge_received_at, now()) as at) as receipt
      order by site.domain_id, event.id, event.place
    ) as parsed
  );
end;
$$;

comment on function private.parse_visitor_events(jsonb, jsonb) is
'The batch as typed rows, each event id once (the first one counts). Null for an empty batch. Raises what a cast raises.';

revoke all on function private.parse_visitor_events(jsonb, jsonb) from public;

-- sql/engagement/read_cursor.sql
-- requires: sql/platform/bad_input.sql
create or replace function private.read_cursor(list text, after text)
returns text []
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  padded constant text := rpad(translate(after, '-_', '+/'), (length(after) + 3) / 4 * 4, '=');
  parts text [];
begin
  if after is null then
    return null;
  end if;
  parts := regexp_match(
    convert_from(decode(padded, 'base64'), 'utf8'),
    '^' || list || '\|([0-9a-f-]{36})\|([0-9a-f-]{36})\|(.+)$'
  );
  if parts is null
    or not private.is_valid_input(parts[1], 'uuid') or not private.is_valid_input(parts[2], 'uuid') then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  return parts;
exception
  when invalid_parameter_value or character_not_in_repertoire or untranslatable_character then
    perform private.bad_input('after', 'is no cursor of this list');
end;
$$;

comment on function private.read_cursor(text, text) is
'{id, domain id, sort value} of a cursor that make_cursor made for this list; null for null. Raises 22023 for anything else.';

revoke all on function private.read_cursor(text, text) from public;
grant execute on function private.read_cursor(text, text) to authenticated, service_role;

-- sql/engagement/read_engagement_filter.sql
-- requires: sql/engagement/engagement_filter.sql sql/engagement/engagement_filter_fault.sql
-- requires: sql/platform/bad_input.sql
create or replace function private.read_engagement_filter(filter jsonb)
returns private.engagement_filter
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  given constant jsonb := jsonb_strip_nulls(coalesce(nullif(filter, 'null'), '{}'));
  broken record;
begin
  if jsonb_typeof(given) <> 'object' then
    perform private.bad_input('filter', 'must be an object');
  end if;
  select entry.key, checked.fault
  into broken
  from jsonb_each(given) as entry
  cross join lateral (
    select private.engagement_filter_fault(entry.key, entry.value) as fault
  ) as checked
  where checked.fault is not null
  order by entry.key
  limit 1;
  if found then
    perform private.bad_input('filter.' || broken.key, broken.fault);
  end if;
  return jsonb_populate_record(null::private.engagement_filter, given);
end;
$$;

comment on function private.read_engagement_filter(jsonb) is
'The filter with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';

revoke all on function private.read_engagement_filter(jsonb) from public;
grant execute on function private.read_engagement_filter(jsonb) to authenticated, service_role;

-- sql/engagement/read_time_cursor.sql
-- requires: sql/platform/bad_input.sql
create or replace function private.read_time_cursor(
  list text,
  after text,
  out at timestamptz,
  out id uuid,
  out domain_id uuid
)
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  code text;
  microseconds bigint;
begin
  if after is null then
    return;
  end if;
  code := substring(after from '^' || list || '\.([0-9a-f]{80})$');
  microseconds := ('x' || right(code, 16))::bit(64)::bigint; -- Since 2000, as Postgres counts.
  if code is null or microseconds not between -3e15 and 3e15 then -- A century before and after.
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  id := left(code, 32)::uuid;
  domain_id := substr(code, 33, 32)::uuid;
  at := timestamptz '2000-01-01 00:00:00+00' + microseconds * interval '1 microsecond';
end;
$$;

comment on function private.read_time_cursor(text, text) is
'The place after which a list that is ordered by time goes on, from make_time_cursor; nulls for its beginning. Raises 22023 for anything else.';

revoke all on function private.read_time_cursor(text, text) from public;
grant execute on function private.read_time_cursor(text, text) to authenticated, service_role;

-- sql/engagement/read_visitor_events.sql
-- requires: sql/engagement/parse_visitor_events.sql sql/engagement/check_visitor_events.sql
-- Casting the whole batch tells at once whether every type is right; each event is asked only when it
-- is not, to name the one. Asking each first took a sixth of the time of a batch.
create or replace function private.read_visitor_events(events jsonb, sites jsonb, is_backfill boolean)
returns private.visitor_event []
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  batch private.visitor_event [];
begin
  begin
    batch := private.parse_visitor_events(events, sites);
  exception
    when data_exception then
      perform private.check_visitor_events(events, sites, is_backfill, false);
      raise;
  end;
  perform private.check_visitor_events(events, sites, is_backfill, true);
  return batch;
end;
$$;

comment on function private.read_visitor_events(jsonb, jsonb, boolean) is
'The batch as typed rows, all of its events well formed, or 22023 that names the first that is not.';

revoke all on function private.read_visitor_events(jsonb, jsonb, boolean) from public;

-- sql/engagement/refresh_conversations.sql
-- requires: sql/engagement/visitor_event.sql sql/engagement/messages.sql
-- Taken from the transcript, not added up: a message that came twice counts once.
create or replace function private.refresh_conversations(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
set enable_hashjoin = off -- See ingest_visitor_events: look keys up, never read a whole table.
set enable_mergejoin = off
as $$
begin
  update public.conversations as talk set
    total_turns = transcript.turns,
    last_message_at = transcript.last_message_at,
    language = transcript.language
  from (
    select distinct event.domain_id, event.conversation_id
    from unnest(batch) as event
    where event.kind = 'message'
  ) as touched
  cross join lateral (
    select
      count(*) filter (where message.role = 'visitor') as turns,
      max(message.occurred_at) as last_message_at,
      (array_agg(message.language order by message.occurred_at desc, message.event_id desc)
        filter (where message.language is not null))[1] as language
    from public.messages as message
    where
      message.domain_id = touched.domain_id
      and message.conversation_id = touched.conversation_id
  ) as transcript
  where talk.domain_id = touched.domain_id and talk.id = touched.conversation_id;
end;
$$;

comment on function private.refresh_conversations(private.visitor_event []) is
'Brings turns, time of the last message and language of the batch''s conversations up to date.';

revoke all on function private.refresh_conversations(private.visitor_event []) from public;

-- sql/engagement/require_one_of.sql
-- requires: sql/identity/domains_with.sql sql/platform/fail.sql
-- The role setting is that of the request: a definer function runs as its owner and leaves it alone.
create or replace function private.require_one_of(permissions text [], domain_id uuid)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if current_setting('role') = 'service_role' then
    return;
  end if;
  if not exists (
    select from unnest(permissions) as permission (name)
    where require_one_of.domain_id = any(private.domains_with(permission.name))
  ) then
    perform private.fail(
      '42501', 'PERMISSION_DENIED',
      format('%s is not permitted', array_to_string(permissions, ' or '))
    );
  end if;
end;
$$;

comment on function private.require_one_of(text [], uuid) is
'Raises 42501 / PERMISSION_DENIED unless the caller has one of the permissions in that domain, or is a worker with the secret key.';

revoke all on function private.require_one_of(text [], uuid) from public;

-- sql/engagement/site_domain_id.sql
-- requires: sql/identity/domains.sql sql/identity/normalize_domain.sql
create or replace function private.site_domain_id(name text)
returns uuid
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  found_id uuid;
begin
  -- The widget mostly sends the name as it is stored, and normalizing costs more than looking.
  select domain.id into found_id
  from public.domains as domain
  where domain.site_domain = site_domain_id.name and domain.archived_at is null;
  if found_id is null then
    select domain.id into found_id
    from public.domains as domain
    where
      domain.site_domain = private.normalize_domain(site_domain_id.name)
      and domain.archived_at is null;
  end if;
  return found_id;
exception
  when invalid_parameter_value then
    return null; -- What is no host name is no site either.
end;
$$;

comment on function private.site_domain_id(text) is
'The domain of a site that was written in any way, such as https://www.AbTasty.com/; null when there is none.';

revoke all on function private.site_domain_id(text) from public;

-- sql/engagement/resolve_sites.sql
-- requires: sql/engagement/site_domain_id.sql
create or replace function private.resolve_sites(events jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_object_agg(named.name, private.site_domain_id(named.name)), '{}')
    from (
      select distinct listed.event ->> 'site_domain' as name
      from jsonb_array_elements(events) as listed (event)
    ) as named
    where named.name is not null
  );
end;
$$;

comment on function private.resolve_sites(jsonb) is
'Maps each site_domain of the batch, as written there, to its domain id; null for an unknown site.';

revoke all on function private.resolve_sites(jsonb) from public;

-- sql/engagement/score_fault.sql
-- requires: sql/platform/default_privileges.sql
create or replace function private.score_fault(
  score numeric,
  rubric_version integer,
  dimensions jsonb,
  reason text
)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return case
    when score between 0 and 100 is not true then 'score: must be a number from 0 to 100'
    when rubric_version > 0 is not true then 'rubric_version: must be a whole number from 1'
    when jsonb_typeof(dimensions) is distinct from 'object'
      or (select count(*) from jsonb_object_keys(dimensions)) > 50
      then 'dimensions: must be an object of at most 50 numbers'
    when jsonb_path_exists(
      dimensions, 'strict $.* ? (@.type() != "number" || @ < 0 || @ > 100)'
    ) then 'dimensions: each must be a number from 0 to 100'
    when length(reason) > 2000 then 'reason: must be a text of at most 2000 characters'
  end;
end;
$$;

comment on function private.score_fault(numeric, integer, jsonb, text) is
'What is wrong with a score, as "field: problem"; null when nothing.';

revoke all on function private.score_fault(numeric, integer, jsonb, text) from public;

-- sql/engagement/session_events.sql
-- requires: sql/identity/domains.sql sql/engagement/visitor_event_kind.sql
-- The widget's own event id is the key, so an event that is sent twice is stored once. No foreign keys:
-- it is a log with one writer, which writes visitor and session in the same transaction, and checking
-- that again costs a batch an eighth of its time.
create table public.session_events (
  domain_id uuid not null,
  id uuid not null,
  visitor_id uuid not null,
  session_id uuid not null,
  conversation_id uuid,
  kind public.visitor_event_kind not null,
  url text,
  properties jsonb not null default '{}',
  environment text not null,
  deployment_target text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  has_clock_skew boolean not null,
  constraint session_events_pkey primary key (domain_id, id)
);

create index session_events_visitor_id_idx
on public.session_events (domain_id, visitor_id, occurred_at desc, id desc);

comment on table public.session_events is
'What the widget reported, once per event id. Never updated.';
comment on column public.session_events.visitor_id is
'As the widget said; a visitor who was merged keeps the events from its own browser.';
comment on column public.session_events.properties is
'Without what other tables guard: message texts, e-mail addresses and enrichment results.';
comment on column public.session_events.occurred_at is
'The client''s time; the time of receipt where the client''s clock was over 5 minutes ahead.';
comment on column public.session_events.has_clock_skew is
'True where occurred_at was set back to received_at.';

-- sql/engagement/store_accounts.sql
-- requires: sql/engagement/company_mentions.sql sql/engagement/client_fields.sql
-- requires: sql/engagement/accounts.sql
-- Every company that was ever named gets its account, not only the one that a visitor ends up with:
-- else the accounts would depend on the order in which the events came.
create or replace function private.store_accounts(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into public.accounts as account (
    domain_id, id, company_domain, company_name, enrichment_data, enriched_at,
    enrichment_event_id, first_seen_at
  )
  select distinct on (mention.domain_id, mention.company_domain)
    mention.domain_id,
    md5(mention.domain_id || '/' || mention.company_domain)::uuid,
    mention.company_domain,
    nullif(mention.company ->> 'name', ''),
    private.client_fields(mention.company),
    case when mention.company is not null then mention.occurred_at end,
    case when mention.company is not null then mention.event_id end,
    min(mention.occurred_at) over (partition by mention.domain_id, mention.company_domain)
  from private.company_mentions(batch) as mention
  order by
    mention.domain_id, mention.company_domain, mention.company is null,
    mention.occurred_at desc, mention.event_id desc
  on conflict (domain_id, company_domain) do update set
    (company_name, enrichment_data, enriched_at, enrichment_event_id) = (
      select newest.company_name, newest.enrichment_data, newest.at, newest.event_id
      from (
        values
        (excluded.company_name, excluded.enrichment_data, excluded.enriched_at,
          excluded.enrichment_event_id),
        (account.company_name, account.enrichment_data, account.enriched_at,
          account.enrichment_event_id)
      ) as newest (company_name, enrichment_data, at, event_id)
      order by newest.at desc nulls last, newest.event_id desc
      limit 1
    ),
    first_seen_at = least(account.first_seen_at, excluded.first_seen_at),
    updated_at = now();
end;
$$;

comment on function private.store_accounts(private.visitor_event []) is
'Creates the accounts that the batch names and keeps what the newest enrichment says of each.';

revoke all on function private.store_accounts(private.visitor_event []) from public;

-- sql/engagement/store_conversation_status.sql
-- requires: sql/engagement/visitor_event.sql sql/engagement/conversations.sql
create or replace function private.store_conversation_status(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
set enable_hashjoin = off -- See ingest_visitor_events: look keys up, never read a whole table.
set enable_mergejoin = off
as $$
begin
  update public.conversations as talk set
    status = newest.properties ->> 'status',
    status_at = newest.occurred_at,
    status_event_id = newest.id
  from (
    select distinct on (event.domain_id, event.conversation_id) event.*
    from unnest(batch) as event
    where event.kind = 'conversation_status'
    order by event.domain_id, event.conversation_id, event.occurred_at desc, event.id desc
  ) as newest
  where
    talk.domain_id = newest.domain_id
    and talk.id = newest.conversation_id
    and (talk.status_at is null
      or (newest.occurred_at, newest.id) > (talk.status_at, talk.status_event_id));
end;
$$;

comment on function private.store_conversation_status(private.visitor_event []) is
'Sets the status of conversations that the batch tells something newer of.';

revoke all on function private.store_conversation_status(private.visitor_event []) from public;

-- sql/engagement/store_conversations.sql
-- requires: sql/engagement/visitor_event.sql sql/engagement/conversations.sql
-- The conversation's first event, by time and then by event id, decides who, where and with which agent.
create or replace function private.store_conversations(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into public.conversations as talk (
    domain_id, id, visitor_id, session_id, agent_key, environment, deployment_target, started_at,
    first_event_id, email_captured, demo_proposed, cta_clicked, demo_booked
  )
  select distinct on (event.domain_id, event.conversation_id)
    event.domain_id,
    event.conversation_id,
    event.visitor_id,
    event.session_id,
    event.agent_key,
    event.environment,
    event.deployment_target,
    event.occurred_at,
    event.id,
    bool_or(event.kind = 'email_captured') over whole,
    bool_or(event.kind = 'demo_proposed') over whole,
    bool_or(event.kind = 'cta_clicked') over whole,
    bool_or(event.kind = 'demo_booked') over whole
  from unnest(batch) as event
  where event.conversation_id is not null
  window whole as (partition by event.domain_id, event.conversation_id)
  order by event.domain_id, event.conversation_id, event.occurred_at, event.id
  on conflict (domain_id, id) do update set
    (visitor_id, session_id, agent_key, environment, deployment_target, started_at, first_event_id)
    = (
      select
        version.visitor_id, version.session_id, version.agent_key, version.environment,
        version.deployment_target, version.started_at, version.first_event_id
      from (
        values
        (excluded.visitor_id, excluded.session_id, excluded.agent_key, excluded.environment,
          excluded.deployment_target, excluded.started_at, excluded.first_event_id),
        (talk.visitor_id, talk.session_id, talk.agent_key, talk.environment,
          talk.deployment_target, talk.started_at, talk.first_event_id)
      ) as version (
        visitor_id, session_id, agent_key, environment, deployment_target, started_at,
        first_event_id
      )
      order by version.started_at, version.first_event_id
      limit 1
    ),
    email_captured = talk.email_captured or excluded.email_captured,
    demo_proposed = talk.demo_proposed or excluded.demo_proposed,
    cta_clicked = talk.cta_clicked or excluded.cta_clicked,
    demo_booked = talk.demo_booked or excluded.demo_booked,
    updated_at = now();
end;
$$;

comment on function private.store_conversations(private.visitor_event []) is
'Creates the conversations of the batch, or adds what it tells of them.';

revoke all on function private.store_conversations(private.visitor_event []) from public;

-- sql/engagement/store_messages.sql
-- requires: sql/engagement/visitor_event.sql sql/engagement/messages.sql
-- A message that is sent again, corrected, replaces the older text and keeps its id.
create or replace function private.store_messages(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into public.messages as message (
    domain_id, id, conversation_id, seq, role, content, language, meta, occurred_at, event_id
  )
  select distinct on (event.domain_id, event.conversation_id, (event.properties ->> 'seq')::integer)
    event.domain_id,
    md5(event.conversation_id || '/' || (event.properties ->> 'seq')::integer)::uuid,
    event.conversation_id,
    (event.properties ->> 'seq')::integer,
    event.properties ->> 'role',
    event.properties ->> 'content',
    nullif(event.properties ->> 'language', ''),
    coalesce(nullif(event.properties -> 'meta', 'null'), '{}'),
    event.occurred_at,
    event.id
  from unnest(batch) as event
  where event.kind = 'message'
  order by
    event.domain_id, event.conversation_id, (event.properties ->> 'seq')::integer,
    event.occurred_at desc, event.id desc
  on conflict (domain_id, conversation_id, seq) do update set
    role = excluded.role,
    content = excluded.content,
    language = excluded.language,
    meta = excluded.meta,
    occurred_at = excluded.occurred_at,
    event_id = excluded.event_id
  where (excluded.occurred_at, excluded.event_id) > (message.occurred_at, message.event_id);
end;
$$;

comment on function private.store_messages(private.visitor_event []) is
'Writes the messages of the batch into their transcripts.';

revoke all on function private.store_messages(private.visitor_event []) from public;

-- sql/engagement/store_session_events.sql
-- requires: sql/engagement/visitor_event.sql sql/engagement/session_events.sql
create or replace function private.store_session_events(batch private.visitor_event [])
returns private.visitor_event []
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  fresh private.visitor_event [];
begin
  with stored as (
    insert into public.session_events (
      domain_id, id, visitor_id, session_id, conversation_id, kind, url, properties, environment,
      deployment_target, occurred_at, received_at, has_clock_skew
    )
    select
      event.domain_id, event.id, event.visitor_id, event.session_id, event.conversation_id,
      event.kind, event.url, event.properties - '{content,email,company,data}'::text [],
      event.environment, event.deployment_target, event.occurred_at, event.received_at,
      event.has_clock_skew
    from unnest(batch) as event
    order by event.domain_id, event.id
    on conflict (domain_id, id) do nothing
    returning session_events.domain_id, session_events.id
  )
  select array_agg(event) into fresh
  from unnest(batch) as event
  inner join stored on event.domain_id = stored.domain_id and event.id = stored.id;
  return coalesce(fresh, '{}');
end;
$$;

comment on function private.store_session_events(private.visitor_event []) is
'Stores the events and returns those that were not there before. Only these may change anything else.';

revoke all on function private.store_session_events(private.visitor_event []) from public;

-- sql/engagement/store_visitor_enrichments.sql
-- requires: sql/engagement/visitor_event.sql sql/engagement/visitor_enrichments.sql
create or replace function private.store_visitor_enrichments(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into public.visitor_enrichments (
    domain_id, id, visitor_id, source, company, data, occurred_at
  )
  select
    event.domain_id,
    event.id,
    event.visitor_id,
    event.properties ->> 'source',
    coalesce(nullif(event.properties -> 'company', 'null'), '{}'),
    coalesce(nullif(event.properties -> 'data', 'null'), '{}'),
    event.occurred_at
  from unnest(batch) as event
  where event.kind = 'enrichment';
end;
$$;

comment on function private.store_visitor_enrichments(private.visitor_event []) is
'Keeps every enrichment result of the batch in full.';

revoke all on function private.store_visitor_enrichments(private.visitor_event []) from public;

-- sql/engagement/store_visitor_sessions.sql
-- requires: sql/engagement/visitor_event.sql sql/engagement/visitor_sessions.sql
-- The session's first event, by time and then by event id, decides whose it is and where it began.
create or replace function private.store_visitor_sessions(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into public.visitor_sessions as session (
    domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, landing_url,
    widget_visible_ms, is_test
  )
  select distinct on (event.domain_id, event.session_id)
    event.domain_id,
    event.session_id,
    event.visitor_id,
    event.occurred_at,
    event.id,
    max(event.occurred_at) over whole,
    event.url,
    coalesce(max((event.properties ->> 'visible_ms')::integer) over whole, 0),
    bool_and(event.is_test) over whole
  from unnest(batch) as event
  window whole as (partition by event.domain_id, event.session_id)
  order by event.domain_id, event.session_id, event.occurred_at, event.id
  on conflict (domain_id, id) do update set
    (visitor_id, first_event_at, first_event_id, landing_url) = (
      select version.visitor_id, version.at, version.event_id, version.url
      from (
        values
        (excluded.visitor_id, excluded.first_event_at, excluded.first_event_id,
          excluded.landing_url),
        (session.visitor_id, session.first_event_at, session.first_event_id, session.landing_url)
      ) as version (visitor_id, at, event_id, url)
      order by version.at, version.event_id
      limit 1
    ),
    last_activity_at = greatest(session.last_activity_at, excluded.last_activity_at),
    widget_visible_ms = greatest(session.widget_visible_ms, excluded.widget_visible_ms),
    is_test = session.is_test and excluded.is_test,
    updated_at = now();
end;
$$;

comment on function private.store_visitor_sessions(private.visitor_event []) is
'Creates the sessions of the batch, or widens them.';

revoke all on function private.store_visitor_sessions(private.visitor_event []) from public;

-- sql/engagement/store_visitors.sql
-- requires: sql/engagement/visitor_event.sql sql/engagement/visitors.sql
-- requires: sql/engagement/client_fields.sql
-- Rows are written in the order of their keys, here and in every other step, and the steps come in one
-- order: two batches that touch the same visitors wait for each other and cannot deadlock.
-- Of what can change, the newest event wins, by time and then by event id, whichever arrives last.
create or replace function private.store_visitors(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into public.visitors as visitor (
    domain_id, id, first_seen_at, last_seen_at, is_test, account_id, email, email_at,
    email_event_id, company_domain, enrichment_data, enrichment_source, enriched_at,
    enrichment_event_id
  )
  select told.*
  from private.told_of_visitors(batch) as told
  order by told.domain_id, told.visitor_id
  on conflict (domain_id, id) do update set
    first_seen_at = least(visitor.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(visitor.last_seen_at, excluded.last_seen_at),
    is_test = visitor.is_test and excluded.is_test,
    (email, email_at, email_event_id) = (
      select version.email, version.at, version.event_id
      from (
        values
        (visitor.email, visitor.email_at, visitor.email_event_id),
        (excluded.email, excluded.email_at, excluded.email_event_id)
      ) as version (email, at, event_id)
      order by version.at desc nulls last, version.event_id desc
      limit 1
    ),
    (company_domain, enrichment_data, enrichment_source, enriched_at, enrichment_event_id) = (
      select version.company_domain, version.data, version.source, version.at, version.event_id
      from (
        values
        (visitor.company_domain, visitor.enrichment_data, visitor.enrichment_source,
          visitor.enriched_at, visitor.enrichment_event_id),
        (excluded.company_domain, excluded.enrichment_data, excluded.enrichment_source,
          excluded.enriched_at, excluded.enrichment_event_id)
      ) as version (company_domain, data, source, at, event_id)
      order by version.at desc nulls last, version.event_id desc
      limit 1
    ),
    updated_at = now();
end;
$$;

comment on function private.store_visitors(private.visitor_event []) is
'Creates the visitors of the batch, or adds what it tells of them. Their accounts must be there.';

revoke all on function private.store_visitors(private.visitor_event []) from public;

-- sql/engagement/told_of_visitors.sql
-- requires: sql/engagement/visitor_event.sql sql/engagement/visitor_account_id.sql
-- requires: sql/engagement/client_fields.sql
create or replace function private.told_of_visitors(batch private.visitor_event [])
returns table (
  domain_id uuid,
  visitor_id uuid,
  first_seen_at timestamptz,
  last_seen_at timestamptz,
  is_test boolean,
  account_id uuid,
  email text,
  email_at timestamptz,
  email_event_id uuid,
  company_domain text,
  enrichment_data jsonb,
  enrichment_source text,
  enriched_at timestamptz,
  enrichment_event_id uuid
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  with told as (
    select
      event.domain_id, event.visitor_id,
      min(event.occurred_at) as first_seen_at,
      max(event.occurred_at) as last_seen_at,
      bool_and(event.is_test) as is_test,
      (array_agg(event order by event.occurred_at desc, event.id desc)
        filter (where event.properties ->> 'email' <> ''))[1] as mailed,
      (array_agg(event order by event.occurred_at desc, event.id desc)
        filter (where event.kind = 'enrichment'))[1] as enriched
    from unnest(batch) as event
    group by event.domain_id, event.visitor_id
  ), named as (
    select
      told.*,
      lower((told.mailed).properties ->> 'email') as email,
      lower((told.enriched).properties #>> '{company,domain}') as company_domain
    from told
  )
  select
    named.domain_id, named.visitor_id, named.first_seen_at, named.last_seen_at, named.is_test,
    case
      when named.email is not null or named.company_domain is not null
        then private.visitor_account_id(named.domain_id, named.company_domain, named.email)
    end,
    named.email, (named.mailed).occurred_at, (named.mailed).id,
    named.company_domain,
    case
      when named.enriched is null then '{}'
      else private.client_fields((named.enriched).properties -> 'data')
    end,
    (named.enriched).properties ->> 'source', (named.enriched).occurred_at, (named.enriched).id
  from named;
end;
$$;

comment on function private.told_of_visitors(private.visitor_event []) is
'What a batch tells of each visitor in it, in the columns of public.visitors.';

revoke all on function private.told_of_visitors(private.visitor_event []) from public;
