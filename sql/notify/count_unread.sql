-- requires: sql/notify/notifications.sql sql/identity/member_domains.sql
create or replace function private.count_unread(person_id uuid)
returns bigint
language plpgsql
stable
security definer -- definer: the policy knows the recipient only
set search_path = ''
as $$
declare
  mine constant uuid [] := private.member_domains();
begin
  return (
    select count(*) from public.notifications as n
    where
      n.recipient_id = count_unread.person_id and n.read_at is null
      and (n.domain_id is null or n.domain_id = any(mine))
      and (n.expires_at is null or n.expires_at > now())
  );
end;
$$;

comment on function private.count_unread(uuid) is
'How many notifications the person has not read, of those that the caller may see: in the domains where the caller works.';
revoke all on function private.count_unread(uuid) from public, anon, authenticated, service_role;
