create or replace function public.redeem_oauth_state(state text, person_id uuid)
returns table (domain_id uuid, provider text, redirect_uri text, code_verifier text)
language plpgsql
volatile
security definer -- definer: nobody holds anything on oauth_states and the vault
set search_path = ''
as $$
#variable_conflict use_column
declare
  begun constant private.oauth_states := private.take_oauth_state(state, redeem_oauth_state.person_id);
  verifier text;
begin
  if begun.redeemed_at is not null then
    perform private.fail('PT409', 'OAUTH_STATE_USED', 'this state was used already', 'Begin again.');
  end if;
  verifier := private.read_secret(begun.verifier_secret_id);
  perform private.forget_secret(begun.verifier_secret_id);
  update private.oauth_states as s set redeemed_at = clock_timestamp() where s.state_hash = begun.state_hash;
  return query select begun.domain_id, begun.provider, begun.redirect_uri, verifier;
end;
$$;

comment on function public.redeem_oauth_state(text, uuid) is
'For the worker that the browser came back to: trades the state, once, for the code verifier and the redirect_uri with which it asks HubSpot for tokens. state: what the browser brought back. person_id: who brought it, by the access token that came with the request and not by a parameter. '
'Errors: 42501 OAUTH_STATE_REFUSED (nobody began it, or somebody else), PERMISSION_DENIED; PT409 OAUTH_STATE_USED; PT410 OAUTH_STATE_EXPIRED.';
revoke all on function public.redeem_oauth_state(text, uuid) from public, anon, authenticated;
grant execute on function public.redeem_oauth_state(text, uuid) to service_role;
