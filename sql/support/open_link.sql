-- requires: sql/support/ticket_links.sql sql/support/ticket_provider.sql
create or replace function private.open_link(domain_id uuid, ticket_id uuid)
returns public.ticket_links
language plpgsql
stable
security definer -- definer: reporters do not read links
set search_path = ''
as $$
declare
  chosen constant public.ticket_providers := private.ticket_provider(domain_id);
  link public.ticket_links;
begin
  select l.* into link from public.ticket_links as l
  where l.domain_id = open_link.domain_id and l.ticket_id = open_link.ticket_id
    and l.provider = chosen.provider and l.endpoint_id is not distinct from chosen.endpoint_id;
  return link;
end;
$$;

comment on function private.open_link(uuid, uuid) is
'The ticket''s issue at the provider of its domain; null where it has none there. Links elsewhere, from before the provider was switched, are only read.';
revoke all on function private.open_link(uuid, uuid) from public, anon, authenticated, service_role;
