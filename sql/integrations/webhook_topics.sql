-- requires: sql/platform/default_privileges.sql
create or replace function private.webhook_topics()
returns text []
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return '{case.created,case.updated,donation.created,donation.updated,order.created,order.updated,ticket.created,ticket.updated}';
end;
$$;

comment on function private.webhook_topics() is 'What webhooks can tell of.';
revoke all on function private.webhook_topics() from public, anon, authenticated, service_role;
