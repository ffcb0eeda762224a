create or replace function public.invite_collaborator(
  email text,
  role_key text,
  domain_ids uuid [] default '{}',
  is_all_domains boolean default false,
  display_name text default '',
  idempotency_key text default null
)
returns public.invitations
language plpgsql
volatile
security definer -- definer: people, memberships and invitations are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  address text := lower(btrim(invite_collaborator.email));
  is_new boolean;
  invited public.people;
  invitation public.invitations;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('invite_collaborator', null);
  if private.is_email(address) is not true then
    perform private.bad_input('email', 'not an e-mail address');
  end if;
  perform private.check_profile(invite_collaborator.display_name, null, null, null, null);
  if length(invite_collaborator.idempotency_key) not between 1 and 200 then
    perform private.bad_input('idempotency_key', '1 to 200 characters');
  end if;
  perform private.require_role_within_rank(invite_collaborator.role_key);
  if not (select r.is_invitable from public.roles as r where r.key = invite_collaborator.role_key) then
    perform private.fail(
      '22023', 'ROLE_NOT_INVITABLE', 'role_key: people of this role register themselves',
      'Use the person''s status or a password reset.'
    );
  end if;
  insert into public.people (email, role_key, display_name)
  values (address, invite_collaborator.role_key, coalesce(invite_collaborator.display_name, ''))
  on conflict (email) where status <> 'deleted' do nothing;
  is_new := found;
  -- New or not, the row is locked now: of two calls for one address the second continues after the first.
  invited := private.lock_person(private.person_with_email(address));
  if invited.status <> 'invited' then
    perform private.fail(
      'PT409', 'ALREADY_COLLABORATOR', 'this person has joined already', 'Change the role or the domains instead.'
    );
  end if;
  if not is_new then
    perform private.require_rank_over(invited.id);
  end if;
  select i.* into invitation from public.invitations as i
  where i.person_id = invited.id and i.accepted_at is null and i.cancelled_at is null
    and i.idempotency_key = invite_collaborator.idempotency_key;
  if found then
    return invitation;
  end if;
  update public.people as p set role_key = invite_collaborator.role_key
  where p.id = invited.id and p.role_key <> invite_collaborator.role_key;
  perform private.set_memberships(
    invited.id, invite_collaborator.role_key, coalesce(invite_collaborator.domain_ids, '{}'),
    coalesce(invite_collaborator.is_all_domains, false)
  );
  return private.send_invitation(invited.id, invite_collaborator.idempotency_key);
end;
$$;

comment on function public.invite_collaborator(text, text, uuid [], boolean, text, text) is
'Invites a person to a role in some domains, or in all. The mail goes through the outbox (auth.invite); a second call renews the open invitation with its new role and domains and sends again, with the same idempotency_key it does nothing. '
'Needs collaborators.manage and a recent strong login. Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, RANK_TOO_LOW, ROLE_IS_DOMAIN_BOUND; 22023 INVALID_INPUT, ROLE_NOT_INVITABLE; PT409 ALREADY_COLLABORATOR.';
revoke all on function public.invite_collaborator(text, text, uuid [], boolean, text, text) from public, anon;
grant execute on function public.invite_collaborator(text, text, uuid [], boolean, text, text) to authenticated;
