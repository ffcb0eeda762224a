-- requires: sql/identity/domains.sql sql/identity/people.sql sql/platform/new_id.sql sql/platform/touch_row.sql
-- The connection of a domain to a portal of another service. The tokens are in the vault; here are their ids.
create table public.integrations (
  domain_id uuid not null constraint integrations_domain_id_fkey references public.domains (id),
  id uuid not null default private.new_id(),
  provider text not null default 'hubspot',
  status text not null,
  portal_id text not null,
  scopes text [] not null default '{}',
  access_secret_id uuid,
  refresh_secret_id uuid,
  expires_at timestamptz,
  refresh_at timestamptz,
  error text,
  error_at timestamptz,
  connected_by uuid constraint integrations_connected_by_fkey references public.people (id),
  connected_at timestamptz not null default now(),
  disconnected_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint integrations_pkey primary key (domain_id, id),
  constraint integrations_portal_id_key unique (domain_id, provider, portal_id),
  constraint integrations_provider_check check (provider in ('hubspot')),
  constraint integrations_status_check check (status in ('connected', 'error', 'disconnected')),
  constraint integrations_portal_id_check check (portal_id ~ '^[A-Za-z0-9_-]{1,64}$'),
  constraint integrations_secrets_check check (
    status = 'connected' or (access_secret_id is null and refresh_secret_id is null)
  ),
  constraint integrations_error_check check (
    error is null or (status <> 'connected' and error ~ '^[A-Za-z][A-Za-z0-9_]{0,63}$')
  ),
  constraint integrations_disconnected_at_check check ((status = 'disconnected') = (disconnected_at is not null))
);

create unique index integrations_provider_key on public.integrations (domain_id, provider)
where status <> 'disconnected';
create index integrations_created_at_idx on public.integrations (domain_id, created_at desc, id desc);
create index integrations_refresh_at_idx on public.integrations (refresh_at) where status = 'connected';
create index integrations_connected_by_idx on public.integrations (connected_by);

create trigger touch_row before update on public.integrations
for each row execute function private.touch_row();

comment on table public.integrations is
'Connections of domains to HubSpot: one portal a domain at a time. Earlier portals stay, disconnected, with what was synchronised.';
comment on column public.integrations.status is
'connected; error: the service refused us, and somebody must connect anew; disconnected: by somebody.';
comment on column public.integrations.portal_id is 'The account at the service, HubSpot''s portal (hub) id.';
comment on column public.integrations.access_secret_id is 'The access token''s id in the vault. The token is in no table.';
comment on column public.integrations.refresh_secret_id is 'The refresh token''s id in the vault.';
comment on column public.integrations.expires_at is 'When the access token ends.';
comment on column public.integrations.refresh_at is
'When a worker gets a new one: at four fifths of its life. An answer 401 is no sign that it has ended, so the clock decides.';
comment on column public.integrations.error is 'A code, such as invalid_grant; never what the service wrote, which may quote a token.';
comment on column public.integrations.provider is 'The service: hubspot.';
comment on column public.integrations.scopes is 'What the service lets us do.';
comment on column public.integrations.error_at is 'When it refused us.';
comment on column public.integrations.connected_by is 'Who connected it last.';
comment on column public.integrations.connected_at is 'When it was connected last.';
comment on column public.integrations.disconnected_at is 'When it was ended; null unless it is disconnected.';
