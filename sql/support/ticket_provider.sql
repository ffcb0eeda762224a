-- requires: sql/support/ticket_providers.sql
create or replace function private.ticket_provider(domain_id uuid)
returns public.ticket_providers
language plpgsql
stable
security definer -- definer: whoever opens a ticket need not see the domain's integrations
set search_path = ''
as $$
declare
  chosen public.ticket_providers;
begin
  select p.* into chosen from public.ticket_providers as p where p.domain_id = ticket_provider.domain_id;
  chosen.provider := coalesce(chosen.provider, 'linear');
  return chosen;
end;
$$;

comment on function private.ticket_provider(uuid) is 'What the domain''s tickets go to: what was chosen, else Linear.';
revoke all on function private.ticket_provider(uuid) from public, anon, authenticated, service_role;
