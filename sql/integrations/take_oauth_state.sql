-- requires: sql/integrations/oauth_states.sql sql/support/person_may.sql sql/platform/fail.sql
create or replace function private.take_oauth_state(state text, person_id uuid)
returns private.oauth_states
language plpgsql
volatile
security definer -- definer: nobody holds anything on oauth_states
set search_path = ''
as $$
declare
  begun private.oauth_states;
begin
  -- Locked, so that of two workers with the same state the second sees what the first did.
  select s.* into begun from private.oauth_states as s
  where s.state_hash = sha256(convert_to(take_oauth_state.state, 'UTF8')) for update;
  -- One answer for a state that nobody began and one that somebody else did: it tells neither.
  if begun.person_id is distinct from take_oauth_state.person_id or begun.person_id is null then
    perform private.fail(
      '42501', 'OAUTH_STATE_REFUSED', 'this person did not begin this connection', 'Begin again.'
    );
  end if;
  if begun.finished_at is not null then
    perform private.fail('PT409', 'OAUTH_STATE_USED', 'this state was used already', 'Begin again.');
  end if;
  if begun.expires_at <= now() then
    perform private.fail('PT410', 'OAUTH_STATE_EXPIRED', 'a state is good for ten minutes', 'Begin again.');
  end if;
  if not private.person_may(begun.person_id, 'integrations.manage', begun.domain_id) then
    perform private.fail('42501', 'PERMISSION_DENIED', 'integrations.manage is not permitted any more');
  end if;
  return begun;
end;
$$;

comment on function private.take_oauth_state(text, uuid) is
'The connection that the person began with this state, locked. Raises 42501 OAUTH_STATE_REFUSED, PERMISSION_DENIED; PT409 OAUTH_STATE_USED; PT410 OAUTH_STATE_EXPIRED.';
revoke all on function private.take_oauth_state(text, uuid) from public, anon, authenticated, service_role;
