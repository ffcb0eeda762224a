-- requires: sql/support/read_webhook_body.sql sql/platform/is_valid_input.sql
create or replace function private.webhook_issue_id(body bytea)
returns uuid
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  told constant jsonb := private.read_webhook_body(body) -> 'data';
  found constant text := coalesce(told ->> 'issueId', told #>> '{issue,id}', told ->> 'id');
begin
  return case when private.is_valid_input(found, 'uuid') then found::uuid end;
end;
$$;

comment on function private.webhook_issue_id(bytea) is
'The issue that a webhook of Linear is about: itself, or the one that a comment or an attachment belongs to.';
revoke all on function private.webhook_issue_id(bytea) from public, anon, authenticated, service_role;
