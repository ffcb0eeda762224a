-- requires: sql/integrations/api_key_slots.sql
-- Not through fail(): only the code PGRST lets a refusal carry a header.
create or replace function private.take_api_slot(domain_id uuid, key_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds anything on api_key_slots
set search_path = ''
as $$
declare
  at constant timestamptz := clock_timestamp();
  seconds integer;
begin
  update private.api_key_slots as s set used_at = at
  where s.domain_id = take_api_slot.domain_id and s.key_id = take_api_slot.key_id
    and s.slot = (
      select free.slot from private.api_key_slots as free
      where free.domain_id = take_api_slot.domain_id and free.key_id = take_api_slot.key_id
        and free.used_at <= at - interval '1 minute'
      limit 1 for update skip locked
    );
  if found then
    return;
  end if;
  select greatest(1, ceil(extract(epoch from min(s.used_at) + interval '1 minute' - at))) into seconds
  from private.api_key_slots as s
  where s.domain_id = take_api_slot.domain_id and s.key_id = take_api_slot.key_id;
  raise exception using
    errcode = 'PGRST',
    message = jsonb_build_object(
      'code', 'PT429', 'message', 'this key has made as many requests as it may in a minute',
      'details', 'RATE_LIMITED', 'hint', format('Try again in %s s.', seconds)
    ),
    detail = jsonb_build_object('status', 429, 'headers', jsonb_build_object('Retry-After', seconds::text));
end;
$$;

comment on function private.take_api_slot(uuid, uuid) is
'Counts a request of an API key. Where it may make no more, answers 429 (PT429 RATE_LIMITED) with the header Retry-After; what is refused, or fails, is not counted.';
revoke all on function private.take_api_slot(uuid, uuid) from public, anon, authenticated, service_role;
