-- Partitions by range, list and hash; one is granted by itself, one lies in another schema.
create schema storeroom;

create table public.events (
  tenant_key text not null references public.tenants (key),
  id bigint generated always as identity,
  at timestamptz not null,
  word text not null,
  primary key (at, id)
) partition by range (at);
create table public.events_2020 partition of public.events
for values from ('2020-01-01') to ('2021-01-01');
create table storeroom.events_2021 partition of public.events
for values from ('2021-01-01') to ('2022-01-01');
grant select on public.events_2020 to authenticated;

create table public.parcels (
  country text not null,
  tenant_key text not null,
  word text not null
) partition by list (country);
create table public.parcels_eu partition of public.parcels for values in ('fr', 'de')
partition by hash (tenant_key);
create table public.parcels_eu_0 partition of public.parcels_eu
for values with (modulus 2, remainder 0);
create table public.parcels_eu_1 partition of public.parcels_eu
for values with (modulus 2, remainder 1);

create table public.childless (id integer, word text) partition by range (id);
