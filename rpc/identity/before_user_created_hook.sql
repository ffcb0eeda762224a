-- Sign-up is by invitation: the auth service asks here before it makes an account. It admits whom
-- link_current_user() would bind: an account that never belongs to anybody is only a risk.
-- The answer is the same whatever the reason, so that nobody learns who works here.
-- definer: the auth service may not read people.
create or replace function public.before_user_created_hook(event jsonb)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  provider text := coalesce(nullif(event #>> '{user,app_metadata,provider}', ''), 'email');
begin
  perform from public.people
  where people.id = private.person_with_email(event #>> '{user,email}')
    and people.auth_user_id is null
    and provider = any(people.allowed_providers)
    and (people.status = 'active' or people.status = 'invited' and exists (
      select from public.invitations as i
      where i.person_id = people.id
        and i.accepted_at is null and i.cancelled_at is null and i.expires_at > now()
    ));
  if found then
    return '{}'::jsonb;
  end if;
  return jsonb_build_object('error', jsonb_build_object(
    'http_code', 403, 'message', 'Sign-up is by invitation.'
  ));
end;
$$;

comment on function public.before_user_created_hook(jsonb) is
'Auth hook. {} for the address of a person without account, who is active or has an open invitation and may use the provider; else an error object with http_code 403. event: {metadata, user}.';

revoke all on function public.before_user_created_hook(jsonb) from public, anon, authenticated, service_role;
grant execute on function public.before_user_created_hook(jsonb) to supabase_auth_admin;
