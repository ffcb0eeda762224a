create or replace function public.revocation_token(revocation_id uuid)
returns table (domain_id uuid, integration_id uuid, provider text, refresh_token text)
language plpgsql
volatile
security definer -- definer: nobody holds anything on token_revocations and the vault
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select r.domain_id, r.integration_id, r.provider, private.read_secret(r.secret_id)
  from private.token_revocations as r where r.id = revocation_token.revocation_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is nothing to revoke any more');
  end if;
end;
$$;

comment on function public.revocation_token(uuid) is
'For workers: the refresh token that a message *.token.revoke of the outbox is about. Then finish_revocation. Errors: P0002 NOT_FOUND: it was revoked, or has waited too long.';
revoke all on function public.revocation_token(uuid) from public, anon, authenticated;
grant execute on function public.revocation_token(uuid) to service_role;
