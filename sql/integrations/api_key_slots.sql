-- requires: sql/integrations/api_keys.sql
-- A key has as many rows as it may make requests a minute; each request takes one that nobody took for a minute.
-- So the limit is exact over any 60 seconds, and requests at the same moment take different rows and do
-- not wait for each other, as they would for one counter. Half of each page is left free for updates in place.
create table private.api_key_slots (
  domain_id uuid not null,
  key_id uuid not null,
  slot integer not null,
  used_at timestamptz not null default '-infinity',
  constraint api_key_slots_pkey primary key (domain_id, key_id, slot),
  constraint api_key_slots_key_id_fkey foreign key (domain_id, key_id) references public.api_keys (domain_id, id)
) with (fillfactor = 50);
alter table private.api_key_slots enable row level security;

comment on table private.api_key_slots is 'When each of the requests that a key may make in a minute was made last.';
comment on column private.api_key_slots.used_at is 'When a request took this slot; it is free again a minute later.';
revoke all on private.api_key_slots from public, anon, authenticated, service_role;
