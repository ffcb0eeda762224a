-- For clients of before: the address was all that the old endpoint asked for, so anybody could read
-- anybody's. Here it says whom is meant and permits nothing. New clients call list_notifications().
create or replace function public.notifications(user_email text default null)
returns jsonb
language plpgsql
volatile -- list_notifications() notes who looked at somebody else's
security definer -- definer: finds a person by address past RLS
set search_path = ''
as $$
declare
  me constant uuid := private.require_person();
  whose uuid := private.person_with_email(user_email);
begin
  if user_email is null then
    whose := me;
  elsif whose is distinct from me then
    -- Before anything is said about the address: whether somebody has it is nobody's business.
    perform private.require('collaborators.manage');
    if whose is null then
      perform private.fail('P0002', 'NOT_FOUND', 'nobody has this address');
    end if;
  end if;
  return (
    select jsonb_build_object(
      'notifications', coalesce(jsonb_agg(to_jsonb(n) order by n.created_at desc, n.id desc), '[]'),
      'unread_count', private.count_unread(whose)
    )
    from public.list_notifications(person_id => whose) as n
  );
end;
$$;

comment on function public.notifications(text) is
'For older clients: {notifications: the newest 50, unread_count}. user_email: whose; null or the own address, in any case, is the caller''s. Another one needs collaborators.manage, and is noted in the access log. '
'Errors: 42501 ACCOUNT_NOT_ACTIVE, PERMISSION_DENIED; P0002 NOT_FOUND. Use list_notifications.';
revoke all on function public.notifications(text) from public, anon, service_role;
grant execute on function public.notifications(text) to authenticated;
