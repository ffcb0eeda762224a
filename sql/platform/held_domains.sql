-- requires: sql/platform/legal_holds.sql
create or replace function private.held_domains()
returns uuid []
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return array(select h.domain_id from public.legal_holds as h where h.released_at is null);
end;
$$;

comment on function private.held_domains() is 'The domains of which no history goes for now.';
revoke all on function private.held_domains() from public, anon, authenticated, service_role;
