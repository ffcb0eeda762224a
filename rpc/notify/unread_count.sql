-- requires: sql/notify/count_unread.sql
-- For the bell: me() and whatever marks something as read say the same number.
create or replace function public.unread_count()
returns bigint
language plpgsql
stable
security definer -- definer: count_unread is for our own functions only
set search_path = ''
as $$
begin
  return private.count_unread(private.require_person());
end;
$$;

comment on function public.unread_count() is
'How many notifications the caller has not read. Errors: 42501 ACCOUNT_NOT_ACTIVE.';

revoke all on function public.unread_count() from public, anon, service_role;
grant execute on function public.unread_count() to authenticated;
