-- A session that was ended counts for nothing: link_current_user() still told it the own person.
set local check_function_bodies = off;

create or replace function public.link_current_user()
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  as $function$
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
$function$;

comment on function public.link_current_user() is 'Binds the signed-in account to the person invited under its verified address and accepts the invitation; the person''s id. Again: changes nothing. Raises 42501: NOT_INVITED, INVITATION_EXPIRED, or ACCOUNT_NOT_ACTIVE for a session that was ended.';
