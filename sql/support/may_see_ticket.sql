-- requires: sql/support/tickets.sql sql/identity/domains_with.sql sql/identity/member_domains.sql
-- The same rule as the policy of tickets, for functions that run as their owner.
create or replace function private.may_see_ticket(domain_id uuid, reporter_id uuid)
returns boolean
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return domain_id = any(private.domains_with('tickets.view'))
    or (
      coalesce(reporter_id = private.current_person_id(), false)
      and domain_id = any(private.member_domains())
    );
end;
$$;

comment on function private.may_see_ticket(uuid, uuid) is
'Whether the caller may see tickets of that domain by that reporter: all of them with tickets.view, the own ones while working there.';
revoke all on function private.may_see_ticket(uuid, uuid) from public, anon, authenticated, service_role;
