-- A small Supabase project that is right: teams work on projects. It is what the faults are planted
-- in, and deliberately not written the way the back office is.

-- A hosted project opens every new object in public to the API's roles. Here each file grants.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;
alter default privileges revoke execute on functions from public;

create schema private;
grant usage on schema private to authenticated;

create type public.team_role as enum ('viewer', 'member', 'owner');

create table public.profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  display_name text not null default '' check (length(display_name) <= 80),
  locale text not null default 'en' check (locale in ('en', 'fr', 'de')),
  is_staff boolean not null default false
);
comment on column public.profiles.is_staff is 'Our own support staff. Only the back end sets it.';

create table public.teams (
  id bigint generated always as identity primary key,
  name text not null check (name <> ''),
  plan text not null default 'free' check (plan in ('free', 'pro', 'enterprise')),
  created_at timestamptz not null default now()
);

create table public.memberships (
  team_id bigint not null references public.teams (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role public.team_role not null default 'member',
  joined_at timestamptz not null default now(),
  primary key (team_id, user_id)
);
create index memberships_user_id_idx on public.memberships (user_id);

-- Nobody is put into a team unasked: an owner invites an address, its owner accepts.
create table public.invitations (
  id uuid primary key default gen_random_uuid(),
  team_id bigint not null references public.teams (id) on delete cascade,
  email text not null check (email like '%@%'),
  role public.team_role not null default 'member' check (role <> 'owner'),
  token uuid not null default gen_random_uuid() unique,
  created_at timestamptz not null default now(),
  unique (team_id, email)
);
