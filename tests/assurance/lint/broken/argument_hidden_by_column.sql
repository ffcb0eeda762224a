-- expects: private.is_in_team(bigint)
create function private.is_in_team(team_id bigint)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (
    select from public.memberships
    where memberships.team_id = team_id and memberships.user_id = (select auth.uid())
  )
$$;
-- this one names what it means
create function private.is_owner_of(team_id bigint)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (
    select from public.memberships
    where memberships.team_id = is_owner_of.team_id and memberships.user_id = (select auth.uid())
  )
$$;
-- and plpgsql refuses what is ambiguous
create function private.is_viewer_of(team_id bigint)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return exists (
    select from public.memberships
    where memberships.team_id = team_id and memberships.user_id = (select auth.uid())
  );
end
$$;
