-- requires: sql/analytics/dirty_days.sql sql/analytics/day_facts.sql
-- That a visitor asked for nothing more is no event: a day whose 24 hours have passed is noted by the clock.
create or replace function private.note_ripe_days()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into private.dirty_days (domain_id, day, cause)
  select stored.domain_id, stored.day, 'resolution'
  from private.day_facts as stored
  where stored.ripe_at <= now() and not exists (
    select from private.dirty_days as noted
    where noted.domain_id = stored.domain_id and noted.day = stored.day
  );
end;
$$;

comment on function private.note_ripe_days() is
'Notes the days on which a conversation began that counts as resolved by now, and did not when they were counted.';

revoke all on function private.note_ripe_days() from public;
