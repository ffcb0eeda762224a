-- requires: sql/support/ticket_links.sql sql/support/webhook_inbox.sql sql/support/webhook_issue_id.sql
-- requires: sql/support/erase_issue_messages.sql sql/support/tell_provider.sql
create or replace function private.erase_issues(domain_id uuid, ticket_ids uuid [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  link public.ticket_links;
begin
  for link in
    select l.* from public.ticket_links as l
    where l.domain_id = erase_issues.domain_id and l.ticket_id = any(ticket_ids)
    order by l.id
  loop
    -- Linear makes the end of an address of the title.
    update public.ticket_links as l
    set url = regexp_replace(l.url, '(/issue/[^/]+)/.*$', '\1')
    where l.domain_id = erase_issues.domain_id and l.id = link.id;
    perform private.erase_issue_messages(erase_issues.domain_id, link.id);
    -- Unread, it may have told of a new state: what is true is asked of Linear.
    perform private.enqueue(
      'linear.issue.read', 'linear.issue.read:' || kept.delivery_id, jsonb_build_object('id', link.id), erase_issues.domain_id
    )
    from private.webhook_inbox as kept
    where kept.processed_at is null and kept.signature_ok and private.webhook_issue_id(kept.body) = link.id;
    update private.webhook_inbox as kept
    set body = '', processed_at = coalesce(kept.processed_at, now()), error = coalesce(kept.error, 'erased')
    where position(convert_to(link.id::text, 'UTF8') in kept.body) > 0;
    perform private.tell_provider(link, 'erase', link.id::text, jsonb_build_object('id', link.id));
  end loop;
end;
$$;

comment on function private.erase_issues(uuid, uuid []) is
'Takes the words of these tickets out of what their providers are to get and what Linear has told, and asks them to erase them; also providers that the domain has left.';

revoke all on function private.erase_issues(uuid, uuid []) from public;
