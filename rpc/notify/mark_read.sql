-- An id of somebody else's notification is like one that there is not: it changes nothing and says nothing.
create or replace function public.mark_read(ids uuid [])
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
  if cardinality(ids) between 1 and 500 is not true then
    perform private.bad_input('ids', '1 to 500 of them');
  end if;
  update public.notifications as n set read_at = clock_timestamp()
  where
    n.recipient_id = me and n.id = any(ids) and n.read_at is null
    and (n.domain_id is null or n.domain_id = any(mine));
  return public.unread_count();
end;
$$;

comment on function public.mark_read(uuid []) is
'Marks these notifications of the caller as read, and returns how many are still unread. Again: read_at stays as it was. '
'ids: 1 to 500. Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT.';

revoke all on function public.mark_read(uuid []) from public, anon, service_role;
grant execute on function public.mark_read(uuid []) to authenticated;
