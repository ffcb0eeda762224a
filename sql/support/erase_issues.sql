-- requires: sql/support/ticket_links.sql sql/support/webhook_inbox.sql sql/support/webhook_issue_id.sql
-- requires: sql/notify/enqueue.sql
create or replace function private.erase_issues(domain_id uuid, ticket_ids uuid [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  issue_id uuid;
begin
  for issue_id in
    select link.id from public.ticket_links as link
    where link.domain_id = erase_issues.domain_id and link.ticket_id = any(ticket_ids)
    order by link.id
  loop
    -- Linear makes the end of an address of the title.
    update public.ticket_links as link
    set url = regexp_replace(link.url, '(/issue/[^/]+)/.*$', '\1')
    where link.domain_id = erase_issues.domain_id and link.id = issue_id;
    update private.outbox as message set last_error = null, payload = message.payload || case message.topic
      when 'linear.issue.create' then '{"title": "[erased]", "description": "[erased]"}'::jsonb
      when 'linear.comment.create' then '{"body": "[erased]"}'
      else jsonb_build_object('changes', message.payload -> 'changes' || '{"title": "[erased]", "description": "[erased]"}')
    end
    where
      message.domain_id = erase_issues.domain_id
      and message.topic in ('linear.issue.create', 'linear.issue.update', 'linear.comment.create')
      and issue_id::text in (message.payload ->> 'id', message.payload ->> 'issue_id');
    -- Unread, it may have told of a new state: what is true is asked of Linear.
    perform private.enqueue(
      'linear.issue.read', 'linear.issue.read:' || kept.delivery_id, jsonb_build_object('id', issue_id), erase_issues.domain_id
    )
    from private.webhook_inbox as kept
    where kept.processed_at is null and kept.signature_ok and private.webhook_issue_id(kept.body) = issue_id;
    update private.webhook_inbox as kept
    set body = '', processed_at = coalesce(kept.processed_at, now()), error = coalesce(kept.error, 'erased')
    where position(convert_to(issue_id::text, 'UTF8') in kept.body) > 0;
    perform private.enqueue(
      'linear.issue.erase', 'linear.issue.erase:' || issue_id, jsonb_build_object('id', issue_id), erase_issues.domain_id
    );
  end loop;
end;
$$;

comment on function private.erase_issues(uuid, uuid []) is
'Takes the words of these tickets out of what Linear is to get and what it has told, and asks it to erase them.';

revoke all on function private.erase_issues(uuid, uuid []) from public;
