-- requires: sql/support/apply_issue.sql sql/support/webhook_inbox.sql sql/support/read_webhook_body.sql sql/platform/is_valid_input.sql sql/notify/enqueue.sql
create or replace function private.apply_webhook(kept private.webhook_inbox)
returns text
language plpgsql
volatile
security definer -- definer: reads links past RLS
set search_path = ''
as $$
declare
  event constant jsonb := private.read_webhook_body(kept.body);
  issue constant jsonb := event -> 'data';
  issue_id uuid;
begin
  if not kept.signature_ok then
    return 'not signed';
  end if;
  if event ->> 'type' is distinct from 'Issue' or event ->> 'action' in ('create', 'update') is not true then
    return 'not about an issue''s state';
  end if;
  if not coalesce(private.is_valid_input(issue ->> 'id', 'uuid'), false)
    or not coalesce(private.is_valid_input(issue ->> 'updatedAt', 'timestamptz'), false) then
    return 'without id or time';
  end if;
  issue_id := issue ->> 'id';
  if not kept.is_fresh then
    -- It may be old, or sent by whoever has overheard it: what is true is asked of Linear itself.
    perform private.enqueue(
      'linear.issue.read', 'linear.issue.read:' || kept.delivery_id, jsonb_build_object('id', issue_id), l.domain_id
    )
    from public.ticket_links as l where l.id = issue_id;
    return 'late: read the issue anew';
  end if;
  return private.apply_issue(
    issue_id, issue ->> 'identifier', coalesce(event ->> 'url', issue ->> 'url'),
    issue #>> '{state,type}', issue #>> '{state,name}', (issue ->> 'updatedAt')::timestamptz, kept.delivery_id
  );
end;
$$;

comment on function private.apply_webhook(private.webhook_inbox) is
'Does what a webhook of Linear tells. Returns why it was not applied, else null.';
revoke all on function private.apply_webhook(private.webhook_inbox) from public, anon, authenticated, service_role;
