-- For the bell: me() and whatever marks something as read say the same number.
-- definer: me() runs as its owner and asks this; one place counts.
create or replace function public.unread_count()
returns bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  me constant uuid := private.require_person();
  mine constant uuid [] := private.member_domains();
begin
  return (
    select count(*) from public.notifications as n
    where
      n.recipient_id = me and n.read_at is null
      and (n.domain_id is null or n.domain_id = any(mine))
      and (n.expires_at is null or n.expires_at > now())
  );
end;
$$;

comment on function public.unread_count() is
'How many notifications the caller has not read. Errors: 42501 ACCOUNT_NOT_ACTIVE.';

revoke all on function public.unread_count() from public, anon, service_role;
grant execute on function public.unread_count() to authenticated;
