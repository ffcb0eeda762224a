-- requires: sql/notify/notification_schedules.sql sql/notify/quiet_until.sql
create or replace function private.mail_time(
  person_id uuid,
  at timestamptz,
  out not_before timestamptz,
  out digest text
)
language plpgsql
stable
security definer -- definer: reads schedules past RLS
set search_path = ''
as $$
declare
  plan public.notification_schedules;
  local_at timestamp;
begin
  not_before := at;
  select s.* into plan from public.notification_schedules as s where s.person_id = mail_time.person_id;
  if plan.digest = 'daily' then
    local_at := at at time zone plan.time_zone;
    local_at := local_at::date + (local_at::time >= plan.digest_at)::integer + plan.digest_at;
    not_before := local_at at time zone plan.time_zone;
    digest := person_id || ':' || local_at::date;
  end if;
  not_before := coalesce(
    private.quiet_until(not_before, plan.quiet_from, plan.quiet_to, plan.time_zone), not_before
  );
end;
$$;

comment on function private.mail_time(uuid, timestamptz) is
'When a mail of that moment may go to the person: at once, after the quiet hours, or with the day''s others. digest: mails with the same one are sent as one; null: alone.';
revoke all on function private.mail_time(uuid, timestamptz) from public, anon, authenticated, service_role;
