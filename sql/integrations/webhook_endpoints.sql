-- requires: sql/identity/domains.sql sql/identity/people.sql sql/platform/new_id.sql sql/platform/touch_row.sql
-- Where a domain's events are sent to. The secrets that sign them are in the vault; here are their ids.
create table public.webhook_endpoints (
  domain_id uuid not null constraint webhook_endpoints_domain_id_fkey references public.domains (id),
  id uuid not null default private.new_id(),
  url text not null,
  topics text [] not null,
  is_active boolean not null default true,
  secret_id uuid,
  old_secret_id uuid,
  old_secret_ends_at timestamptz,
  created_by uuid not null constraint webhook_endpoints_created_by_fkey references public.people (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint webhook_endpoints_pkey primary key (domain_id, id),
  constraint webhook_endpoints_topics_check check (cardinality(topics) > 0),
  constraint webhook_endpoints_is_active_check check (secret_id is not null or not is_active),
  constraint webhook_endpoints_old_secret_id_check check ((old_secret_id is null) = (old_secret_ends_at is null))
);

create index webhook_endpoints_created_by_idx on public.webhook_endpoints (created_by);

create trigger touch_row before update on public.webhook_endpoints
for each row execute function private.touch_row();

comment on table public.webhook_endpoints is
'Addresses of other programs that are told of what happens in a domain, by signed messages (Standard Webhooks).';
comment on column public.webhook_endpoints.url is 'Where messages are sent to; https, and a name that the public can look up.';
comment on column public.webhook_endpoints.topics is 'What it is told of, such as case.updated.';
comment on column public.webhook_endpoints.is_active is 'Whether anything is sent; switched off where the receiver says that it is gone (410).';
comment on column public.webhook_endpoints.secret_id is 'The signing secret''s id in the vault; null: a copy of the database, which sends nothing.';
comment on column public.webhook_endpoints.old_secret_id is 'That of the secret before, which signs too until old_secret_ends_at.';
comment on column public.webhook_endpoints.old_secret_ends_at is 'When the secret before ends.';
