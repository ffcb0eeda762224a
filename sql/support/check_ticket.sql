-- requires: sql/platform/bad_input.sql sql/identity/member_domains.sql
create or replace function private.check_ticket(domain_id uuid, priority text, idempotency_key text)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if check_ticket.domain_id = any(private.member_domains()) is not true then
    perform private.fail('42501', 'PERMISSION_DENIED', 'you do not work in this domain');
  end if;
  if priority in ('urgent', 'high', 'normal', 'low') is not true then
    perform private.bad_input('priority', 'urgent, high, normal or low');
  end if;
  -- What is urgent, support says: otherwise everything is.
  if priority = 'urgent' and domain_id <> all(private.domains_with('support.edit')) then
    perform private.bad_input('priority', 'high, normal or low; support may make it urgent');
  end if;
  if length(idempotency_key) not between 1 and 200 then
    perform private.bad_input('idempotency_key', '1 to 200 characters');
  end if;
end;
$$;

comment on function private.check_ticket(uuid, text, text) is
'Raises unless the caller works in the domain, and the priority is one that he may give to a new ticket.';
revoke all on function private.check_ticket(uuid, text, text) from public, anon, authenticated, service_role;
