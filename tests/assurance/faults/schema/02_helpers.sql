-- The two questions that policies ask.

-- definer: reads memberships past their policies, which ask this function.
create function private.my_teams(at_least public.team_role default 'viewer')
returns setof bigint
language sql
stable
security definer
set search_path = ''
as $$
  select memberships.team_id
  from public.memberships
  where memberships.user_id = (select auth.uid()) and memberships.role >= at_least
$$;

-- definer: whether somebody is staff is not to depend on what they may see.
create function private.is_staff()
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (
    select from public.profiles where profiles.id = (select auth.uid()) and profiles.is_staff
  )
$$;

grant execute on function private.my_teams(public.team_role) to authenticated;
grant execute on function private.is_staff() to authenticated;

-- definer: Auth adds the user, and has no rights in public.
create function private.add_profile()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.profiles (id, display_name)
  values (new.id, coalesce(left(new.raw_user_meta_data ->> 'name', 80), ''));
  return new;
end;
$$;

create trigger add_profile after insert on auth.users
for each row execute function private.add_profile();
