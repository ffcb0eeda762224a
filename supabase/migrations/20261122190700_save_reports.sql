-- What query_metric() is asked can be saved, shared as dashboards are, and sent at times to people who see it.
set local check_function_bodies = off;

-- A question, and not its answer: that is counted for each viewer anew. As a dashboard it stands in a domain, so that
-- sharing it tells its title to nobody who does not work there.
create table public.saved_reports (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  owner_id uuid not null,
  title text not null,
  visibility text not null default 'private',
  role_key text,
  params jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint saved_reports_pkey primary key (domain_id, id),
  constraint saved_reports_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint saved_reports_owner_id_fkey foreign key (owner_id) references public.people (id),
  constraint saved_reports_role_key_fkey foreign key (role_key) references public.roles (key) on update cascade,
  constraint saved_reports_title_check check (length(title) between 1 and 100),
  constraint saved_reports_visibility_check check (visibility in ('private', 'role', 'all')),
  constraint saved_reports_role_key_check check ((visibility = 'role') = (role_key is not null)),
  constraint saved_reports_params_check check (jsonb_typeof(params) = 'object' and params ? 'metric')
);

create index saved_reports_created_at_idx on public.saved_reports (domain_id, created_at desc, id desc);
create index saved_reports_owner_id_idx on public.saved_reports (owner_id);
create index saved_reports_role_key_idx on public.saved_reports (role_key) where role_key is not null;

create trigger touch_row before update on public.saved_reports
for each row execute function private.touch_row();

comment on table public.saved_reports is 'What people ask query_metric() again and again, for themselves or for others of the domain.';
comment on column public.saved_reports.owner_id is 'Who made it, and alone changes it.';
comment on column public.saved_reports.visibility is
'private: for its owner. role: also for whoever has role_key in the domain. all: for whoever may see numbers of the domain.';
comment on column public.saved_reports.role_key is 'The role that it is shared with.';
comment on column public.saved_reports.params is
'What is asked for: metric, dims, filter, bucket and time_zone, as query_metric() takes them.';

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

-- Days are counted on the wall, so a change of clocks neither skips one nor takes it twice.
create or replace function private.next_report_at(
  after timestamptz,
  cadence text,
  on_day integer,
  send_at time,
  time_zone text
)
returns timestamptz
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  part constant text := case cadence when 'daily' then 'day' when 'weekly' then 'week' else 'month' end;
  step constant interval := '1 ' || part;
  first_on constant timestamp := date_trunc(part, after at time zone time_zone);
begin
  return (
    select min(due.at)
    from generate_series(first_on, first_on + step, step) as period (begins_at)
    cross join lateral (
      select least(
        period.begins_at + make_interval(days => on_day - 1), period.begins_at + step - interval '1 day'
      )::date as day
    ) as chosen
    cross join lateral (select (chosen.day + send_at) at time zone time_zone as at) as due
    where due.at > after
  );
end;
$$;

comment on function private.next_report_at(timestamptz, text, integer, time, text) is
'When something that comes daily, weekly or monthly is due next, later than after. on_day: of a week from Monday, of a month; one that a month does not have is its last.';
revoke all on function private.next_report_at(timestamptz, text, integer, time, text)
from public, anon, authenticated, service_role;

-- definer: reads saved_reports past RLS, which asks this.
create or replace function private.reports_seen()
returns uuid []
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  me constant uuid := private.current_person_id();
  mine constant uuid [] := private.member_domains();
begin
  return array(
    select r.id from public.saved_reports as r where r.owner_id = me and r.domain_id = any(mine)
    union
    select r.id from public.memberships as m
    inner join public.roles as held on m.role_key = held.key
    inner join public.saved_reports as r on r.visibility <> 'private' and (m.is_all_domains or m.domain_id = r.domain_id)
    where m.person_id = me and m.valid @> now() and r.domain_id = any(mine)
      and (r.visibility = 'all' or r.role_key = m.role_key)
      -- A role that wants a second factor counts with one only.
      and (not held.is_mfa_required or (select private.strong_auth()))
  );
end;
$$;

comment on function private.reports_seen() is
'Ids of the reports that are the caller''s own or shared with a role of the caller''s, or with all of a domain where the caller works. Never null. Ask domains_with() beside it: ids are unique in a domain.';

revoke all on function private.reports_seen() from public;
grant execute on function private.reports_seen() to authenticated, service_role;

create or replace function private.check_report(report public.saved_reports)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  fault text;
begin
  perform private.check_dashboard(report.title, report.visibility, report.role_key);
  fault := private.metric_fault('breakdown', report.params);
  if fault is not null then
    perform private.fail('22023', 'INVALID_INPUT', fault);
  end if;
  -- Not every dimension is one of every metric.
  perform private.read_query(
    report.params ->> 'metric', array(select jsonb_array_elements_text(report.params -> 'dims')), report.params -> 'filter'
  );
  perform private.report_time_zone(report.params ->> 'time_zone');
end;
$$;

comment on function private.check_report(public.saved_reports) is
'Raises 22023 unless a report can be called so, shared so, and asked so of query_metric().';
revoke all on function private.check_report(public.saved_reports) from public, anon, authenticated, service_role;

create or replace function private.lock_report(domain_id uuid, report_id uuid, expected_version integer default null)
returns public.saved_reports
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  found_one public.saved_reports;
begin
  select r.* into found_one from public.saved_reports as r
  where r.domain_id = lock_report.domain_id and r.id = lock_report.report_id
    and r.owner_id = private.current_person_id()
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such report of yours');
  end if;
  if expected_version is not null then
    perform private.require_version(expected_version, found_one.version);
  end if;
  return found_one;
end;
$$;

comment on function private.lock_report(uuid, uuid, integer) is
'A report of the caller''s own, locked. Raises P0002, or 40001 where it is not at that version; null asks for none.';
revoke all on function private.lock_report(uuid, uuid, integer) from public, anon, authenticated, service_role;

-- Asked when a report is scheduled and again each time that it is due: whoever lost a role is told of it no more.
create or replace function private.report_recipients(report public.saved_reports, wanted uuid [])
returns uuid []
language plpgsql
stable
security definer -- definer: reads memberships past RLS
set search_path = ''
as $$
begin
  return array(
    select distinct chosen.id from unnest(wanted) as chosen (id)
    where private.person_may(chosen.id, 'analytics.view', report.domain_id)
      and private.person_may(report.owner_id, 'analytics.view', report.domain_id)
      and (
        chosen.id = report.owner_id or report.visibility = 'all'
        or exists (
          select from public.memberships as m
          where m.person_id = chosen.id and m.role_key = report.role_key and m.valid @> now()
            and (m.is_all_domains or m.domain_id = report.domain_id)
        )
      )
  );
end;
$$;

comment on function private.report_recipients(public.saved_reports, uuid []) is
'Of these people those who see the report, signed in or not, and nobody where its owner sees no numbers there any more.';
revoke all on function private.report_recipients(public.saved_reports, uuid [])
from public, anon, authenticated, service_role;

-- Written by functions alone.
alter table public.saved_reports enable row level security;
revoke all on public.saved_reports from public, anon, authenticated, service_role;
grant select on public.saved_reports to authenticated, service_role;

create policy select_shared on public.saved_reports
for select to authenticated
using (
  domain_id = any((select private.domains_with('analytics.view'))::uuid [])
  and id = any((select private.reports_seen())::uuid [])
);

comment on policy select_shared on public.saved_reports is
'Own reports, and what is shared with the person, of domains whose numbers the person may see.';

select private.audit_table('public.saved_reports');

-- Written by functions alone. Who gets a report is for its owner to know.
alter table public.report_schedules enable row level security;
revoke all on public.report_schedules from public, anon, authenticated, service_role;
grant select on public.report_schedules to authenticated, service_role;

create policy select_owner on public.report_schedules
for select to authenticated
using (exists (
  select from public.saved_reports as r
  where r.domain_id = report_schedules.domain_id and r.id = report_schedules.report_id
    and r.owner_id = (select private.current_person_id())
));

comment on policy select_owner on public.report_schedules is
'Of own reports, as far as the person still sees them.';

select private.audit_table('public.report_schedules');

create or replace function public.create_report(
  domain_id uuid,
  title text,
  params jsonb,
  visibility text default 'private',
  role_key text default null
)
returns public.saved_reports
language plpgsql
volatile
security definer -- definer: nobody holds insert on saved_reports
set search_path = ''
as $$
declare
  made public.saved_reports;
begin
  perform private.require('analytics.view', create_report.domain_id);
  made.title := btrim(create_report.title);
  made.visibility := create_report.visibility;
  made.role_key := create_report.role_key;
  made.params := jsonb_strip_nulls(create_report.params);
  perform private.check_report(made);
  insert into public.saved_reports (domain_id, owner_id, title, visibility, role_key, params)
  values (
    create_report.domain_id, private.current_person_id(), made.title, made.visibility, made.role_key, made.params
  )
  returning * into made;
  return made;
end;
$$;

comment on function public.create_report(uuid, text, jsonb, text, text) is
'Saves what query_metric() is asked, as a report of the caller''s own in a domain; returns it. params: metric, and optionally dims, filter, bucket and time_zone, as query_metric() takes them; without from and to the last 30 days whenever it is run. visibility: private, role (whoever has role_key there sees it) or all who see numbers of the domain. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "title": "Volume by type", "params": {"metric": "volume_usd_minor", "dims": ["order_type"], "bucket": "week"}}';
revoke all on function public.create_report(uuid, text, jsonb, text, text) from public, anon, service_role;
grant execute on function public.create_report(uuid, text, jsonb, text, text) to authenticated;

create or replace function public.update_report(
  domain_id uuid,
  report_id uuid,
  title text default null,
  params jsonb default null,
  visibility text default null,
  role_key text default null,
  expected_version integer default null
)
returns public.saved_reports
language plpgsql
volatile
security definer -- definer: nobody holds update on saved_reports
set search_path = ''
as $$
declare
  changed public.saved_reports;
begin
  perform private.require('analytics.view', update_report.domain_id);
  changed := private.lock_report(domain_id, report_id, expected_version);
  changed.title := coalesce(btrim(update_report.title), changed.title);
  changed.params := coalesce(jsonb_strip_nulls(update_report.params), changed.params);
  if update_report.visibility is not null then
    changed.visibility := update_report.visibility;
    changed.role_key := update_report.role_key;
  else
    changed.role_key := coalesce(update_report.role_key, changed.role_key);
  end if;
  perform private.check_report(changed);
  update public.saved_reports as r
  set title = changed.title, params = changed.params, visibility = changed.visibility, role_key = changed.role_key
  where r.domain_id = changed.domain_id and r.id = changed.id
  returning r.* into changed;
  return changed;
end;
$$;

comment on function public.update_report(uuid, uuid, text, jsonb, text, text, integer) is
'Changes a report of the caller''s own; returns it. null leaves things as they are. params: all that it asks from now on, as create_report() takes it. visibility: private, role or all; role_key goes with role. Who is to get it and does not see it any more is told of it no more. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND, also for reports of others; 40001 STALE_VERSION; 22023 INVALID_INPUT.';
revoke all on function public.update_report(uuid, uuid, text, jsonb, text, text, integer)
from public, anon, service_role;
grant execute on function public.update_report(uuid, uuid, text, jsonb, text, text, integer) to authenticated;

create or replace function public.delete_report(
  domain_id uuid,
  report_id uuid,
  expected_version integer default null
)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds delete on saved_reports
set search_path = ''
as $$
declare
  gone public.saved_reports;
begin
  perform private.require('analytics.view', delete_report.domain_id);
  gone := private.lock_report(domain_id, report_id, expected_version);
  delete from public.saved_reports as r where r.domain_id = gone.domain_id and r.id = gone.id;
end;
$$;

comment on function public.delete_report(uuid, uuid, integer) is
'Deletes a report of the caller''s own, with its schedule, for everybody. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND, also for reports of others; 40001 STALE_VERSION.';
revoke all on function public.delete_report(uuid, uuid, integer) from public, anon, service_role;
grant execute on function public.delete_report(uuid, uuid, integer) to authenticated;

-- Invoker: what it shows is what its viewer could have asked for.
create or replace function public.run_report(domain_id uuid, report_id uuid)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  report public.saved_reports;
begin
  perform private.require('analytics.view', run_report.domain_id);
  select r.* into report from public.saved_reports as r
  where r.domain_id = run_report.domain_id and r.id = run_report.report_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such report');
  end if;
  return jsonb_build_object(
    'id', report.id, 'title', report.title, 'params', report.params,
    'rows', private.run_metric('breakdown', report.params)
  );
end;
$$;

comment on function public.run_report(uuid, uuid) is
'The rows of a report that the caller sees, as query_metric() gives them, counted over what the caller may see, whoever made it. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED, also where it asks for a domain that is not the caller''s; P0002 NOT_FOUND; 22023 INVALID_INPUT.';
revoke all on function public.run_report(uuid, uuid) from public, anon, service_role;
grant execute on function public.run_report(uuid, uuid) to authenticated;

create or replace function public.list_reports(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, title text, visibility text, role_key text, owner_id uuid, is_mine boolean, params jsonb,
  schedule jsonb, updated_at timestamptz, version integer, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
as $$
declare
  given constant jsonb := private.read_filter(filter, '{"domain_ids": "uuids", "is_mine": "boolean"}');
  mine constant uuid [] := private.permitted_domains('analytics.view', case
    when given ? 'domain_ids' then array(select jsonb_array_elements_text(given -> 'domain_ids')::uuid)
  end);
  seen constant uuid [] := private.reports_seen();
  me constant uuid := private.current_person_id();
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('saved_reports', after);
  return query
  select
    page.domain_id, page.id, page.title, page.visibility, page.role_key, page.owner_id, page.owner_id = me, page.params,
    (
      select to_jsonb(s) - '{domain_id,report_id}'::text [] from public.report_schedules as s
      where s.domain_id = page.domain_id and s.report_id = page.id and page.owner_id = me
    ),
    page.updated_at, page.version, private.make_time_cursor('saved_reports', page.created_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select r.* from public.saved_reports as r
    where
      r.domain_id = tenant.id and r.id = any(seen)
      and (not given ? 'is_mine' or (given -> 'is_mine')::boolean = (r.owner_id = me))
      and (after is null or (r.created_at, r.id, r.domain_id) < (place.at, place.id, place.domain_id))
    order by r.created_at desc, r.id desc
    limit page_size
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_reports(jsonb, text, integer) is
'The caller''s own saved reports and those that are shared with the caller, newest first; schedule (of own ones) is when each is sent, and to whom. filter: domain_ids, is_mine. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"filter": {"is_mine": true}, "page_size": 20}';
revoke all on function public.list_reports(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_reports(jsonb, text, integer) to authenticated;

create or replace function public.schedule_report(
  domain_id uuid,
  report_id uuid,
  cadence text default null,
  send_at time default '08:00',
  on_day integer default 1,
  time_zone text default null,
  recipient_ids uuid [] default null
)
returns public.report_schedules
language plpgsql
volatile
security definer -- definer: nobody holds a write on report_schedules
set search_path = ''
as $$
declare
  report public.saved_reports;
  plan public.report_schedules;
begin
  perform private.require('analytics.view', schedule_report.domain_id);
  report := private.lock_report(domain_id, report_id);
  delete from public.report_schedules as s where s.domain_id = report.domain_id and s.report_id = report.id;
  if cadence is null then
    return null;
  end if;
  if cadence in ('daily', 'weekly', 'monthly') is not true then
    perform private.bad_input('cadence', 'must be daily, weekly or monthly');
  end if;
  if (on_day between 1 and case cadence when 'daily' then 1 when 'weekly' then 7 else 31 end) is not true then
    perform private.bad_input('on_day', 'must be a day of the week, from Monday as 1, or of the month');
  end if;
  if send_at is null then
    perform private.bad_input('send_at', 'must be a time of the day');
  end if;
  plan.recipient_ids := private.report_recipients(report, coalesce(recipient_ids, array[report.owner_id]));
  if plan.recipient_ids @> recipient_ids is false or cardinality(plan.recipient_ids) not between 1 and 50 then
    perform private.bad_input('recipient_ids', 'must be 1 to 50 people who see the report');
  end if;
  plan.time_zone := private.report_time_zone(time_zone);
  insert into public.report_schedules as s
  (domain_id, report_id, cadence, on_day, send_at, time_zone, recipient_ids, next_at)
  values (
    report.domain_id, report.id, cadence, on_day, send_at, plan.time_zone, plan.recipient_ids,
    private.next_report_at(now(), cadence, on_day, send_at, plan.time_zone)
  )
  returning s.* into plan;
  return plan;
end;
$$;

comment on function public.schedule_report(uuid, uuid, text, time, integer, text, uuid []) is
'Says when a report of the caller''s own is sent, and to whom; returns that, in place of what was said before. Whoever gets it is told that it is due, and sees in it what that person may see. cadence: daily, weekly or monthly; null: never. send_at: the time of the day. on_day: of a week, from Monday as 1, or of a month; one that a month does not have is its last. time_zone: IANA name, else the preference. recipient_ids: 1 to 50 people who see the report; null: the caller. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND, also for reports of others; 22023 INVALID_INPUT.';
revoke all on function public.schedule_report(uuid, uuid, text, time, integer, text, uuid [])
from public, anon, service_role;
grant execute on function public.schedule_report(uuid, uuid, text, time, integer, text, uuid []) to authenticated;

create or replace function public.run_report_upkeep(batch_size integer default 100)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds a write on report_schedules
set search_path = ''
as $$
declare
  plan public.report_schedules;
  report public.saved_reports;
  due integer := 0;
  told integer := 0;
begin
  if batch_size between 1 and 1000 is not true then
    perform private.bad_input('batch_size', '1 to 1000');
  end if;
  for plan in
    select s.* from public.report_schedules as s
    where s.next_at <= now()
    order by s.next_at
    limit batch_size
    -- Two workers never take the same one, nor wait.
    for update skip locked
  loop
    select r.* into strict report from public.saved_reports as r
    where r.domain_id = plan.domain_id and r.id = plan.report_id;
    told := told + private.notify(
      'report.due', private.report_recipients(report, plan.recipient_ids), null, '', '/reports/' || report.id,
      jsonb_build_object('domain_id', report.domain_id, 'report_id', report.id, 'title', report.title, 'due_at', plan.next_at),
      format('report.due:%s:%s:%s', report.domain_id, report.id, extract(epoch from plan.next_at)), report.domain_id
    );
    -- After a long pause of the worker one is sent, and not all that were missed.
    update public.report_schedules as s set
      last_at = plan.next_at,
      next_at = private.next_report_at(now(), plan.cadence, plan.on_day, plan.send_at, plan.time_zone)
    where s.domain_id = plan.domain_id and s.report_id = plan.report_id;
    due := due + 1;
  end loop;
  return jsonb_build_object('due', due, 'told', told);
end;
$$;

comment on function public.run_report_upkeep(integer) is
'For the worker, every minute, and again at once while due is batch_size: tells whoever is to get a saved report that it is due, over the channels of notification_rules, so by mail.notification in the outbox too. A message has no numbers: run_report() counts them for whoever opens it. batch_size: how many reports, 1 to 1000. '
'Returns {due, told}. Errors: 22023 INVALID_INPUT.';
revoke all on function public.run_report_upkeep(integer) from public, anon, authenticated;
grant execute on function public.run_report_upkeep(integer) to service_role;

insert into public.notification_events (event, type, severity, description)
values ('report.due', 'system', 'info', 'A saved report that you get is due.');

insert into public.notification_rules (event, channel, is_on_by_default)
values ('report.due', 'in_app', true), ('report.due', 'email', true);

insert into public.i18n_texts (key, locale, text)
values
('notification.report.due.title', 'en', 'Your report: {title}'),
('notification.report.due.title', 'es', 'Tu informe: {title}'),
('notification.report.due.title', 'fr', 'Votre rapport : {title}');
