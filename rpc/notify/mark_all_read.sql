-- Up to a moment, so that what arrived since the page was drawn is not swallowed unseen.
create or replace function public.mark_all_read(before timestamptz)
returns bigint
language plpgsql
volatile
security definer -- definer: nobody holds update on notifications
set search_path = ''
as $$
declare
  me constant uuid := private.require_person();
  mine constant uuid [] := private.member_domains();
begin
  if before is null then
    perform private.bad_input('before', 'the created_at of the newest notification that was shown');
  end if;
  update public.notifications as n set read_at = clock_timestamp()
  where
    n.recipient_id = me and n.read_at is null and n.created_at <= mark_all_read.before
    and (n.domain_id is null or n.domain_id = any(mine));
  return public.unread_count();
end;
$$;

comment on function public.mark_all_read(timestamptz) is
'Marks the caller''s notifications up to that moment as read, and returns how many are still unread. before: the created_at of the newest one shown, which is marked too; later ones stay unread. '
'Again: read_at stays as it was. Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT.';

revoke all on function public.mark_all_read(timestamptz) from public, anon, service_role;
grant execute on function public.mark_all_read(timestamptz) to authenticated;
