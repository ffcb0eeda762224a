create or replace function public.store_issue(
  issue_id uuid,
  identifier text,
  url text,
  state_type text,
  state_name text,
  changed_at timestamptz
)
returns text
language plpgsql
volatile
security definer -- definer: nobody holds update on ticket_links
set search_path = ''
as $$
begin
  if not exists (select from public.ticket_links as l where l.id = store_issue.issue_id) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such issue');
  end if;
  if changed_at is null then
    perform private.bad_input('changed_at', 'when Linear says that it changed');
  end if;
  if url !~ '^https://' or length(url) > 500 or length(identifier) > 50 then
    perform private.bad_input('url', 'identifier and address as Linear gave them');
  end if;
  return private.apply_issue(issue_id, identifier, url, state_type, state_name, changed_at, '');
end;
$$;

comment on function public.store_issue(uuid, text, text, text, text, timestamptz) is
'For workers: what Linear answered about an issue, when it was made or read anew. issue_id: the id in the message. identifier: ABC-123. url: its page. state_type, state_name: its state. changed_at: its updatedAt. '
'What is older than we know changes nothing. Returns null, or that the state type is unknown. Errors: P0002 NOT_FOUND; 22023 INVALID_INPUT.';
revoke all on function public.store_issue(uuid, text, text, text, text, timestamptz) from public, anon, authenticated;
grant execute on function public.store_issue(uuid, text, text, text, text, timestamptz) to service_role;
