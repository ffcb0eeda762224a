-- Columns of every common type, none with a default, so that a value has to be found for each.
create extension if not exists citext with schema extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists hstore with schema extensions;
create extension if not exists ltree with schema extensions;
grant usage on schema extensions to anon, authenticated;

create type public.mood as enum ('calm', 'angry');
create type public.address as (street text, zip varchar(10), since date);
create domain public.slug as text not null check (value ~ '^[a-z][a-z0-9-]{2,40}$');
create domain public.share as numeric(5, 4) check (value >= 0 and value <= 1);
create domain public.short_slug as public.slug check (length(value) < 20);

create table public.tenants (
  key text primary key,
  title text not null
);

create table public.plain (
  tenant_key text not null references public.tenants (key),
  id uuid not null,
  words text not null,
  some_words varchar(40) not null,
  few_words varchar(5) not null,
  letters char(3) not null,
  mail extensions.citext not null,
  object name not null,
  small smallint not null,
  whole integer not null,
  big bigint not null,
  exact numeric(6, 2) not null,
  tiny numeric(2, 2) not null,
  rough real not null,
  rougher double precision not null,
  coins money not null,
  flag boolean not null,
  day date not null,
  clock time not null,
  clock_there timetz not null,
  moment timestamptz not null,
  wall timestamp not null,
  span interval not null,
  doc json not null,
  docs jsonb not null,
  raw bytea not null,
  host inet not null,
  net cidr not null,
  card macaddr not null,
  bits bit(4) not null,
  more_bits bit varying(6) not null,
  search tsvector not null,
  hunt tsquery not null,
  place point not null,
  area polygon not null,
  position_in_log pg_lsn not null,
  page xml,
  primary key (tenant_key, id)
);

create table public.made_up_types (
  id bigint primary key,
  tenant_key text not null references public.tenants (key),
  mood public.mood not null,
  moods public.mood[] not null,
  words text[] not null,
  grid integer[][] not null,
  home public.address not null,
  homes public.address[] not null,
  slug public.slug,
  short public.short_slug not null unique,
  slugs public.slug[] not null,
  part public.share not null,
  numbers int4range not null,
  when_open tstzrange not null,
  when_closed datemultirange not null,
  pairs extensions.hstore not null,
  path extensions.ltree not null
);
