create or replace function public.run_notification_upkeep(batch_size integer default 1000)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds a write on notifications
set search_path = ''
as $$
declare
  told bigint;
  expired bigint;
begin
  if batch_size between 1 and 10000 is not true then
    perform private.bad_input('batch_size', '1 to 10000');
  end if;
  told := private.tell_announcement(batch_size);
  with gone as (
    select n.recipient_id, n.id from public.notifications as n
    where n.expires_at <= now()
    limit batch_size
    for update skip locked
  )
  delete from public.notifications as n using gone
  where n.recipient_id = gone.recipient_id and n.id = gone.id;
  get diagnostics expired = row_count;
  delete from private.row_changes as r where r.is_deleted and r.changed_at < now() - interval '90 days';
  return jsonb_build_object(
    'told', told, 'expired', expired,
    'announcements_waiting', (select count(*) from public.announcements as a where a.finished_at is null)
  );
end;
$$;

comment on function public.run_notification_upkeep(integer) is
'For the worker, every minute, and again at once while announcements_waiting is above 0: writes the next notifications of the oldest announcement and removes expired ones, batch_size (1 to 10000) at most of each; and what changes_since() knows of rows that were deleted over 90 days ago. '
'Returns {told, expired, announcements_waiting}. Errors: 22023 INVALID_INPUT.';
revoke all on function public.run_notification_upkeep(integer) from public, anon, authenticated;
grant execute on function public.run_notification_upkeep(integer) to service_role;
