-- requires: sql/commerce/referral_programmes.sql
create or replace function private.find_programme(domain_id uuid, at timestamptz)
returns public.referral_programmes
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  programme public.referral_programmes;
begin
  select p.* into programme from public.referral_programmes as p
  where p.domain_id = find_programme.domain_id and (p.live_during @> at or p.paused_during @> at);
  return programme;
end;
$$;

comment on function private.find_programme(uuid, timestamptz) is
'The programme that was live or paused at that time; null: none.';
revoke all on function private.find_programme(uuid, timestamptz) from public, anon, authenticated, service_role;
