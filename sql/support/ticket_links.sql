-- requires: sql/support/tickets.sql sql/integrations/webhook_endpoints.sql
-- Our id of the issue is made before it is sent, so whoever sends it twice makes one issue. A random
-- uuid (version 4) and not one of ours, because Linear asks for that.
create table public.ticket_links (
  domain_id uuid not null,
  id uuid not null default gen_random_uuid(),
  ticket_id uuid not null,
  provider text not null default 'linear',
  endpoint_id uuid,
  identifier text,
  url text,
  state_type text,
  state_name text,
  provider_updated_at timestamptz,
  provider_delivery_id text,
  mapped_state_type text,
  mapped_at timestamptz,
  mapped_delivery_id text,
  created_at timestamptz not null default now(),
  constraint ticket_links_pkey primary key (domain_id, id),
  constraint ticket_links_ticket_id_fkey
  foreign key (domain_id, ticket_id) references public.tickets (domain_id, id),
  constraint ticket_links_provider_key unique (domain_id, ticket_id, provider),
  constraint ticket_links_endpoint_id_fkey
  foreign key (domain_id, endpoint_id) references public.webhook_endpoints (domain_id, id),
  constraint ticket_links_provider_check check (provider in ('hubspot', 'linear', 'webhook')),
  constraint ticket_links_endpoint_id_check check ((provider = 'webhook') = (endpoint_id is not null)),
  constraint ticket_links_identifier_check check (length(identifier) <= 50),
  constraint ticket_links_url_check check (url ~ '^https://' and length(url) <= 500),
  constraint ticket_links_state_name_check check (length(state_name) <= 100)
);

create index ticket_links_id_idx on public.ticket_links (id);
create index ticket_links_endpoint_id_idx on public.ticket_links (domain_id, endpoint_id)
where endpoint_id is not null;

comment on table public.ticket_links is 'The issue that stands for a ticket in another system, as far as it has told us.';
comment on column public.ticket_links.id is 'The issue''s id in Linear too; in HubSpot the value of a unique property.';
comment on column public.ticket_links.identifier is 'ABC-123, in HubSpot the ticket''s number there; null until the issue was made.';
comment on column public.ticket_links.state_type is 'As the provider says it, also where we know no such type.';
comment on column public.ticket_links.provider_updated_at is 'What is older than this is not applied any more.';
comment on column public.ticket_links.provider is
'hubspot, linear or webhook: what the domain''s tickets went to when this one was opened. Elsewhere than they go now it is only read.';
comment on column public.ticket_links.endpoint_id is 'Of webhook: the endpoint that was told.';
comment on column public.ticket_links.url is 'The issue''s page.';
comment on column public.ticket_links.state_name is 'As the team calls it in Linear.';
comment on column public.ticket_links.provider_delivery_id is 'Of two changes of the same time the one with the greater delivery counts, in whatever order they come.';
comment on column public.ticket_links.mapped_state_type is
'The newest state that we know a status for; with mapped_at and mapped_delivery_id, as an unknown one must not hide it.';
comment on column public.ticket_links.mapped_at is 'When Linear says that it had that state.';
comment on column public.ticket_links.mapped_delivery_id is 'See provider_delivery_id.';
