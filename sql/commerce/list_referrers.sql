-- requires: sql/commerce/platform_users.sql
-- A loop: at most three look-ups by key, where a recursive query is planned for many.
create or replace function private.list_referrers(
  domain_id uuid, platform_user_id uuid, at timestamptz, levels integer default 3
)
returns uuid []
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  line uuid [] := '{}';
  next_one uuid := platform_user_id;
begin
  for level in 1..levels loop
    select u.referrer_id into next_one from public.platform_users as u
    where u.domain_id = list_referrers.domain_id and u.id = next_one
      and coalesce(u.referred_at, u.joined_at) <= at;
    exit when next_one is null;
    line := line || next_one;
  end loop;
  return line;
end;
$$;

comment on function private.list_referrers(uuid, uuid, timestamptz, integer) is
'Who had brought a user at that time, who had brought that one, and so on; up to so many levels.';
revoke all on function private.list_referrers(uuid, uuid, timestamptz, integer)
from public, anon, authenticated, service_role;
