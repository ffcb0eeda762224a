create or replace function public.create_alert_rule(
  domain_id uuid,
  title text,
  metric text,
  method text,
  limit_value numeric,
  direction text default 'both',
  event_name text default null,
  min_volume numeric default 0,
  cooldown_days integer default 7,
  time_zone text default 'UTC'
)
returns public.alert_rules
language plpgsql
volatile
security definer -- definer: nobody holds insert on alert_rules
set search_path = ''
as $$
declare
  made public.alert_rules;
begin
  perform private.require('events.manage', create_alert_rule.domain_id);
  if length(btrim(title)) between 1 and 200 is not true then
    perform private.bad_input('title', 'must be a text of 1 to 200 characters');
  end if;
  if metric in ('events', 'active_users') is not true then
    perform private.bad_input('metric', 'must be events or active_users');
  end if;
  if method in ('threshold', 'pct_change', 'robust_z') is not true then
    perform private.bad_input('method', 'must be threshold, pct_change or robust_z');
  end if;
  if (direction in ('above', 'below') or direction = 'both' and method <> 'threshold') is not true then
    perform private.bad_input('direction', 'must be above or below, or both but for a threshold');
  end if;
  if (limit_value >= 0 and limit_value < 'Infinity') is not true then
    perform private.bad_input('limit_value', 'must be a number from 0');
  end if;
  if (min_volume >= 0 and min_volume < 'Infinity') is not true then
    perform private.bad_input('min_volume', 'must be a number from 0');
  end if;
  if cooldown_days between 0 and 365 is not true then
    perform private.bad_input('cooldown_days', 'must be from 0 to 365');
  end if;
  if private.is_time_zone(time_zone) is not true then
    perform private.bad_input('time_zone', 'must be an IANA name such as Europe/Paris, or UTC');
  end if;
  if event_name is not null and not exists (
    select from public.event_catalog as c
    where c.domain_id = create_alert_rule.domain_id and c.name = create_alert_rule.event_name
  ) then
    perform private.bad_input('event_name', 'must be in the catalogue');
  end if;
  insert into public.alert_rules (
    domain_id, title, metric, event_name, method, direction, limit_value, min_volume, cooldown_days, time_zone
  )
  values (
    create_alert_rule.domain_id, btrim(title), metric, event_name, method, direction, limit_value, min_volume,
    cooldown_days, time_zone
  )
  returning * into made;
  return made;
end;
$$;

comment on function public.create_alert_rule(uuid, text, text, text, numeric, text, text, numeric, integer, text) is
'Watches a number of the event log from now on. What each argument means stands with the columns of alert_rules. metric: events or active_users. method: threshold, pct_change or robust_z. limit_value: beyond which it is an alert, in the unit of the method. direction: above, below or both. event_name: of this kind alone. min_volume: less is too little to tell. cooldown_days: days without another alert. Needs events.manage. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "title": "Orders", "metric": "events", "method": "robust_z", "limit_value": 4, "event_name": "order_placed"}';
revoke all on function public.create_alert_rule(uuid, text, text, text, numeric, text, text, numeric, integer, text)
from public, anon, service_role;
grant execute on function public.create_alert_rule(uuid, text, text, text, numeric, text, text, numeric, integer, text)
to authenticated;
