-- requires: sql/events/alert_rules.sql
create table public.alerts (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  rule_id uuid not null,
  day date not null,
  value numeric not null,
  expected numeric,
  score numeric not null,
  is_provisional boolean not null,
  state text not null default 'open',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint alerts_pkey primary key (domain_id, id),
  constraint alerts_rule_id_day_key unique (domain_id, rule_id, day),
  constraint alerts_rule_id_fkey foreign key (domain_id, rule_id) references public.alert_rules (domain_id, id),
  constraint alerts_state_check check (state in ('open', 'ack', 'resolved'))
);

create index alerts_day_idx on public.alerts (domain_id, day desc, id desc);

create trigger touch_row before update on public.alerts
for each row execute function private.touch_row();

comment on table public.alerts is 'Days whose numbers broke a rule; one for each cool-down.';
comment on column public.alerts.rule_id is 'The rule.';
comment on column public.alerts.day is 'The day, in the rule''s time zone.';
comment on column public.alerts.value is 'What was counted.';
comment on column public.alerts.expected is 'What was expected; null for a threshold.';
comment on column public.alerts.score is 'How far that is, in the unit of the rule''s method.';
comment on column public.alerts.is_provisional is 'Events of the day may still come: it is counted again until it is final.';
comment on column public.alerts.state is
'open, ack (somebody looks into it), resolved (by somebody, or as late events made the day an ordinary one).';
