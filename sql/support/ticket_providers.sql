-- requires: sql/integrations/webhook_endpoints.sql
-- Only whoever chose has a row: everybody else's tickets go to Linear.
create table public.ticket_providers (
  domain_id uuid not null constraint ticket_providers_domain_id_fkey references public.domains (id),
  id uuid not null default private.new_id(),
  provider text not null,
  endpoint_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint ticket_providers_pkey primary key (domain_id, id),
  constraint ticket_providers_domain_id_key unique (domain_id),
  constraint ticket_providers_endpoint_id_fkey
  foreign key (domain_id, endpoint_id) references public.webhook_endpoints (domain_id, id),
  constraint ticket_providers_provider_check check (provider in ('none', 'hubspot', 'linear', 'webhook')),
  constraint ticket_providers_endpoint_id_check check ((provider = 'webhook') = (endpoint_id is not null))
);

create index ticket_providers_endpoint_id_idx on public.ticket_providers (domain_id, endpoint_id)
where endpoint_id is not null;

create trigger touch_row before update on public.ticket_providers
for each row execute function private.touch_row();

comment on table public.ticket_providers is
'Where a domain''s tickets are worked on besides here. A domain without a row: in Linear.';
comment on column public.ticket_providers.provider is 'none, hubspot, linear or webhook: what new tickets go to.';
comment on column public.ticket_providers.endpoint_id is 'The endpoint that is told of them, of webhook_endpoints; only of webhook.';
