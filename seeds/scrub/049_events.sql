-- In the sets of who was active a user stays the same person.
update private.person_numbers as known
set person_id = private.user_person_id(pg_temp.scrub_hash(told.actor_id))
from (
  select
    domain_id,
    actor_id
  from public.event_log
  where actor_kind = 'user'
  union distinct
  select
    domain_id,
    actor_id
  from private.event_tallies
  where actor_kind = 'user'
) as told
where known.domain_id = told.domain_id and known.person_id = private.user_person_id(told.actor_id);

-- A user keeps the name that platform_users has then. What was set aside may hold anything.
update public.event_log set
  actor_id = case when actor_kind = 'user' then pg_temp.scrub_hash(actor_id) else actor_id end,
  object = pg_temp.scrub_hash(object),
  trace_id = pg_temp.scrub_hash(trace_id),
  properties = '{}';

update private.event_tallies set actor_id = pg_temp.scrub_hash(actor_id)
where actor_kind = 'user';

update public.alert_rules set title = pg_temp.scrub_text(title);
update public.legal_holds set title = pg_temp.scrub_text(title);

delete from public.event_quarantine;
delete from private.event_keys;
