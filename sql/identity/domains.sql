-- requires: sql/identity/clients.sql sql/identity/normalize_domain.sql sql/identity/current_person_id.sql
-- The tenant. Look-alikes are different tenants: names match exactly or not at all, and
-- sub.abtasty.com is not a part of abtasty.com.
create table public.domains (
  id uuid not null default private.new_id() constraint domains_pkey primary key,
  client_id uuid not null constraint domains_client_id_fkey references public.clients (id),
  site_domain text not null constraint domains_site_domain_key unique,
  environment text not null default 'production',
  verified_at timestamptz,
  stats_valid_from timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  archived_at timestamptz,
  version integer not null default 1,
  is_consent_required boolean not null default false,
  constraint domains_site_domain_check check (site_domain = private.normalize_domain(site_domain)),
  constraint domains_environment_check
  check (environment in ('production', 'staging', 'test'))
);

create index domains_client_id_idx on public.domains (client_id);
-- private.domains_with reads them all, for whoever works everywhere, from this alone.
create index domains_open_idx on public.domains (id) where archived_at is null;

create trigger touch_row before update on public.domains
for each row execute function private.touch_row();

comment on table public.domains is
'Sites or products, the tenants: each row of a tenant table carries one domain_id.';
comment on column public.domains.site_domain is
'Host name in lower case and punycode, without scheme, www, port and path.';
comment on column public.domains.environment is
'What runs under this name at the client: a staging site''s numbers stay out of the totals.';
comment on column public.domains.verified_at is 'When the client proved that the name is theirs.';
comment on column public.domains.stats_valid_from is
'Numbers before this moment are not to be trusted, and reports start here.';
comment on column public.domains.is_consent_required is
'Whether what the widget tells of a visitor waits until the visitor consents. A withdrawal counts in any case.';
comment on column public.domains.archived_at is
'Set: no permission reaches the domain''s rows, for anybody.';
