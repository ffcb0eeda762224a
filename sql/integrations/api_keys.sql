-- requires: sql/identity/domains.sql sql/identity/people.sql sql/platform/new_id.sql sql/platform/touch_row.sql
-- The key itself is nowhere: its hashes are in private.api_key_secrets.
create table public.api_keys (
  domain_id uuid not null constraint api_keys_domain_id_fkey references public.domains (id),
  id uuid not null default private.new_id(),
  name text not null,
  prefix text not null,
  scopes text [] not null,
  is_client_wide boolean not null default false,
  rate_limit integer not null default 60,
  expires_at timestamptz,
  created_by uuid not null constraint api_keys_created_by_fkey references public.people (id),
  revoked_by uuid constraint api_keys_revoked_by_fkey references public.people (id),
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint api_keys_pkey primary key (domain_id, id),
  constraint api_keys_name_check check (length(btrim(name)) between 1 and 100),
  constraint api_keys_prefix_check check (prefix ~ '^bo_[0-9a-f]{8}$'),
  constraint api_keys_scopes_check check (cardinality(scopes) > 0),
  constraint api_keys_rate_limit_check check (rate_limit between 1 and 600),
  constraint api_keys_revoked_at_check check ((revoked_at is null) = (revoked_by is null))
);

create index api_keys_created_at_idx on public.api_keys (domain_id, created_at desc, id desc);
create index api_keys_created_by_idx on public.api_keys (created_by);
create index api_keys_revoked_by_idx on public.api_keys (revoked_by);

create trigger touch_row before update on public.api_keys
for each row execute function private.touch_row();

comment on table public.api_keys is
'Keys with which other programs read a domain through the API: what each may read, how often, and until when.';
comment on column public.api_keys.name is 'What it is for, in words of whoever made it.';
comment on column public.api_keys.prefix is 'How the key begins, so that people and secret scanners recognise it; that of the newest version.';
comment on column public.api_keys.scopes is 'Permissions, such as cases.view; never more than created_by has himself at the moment of use.';
comment on column public.api_keys.is_client_wide is 'Whether it reaches the other domains of the same client too.';
comment on column public.api_keys.rate_limit is 'How many requests it may make in any 60 seconds.';
comment on column public.api_keys.expires_at is 'When it ends by itself; null: never.';
comment on column public.api_keys.created_by is 'Who made it, and on whose rights it lives.';
comment on column public.api_keys.revoked_by is 'Who ended it.';
comment on column public.api_keys.revoked_at is 'Since when it is ended; for good.';
