-- requires: sql/notify/notification_rules.sql sql/notify/notification_prefs.sql sql/notify/may_be_told.sql
create or replace function private.notification_audience(
  event text,
  channel text,
  recipient_ids uuid [],
  domain_id uuid
)
returns table (person_id uuid, is_mandatory boolean)
language plpgsql
stable
security definer -- definer: reads memberships and preferences past RLS
set search_path = ''
as $$
begin
  return query
  select meant.person_id, bool_or(meant.is_mandatory)
  from (
    select named.id as person_id, r.is_mandatory, r.is_on_by_default
    from public.notification_rules as r
    cross join unnest(recipient_ids) as named (id)
    where r.event = notification_audience.event and r.channel = notification_audience.channel
      and r.audience = 'named'
    union all
    select m.person_id, r.is_mandatory, r.is_on_by_default
    from public.notification_rules as r
    inner join public.memberships as m on m.role_key = r.role_key
    where r.event = notification_audience.event and r.channel = notification_audience.channel
      and m.valid @> now()
      and (m.is_all_domains or notification_audience.domain_id is null
        or m.domain_id = notification_audience.domain_id)
  ) as meant
  left join public.notification_prefs as pref
    on pref.person_id = meant.person_id and pref.event = notification_audience.event
    and pref.channel = notification_audience.channel
  where private.may_be_told(meant.person_id, notification_audience.domain_id)
    and (meant.is_mandatory or coalesce(pref.is_on, meant.is_on_by_default))
  group by meant.person_id
  order by meant.person_id; -- In the same order everywhere, so that two calls never wait for each other.
end;
$$;

comment on function private.notification_audience(text, text, uuid [], uuid) is
'Whom an event reaches over a channel: those named and those of the rules'' roles, as far as they want it or must have it, are active and work in the domain.';
revoke all on function private.notification_audience(text, text, uuid [], uuid)
from public, anon, authenticated, service_role;
