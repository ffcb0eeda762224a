create or replace function public.create_cycle(
  domain_id uuid,
  kind text,
  starts_at timestamptz,
  ends_at timestamptz default null,
  time_zone text default null
)
returns public.cycles
language plpgsql
volatile
security definer -- definer: nobody holds insert on cycles
set search_path = ''
as $$
declare
  zone text;
  reported private.report_window;
  made public.cycles;
begin
  perform private.require('fees.manage', create_cycle.domain_id);
  zone := private.report_time_zone(time_zone);
  if kind in ('day', 'week', 'month', 'custom') is not true then
    perform private.bad_input('kind', 'must be day, week, month or custom');
  end if;
  if (starts_at >= '2001-01-01 00:00+00' and greatest(starts_at, ends_at) < now() + interval '99 years') is not true then
    perform private.bad_input('starts_at', 'must be in this century');
  end if;
  if kind = 'custom' and ends_at > starts_at is not true then
    perform private.bad_input('ends_at', 'must be after starts_at');
  end if;
  if kind <> 'custom' and ends_at is not null then
    perform private.bad_input('ends_at', 'is for custom alone');
  end if;
  reported := row(zone, starts_at, coalesce(ends_at, starts_at + interval '1 microsecond'), null, null);
  insert into public.cycles as c (domain_id, kind, starts_at, ends_at, time_zone)
  select create_cycle.domain_id, create_cycle.kind, part.from_at, part.to_at, zone
  from private.trade_cycles(reported, create_cycle.kind) as part
  where part.place = 1
  on conflict on constraint cycles_starts_at_key do update set time_zone = excluded.time_zone
  returning c.* into made;
  return made;
end;
$$;

comment on function public.create_cycle(uuid, text, timestamptz, timestamptz, text) is
'Makes a cycle that the trades of a platform are counted by; returns it. The same again is the one that is there. kind: day, week (from Monday) or month, or custom. starts_at: of a custom one the beginning; else any instant of the day, week or month. ends_at: of a custom one alone; this instant belongs to the next. time_zone: IANA name, else the preference. Needs fees.manage. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "kind": "month", "starts_at": "2026-10-15T00:00:00Z", "time_zone": "Europe/Paris"}';
revoke all on function public.create_cycle(uuid, text, timestamptz, timestamptz, text) from public, anon, service_role;
grant execute on function public.create_cycle(uuid, text, timestamptz, timestamptz, text) to authenticated;
