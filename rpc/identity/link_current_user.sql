-- The first call of a new account. Binding happens once: a second account with the same address, or
-- one whose address nobody has verified, finds the same refusal as a stranger. Who is bound already
-- is told so as long as the session counts.
-- definer: reads auth.users, and the caller is nobody yet.
create or replace function public.link_current_user()
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  account record;
  invited uuid;
  person public.people;
begin
  select u.id, u.email, coalesce(u.raw_app_meta_data ->> 'provider', 'email') as provider
  into account
  from auth.users as u
  where u.id = auth.uid() and u.email_confirmed_at is not null and u.deleted_at is null;
  invited := private.person_with_email(account.email);
  if invited is not null then
    person := private.lock_person(invited);
  end if;
  if person.status in ('invited', 'active') and account.provider = any(person.allowed_providers)
    and coalesce(person.auth_user_id, account.id) = account.id then
    if person.status = 'active' and person.auth_user_id is not null then
      return private.require_person();
    end if;
    return private.link_account(person, account.id);
  end if;
  perform private.fail(
    '42501', 'NOT_INVITED', 'this account belongs to no invited person',
    'Sign in with the address that was invited, and verify it.'
  );
end;
$$;

comment on function public.link_current_user() is
'Binds the signed-in account to the person invited under its verified address and accepts the invitation; the person''s id. Again: changes nothing. Raises 42501: NOT_INVITED, INVITATION_EXPIRED, or ACCOUNT_NOT_ACTIVE for a session that was ended.';

revoke all on function public.link_current_user() from public, anon, service_role;
grant execute on function public.link_current_user() to authenticated;
