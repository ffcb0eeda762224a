-- requires: sql/analytics/saved_reports.sql
create table public.report_schedules (
  domain_id uuid not null,
  report_id uuid not null,
  cadence text not null,
  on_day integer not null,
  send_at time not null,
  time_zone text not null,
  recipient_ids uuid [] not null,
  next_at timestamptz not null,
  last_at timestamptz,
  constraint report_schedules_pkey primary key (domain_id, report_id),
  constraint report_schedules_report_id_fkey foreign key (domain_id, report_id)
  references public.saved_reports (domain_id, id) on delete cascade,
  constraint report_schedules_on_day_check check (
    on_day between 1 and case cadence when 'daily' then 1 when 'weekly' then 7 when 'monthly' then 31 end
  ),
  constraint report_schedules_cadence_check check (cadence in ('daily', 'weekly', 'monthly')),
  constraint report_schedules_time_zone_check check (time_zone ~ '^[A-Za-z0-9_+/-]{1,64}$'),
  constraint report_schedules_recipient_ids_check check (cardinality(recipient_ids) between 1 and 50)
);

create index report_schedules_next_at_idx on public.report_schedules (next_at);

comment on table public.report_schedules is 'When saved reports are sent, and to whom.';
comment on column public.report_schedules.report_id is 'The report.';
comment on column public.report_schedules.cadence is 'daily, weekly or monthly.';
comment on column public.report_schedules.on_day is
'Of a week its day, from Monday as 1; of a month its day, or its last one where it has fewer; 1 of what is daily.';
comment on column public.report_schedules.send_at is 'When on that day, by the clock of time_zone.';
comment on column public.report_schedules.recipient_ids is
'Who is to get it: as long as they work in the domain and the report is theirs or shared with them.';
comment on column public.report_schedules.next_at is 'When it is due.';
comment on column public.report_schedules.last_at is 'When it was last due, and told of.';
