-- requires: sql/integrations/oauth_states.sql sql/integrations/token_revocations.sql sql/integrations/forget_secret.sql
create or replace function private.purge_secrets(batch_size integer, out states bigint, out revocations bigint)
language plpgsql
volatile
security definer -- definer: nobody holds anything on these tables and the vault
set search_path = ''
as $$
declare
  secret_id uuid;
begin
  states := 0;
  revocations := 0;
  for secret_id in
    with old as (
      select s.state_hash from private.oauth_states as s
      where s.expires_at < now() - interval '1 day' order by s.expires_at limit batch_size for update skip locked
    )
    delete from private.oauth_states as s using old where s.state_hash = old.state_hash returning s.verifier_secret_id
  loop
    perform private.forget_secret(secret_id);
    states := states + 1;
  end loop;
  for secret_id in
    with old as (
      select r.id from private.token_revocations as r
      where r.created_at < now() - interval '7 days' order by r.created_at limit batch_size for update skip locked
    )
    delete from private.token_revocations as r using old where r.id = old.id returning r.secret_id
  loop
    perform private.forget_secret(secret_id);
    revocations := revocations + 1;
  end loop;
end;
$$;

comment on function private.purge_secrets(integer) is
'Removes states of more than a day ago, and tokens that nobody could have revoked for a week, with their secrets.';
revoke all on function private.purge_secrets(integer) from public, anon, authenticated, service_role;
