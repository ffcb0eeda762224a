-- What holds where nobody has said anything else: office hours in Madrid, minutes of work.
insert into private.sla_policies (id, time_zone, weekly_hours, targets)
select
  '60000000-0000-4000-8000-000000000001' as id,
  'Europe/Madrid' as time_zone,
  '{
    "1": [["09:00", "18:00"]],
    "2": [["09:00", "18:00"]],
    "3": [["09:00", "18:00"]],
    "4": [["09:00", "18:00"]],
    "5": [["09:00", "18:00"]]
  }'::jsonb as weekly_hours,
  '{
    "urgent": {"response": 60, "resolution": 480},
    "high": {"response": 240, "resolution": 1080},
    "normal": {"response": 540, "resolution": 2700},
    "low": {"response": 1080, "resolution": 5400}
  }'::jsonb as targets
where not exists (
  select from private.sla_policies
  where sla_policies.client_id is null and sla_policies.domain_id is null and sla_policies.replaced_at is null
);
