-- No key, nothing to write, views, what lies elsewhere, what the owner may not pass.
create table public.no_key (tenant_key text, word text);
create table public.nothing ();
create table public.only_defaults (
  id bigint generated always as identity primary key,
  made_at timestamptz not null default now()
);
create table public.states (
  id integer primary key,
  tenant_key text not null references public.tenants (key),
  status text not null default 'active',
  archived_at timestamptz,
  remark text default '',
  extra jsonb not null default '{}',
  list jsonb not null default '[]'
);

create view public.words with (security_invoker = on) as
select tenant_key, word from public.no_key;
create materialized view storeroom.counted as
select tenant_key, count(*) as rows from public.no_key group by tenant_key;

create table public.forced (tenant_key text not null, word text not null);
alter table public.forced enable row level security;
alter table public.forced force row level security;

create sequence public.tickets start 100 increment 5;
create table public.tickets_sold (
  id integer primary key default nextval('public.tickets'),
  tenant_key text not null references public.tenants (key),
  buyer_id uuid not null references auth.users (id)
);
create table public.crew (
  tenant_key text not null references public.tenants (key),
  user_id uuid not null references auth.users (id)
);
create table public.secrets (
  tenant_key text not null references public.tenants (key), word text not null
);
alter table public.secrets enable row level security;
grant select on public.secrets to authenticated;
create policy select_crew on public.secrets for select to authenticated
using (tenant_key in (select crew.tenant_key from public.crew where user_id = (select auth.uid())));
grant select on public.crew to authenticated;
