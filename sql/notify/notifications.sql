-- requires: sql/identity/people.sql sql/identity/domains.sql sql/notify/notification_events.sql
-- A notification belongs to a person, so its key begins with the recipient. It may also be about a
-- domain; whoever does not work there any more does not read it any more, and sees it again when he
-- returns. Not audited row by row: what caused it is.
create table public.notifications (
  recipient_id uuid not null
  constraint notifications_recipient_id_fkey references public.people (id) on delete cascade,
  id uuid not null default private.new_id(),
  domain_id uuid
  constraint notifications_domain_id_fkey references public.domains (id) on delete cascade,
  event text not null,
  type text not null,
  severity text not null,
  title text not null,
  body text not null default '',
  link text,
  data jsonb not null default '{}',
  dedupe_key text,
  read_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz,
  constraint notifications_pkey primary key (recipient_id, id),
  constraint notifications_dedupe_key_key unique (recipient_id, dedupe_key),
  constraint notifications_type_check check (type in ('system', 'user', 'ticket', 'case', 'payment')),
  constraint notifications_severity_check check (severity in ('info', 'warning', 'urgent')),
  constraint notifications_title_check check (length(title) between 1 and 200),
  constraint notifications_body_check check (length(body) <= 4000),
  constraint notifications_link_check check (link ~ '^/([^/\\]|$)' and length(link) <= 500),
  constraint notifications_data_check check (jsonb_typeof(data) = 'object')
);

create index notifications_created_at_idx on public.notifications (recipient_id, created_at desc, id desc);
create index notifications_unread_idx on public.notifications (recipient_id, created_at desc, id desc)
where read_at is null;
create index notifications_urgent_idx on public.notifications (recipient_id, created_at desc, id desc)
where severity = 'urgent';
create index notifications_domain_id_idx on public.notifications (domain_id) where domain_id is not null;

comment on table public.notifications is
'What a person is told in the back office: one row a recipient, written by private.notify() and by announcements.';
comment on column public.notifications.domain_id is
'The domain that it is about: only while the recipient works there is it shown. Null: it is about none.';
comment on column public.notifications.type is 'Of the event, as it was when this was written; so is severity.';
comment on column public.notifications.link is 'A page of the back office: a path, never an address elsewhere.';
comment on column public.notifications.dedupe_key is 'The same key again writes nothing for that recipient.';
comment on column public.notifications.created_at is
'The clock, not the begin of the transaction: mark_all_read(before) must not reach what was still being written.';
comment on column public.notifications.expires_at is 'From then on neither listed nor counted.';
comment on column public.notifications.recipient_id is 'The person who is told.';
comment on column public.notifications.read_at is 'When it was read; null: not yet.';
