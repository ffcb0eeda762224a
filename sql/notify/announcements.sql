-- requires: sql/identity/people.sql sql/identity/roles.sql sql/identity/clients.sql sql/platform/new_id.sql
-- One row says what everybody should know; a worker writes the notifications, a batch at a time, so that
-- ten thousand of them hold up nobody. announce() writes the one audit entry.
create table public.announcements (
  id uuid not null default private.new_id(),
  audience text not null,
  role_key text constraint announcements_role_key_fkey references public.roles (key) on update cascade,
  org_id uuid constraint announcements_org_id_fkey references public.clients (id),
  severity text not null default 'info',
  title text not null,
  body text not null default '',
  link text,
  idempotency_key text,
  expires_at timestamptz,
  created_by uuid not null default private.current_person_id()
  constraint announcements_created_by_fkey references public.people (id),
  created_at timestamptz not null default now(),
  told_up_to uuid,
  told bigint not null default 0,
  finished_at timestamptz,
  constraint announcements_pkey primary key (id),
  constraint announcements_idempotency_key_key unique (created_by, idempotency_key),
  constraint announcements_audience_check check (audience in ('all', 'role', 'org')),
  constraint announcements_role_key_check check ((audience = 'role') = (role_key is not null)),
  constraint announcements_org_id_check check ((audience = 'org') = (org_id is not null)),
  constraint announcements_severity_check check (severity in ('info', 'warning', 'urgent')),
  constraint announcements_title_check check (length(title) between 1 and 200),
  constraint announcements_body_check check (length(body) <= 4000),
  constraint announcements_link_check check (link ~ '^/([^/\\]|$)' and length(link) <= 500)
);

create index announcements_unfinished_idx on public.announcements (id) where finished_at is null;
create index announcements_role_key_idx on public.announcements (role_key) where role_key is not null;
create index announcements_org_id_idx on public.announcements (org_id) where org_id is not null;

comment on table public.announcements is
'What many people are told at once: all, those of one main role, or those of one organization.';
comment on column public.announcements.told_up_to is
'The worker has come to this person: it goes by id, and on from here after a crash.';
comment on column public.announcements.told is 'How many have been told so far.';
comment on column public.announcements.expires_at is 'From then on nobody is shown it; null: never.';
comment on column public.announcements.finished_at is 'When the worker had told everybody.';
