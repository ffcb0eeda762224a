create or replace function public.finish_revocation(revocation_id uuid)
returns boolean
language plpgsql
volatile
security definer -- definer: nobody holds anything on token_revocations and the vault
set search_path = ''
as $$
declare
  secret uuid;
begin
  delete from private.token_revocations as r where r.id = finish_revocation.revocation_id
  returning r.secret_id into secret;
  perform private.forget_secret(secret);
  return secret is not null;
end;
$$;

comment on function public.finish_revocation(uuid) is
'For workers: the service has revoked the token; it is forgotten here too. Returns whether there was one, so the same again is false.';
revoke all on function public.finish_revocation(uuid) from public, anon, authenticated;
grant execute on function public.finish_revocation(uuid) to service_role;
