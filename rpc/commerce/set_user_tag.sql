create or replace function public.set_user_tag(
  domain_id uuid,
  platform_user_id uuid,
  tag text,
  expected_version integer default null
)
returns public.platform_users
language plpgsql
volatile
security definer -- definer: nobody holds update on platform_users
set search_path = ''
as $$
declare
  -- The platform calls with the secret key, for the user; people of the back office call as themselves.
  is_own_choice constant boolean := private.has_secret_key();
  platform_user public.platform_users;
begin
  if not is_own_choice then
    perform private.require('platform_users.edit', domain_id);
  end if;
  if tag ~ '^[A-Za-z0-9_-]{6,12}$' is not true then
    perform private.bad_input('tag', '6 to 12 letters, digits, _ or -');
  end if;
  platform_user := private.lock_platform_user(domain_id, platform_user_id, expected_version);
  if platform_user.tag = set_user_tag.tag then
    return platform_user;
  end if;
  if is_own_choice and platform_user.tag_chosen_at is not null then
    perform private.fail(
      'PT409', 'TAG_CHOSEN', 'the user has chosen a tag before', 'Support can still change it.'
    );
  end if;
  update public.platform_users as u
  set tag = set_user_tag.tag, tag_chosen_at = case when is_own_choice then now() else u.tag_chosen_at end
  where u.domain_id = platform_user.domain_id and u.id = platform_user.id
  returning u.* into platform_user;
  return platform_user;
exception
  when unique_violation then
    perform private.fail('23505', 'TAG_TAKEN', 'tag: another user of this domain has it');
end;
$$;

comment on function public.set_user_tag(uuid, uuid, text, integer) is
'Changes what a user is called on the platform; returns the user. With the secret key it is the user''s own choice, which is made once; with platform_users.edit it may be changed any number of times, and leaves the user''s own choice as it was. The same tag again does nothing. tag: 6 to 12 letters, digits, _ or -; unique in the domain, whatever its case. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 INVALID_INPUT; PT409 TAG_CHOSEN; 23505 TAG_TAKEN.';
revoke all on function public.set_user_tag(uuid, uuid, text, integer) from public, anon;
grant execute on function public.set_user_tag(uuid, uuid, text, integer) to authenticated, service_role;
