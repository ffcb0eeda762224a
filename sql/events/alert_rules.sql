-- requires: sql/identity/domains.sql sql/platform/new_id.sql sql/platform/touch_row.sql
create table public.alert_rules (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  title text not null,
  metric text not null,
  event_name text,
  method text not null,
  direction text not null default 'both',
  limit_value numeric not null,
  min_volume numeric not null default 0,
  cooldown_days integer not null default 7,
  time_zone text not null default 'UTC',
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint alert_rules_pkey primary key (domain_id, id),
  constraint alert_rules_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint alert_rules_title_check check (length(title) between 1 and 200),
  constraint alert_rules_metric_check check (metric in ('events', 'active_users')),
  constraint alert_rules_method_check check (method in ('threshold', 'pct_change', 'robust_z')),
  constraint alert_rules_direction_check check (direction in ('above', 'below', 'both')),
  -- A threshold has one side.
  constraint alert_rules_threshold_check check (method <> 'threshold' or direction <> 'both'),
  constraint alert_rules_limit_value_check check (limit_value >= 0 and min_volume >= 0),
  constraint alert_rules_cooldown_days_check check (cooldown_days between 0 and 365)
);

create index alert_rules_created_at_idx on public.alert_rules (domain_id, created_at desc, id desc);

create trigger touch_row before update on public.alert_rules
for each row execute function private.touch_row();

comment on table public.alert_rules is 'When the numbers of a day in the event log are worth telling somebody.';
comment on column public.alert_rules.metric is
'events, or active_users, as event_activity() counts them: kinds that are active, and no tests.';
comment on column public.alert_rules.event_name is 'Of this kind of event alone; null: of all.';
comment on column public.alert_rules.method is
'threshold: the number itself. pct_change: by how many percent it differs from the day before. robust_z: how many robust standard deviations it lies from the median of the same weekday in the eight weeks before.';
comment on column public.alert_rules.direction is 'above, below or both: on which side it counts.';
comment on column public.alert_rules.limit_value is 'From beyond where: in the unit of the method.';
comment on column public.alert_rules.min_volume is 'Where neither the number nor what was expected reaches this, it is too little to tell.';
comment on column public.alert_rules.cooldown_days is 'For so many days after an alert the rule makes no other.';
comment on column public.alert_rules.is_active is 'Whether it makes alerts.';
comment on column public.alert_rules.time_zone is 'Whose midnights divide days.';
