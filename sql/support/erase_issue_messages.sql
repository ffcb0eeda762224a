-- requires: sql/notify/outbox.sql
create or replace function private.erase_issue_messages(domain_id uuid, issue_id uuid)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  update private.outbox as message set last_error = null, payload = message.payload || case
    when message.topic in ('linear.comment.create', 'hubspot.note.create') then '{"body": "[erased]"}'::jsonb
    when message.topic in ('linear.issue.create', 'hubspot.ticket.create') then '{"title": "[erased]", "description": "[erased]"}'
    else jsonb_build_object('changes', message.payload -> 'changes' || '{"title": "[erased]", "description": "[erased]"}')
  end
  where
    message.domain_id = erase_issue_messages.domain_id
    and message.topic in (
      'linear.issue.create', 'linear.issue.update', 'linear.comment.create',
      'hubspot.ticket.create', 'hubspot.ticket.update', 'hubspot.note.create'
    )
    and issue_id::text in (message.payload ->> 'id', message.payload ->> 'issue_id');
end;
$$;

comment on function private.erase_issue_messages(uuid, uuid) is
'Takes the words out of what a provider is to get of this issue. What webhooks get has none.';

revoke all on function private.erase_issue_messages(uuid, uuid) from public;
