-- The claims are for display and for a client's cache: policies read the tables.
-- definer: the auth service may not read people.
create or replace function public.custom_access_token_hook(event jsonb)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  claims jsonb := coalesce(event -> 'claims', '{}');
  person record;
begin
  select p.id, p.role_key into person
  from public.people as p
  where p.auth_user_id = (event ->> 'user_id')::uuid and p.status = 'active';
  if found then
    claims := claims || jsonb_build_object(
      'bo_person_id', person.id,
      'bo_role', person.role_key,
      'bo_permission_version', private.permission_version(person.id)
    );
  end if;
  return jsonb_build_object('claims', claims);
exception
  -- A fault here would keep everybody from signing in; without the claims nothing is opened.
  when others then
    return jsonb_build_object('claims', coalesce(event -> 'claims', '{}'));
end;
$$;

comment on function public.custom_access_token_hook(jsonb) is
'Auth hook. Adds bo_person_id, bo_role and bo_permission_version for an active person; never raises. event: {user_id, claims, authentication_method}.';

revoke all on function public.custom_access_token_hook(jsonb) from public, anon, authenticated, service_role;
grant execute on function public.custom_access_token_hook(jsonb) to supabase_auth_admin;
