-- requires: sql/integrations/webhook_topics.sql sql/platform/bad_input.sql
-- Whoever may name an address must not make our workers call what only they can reach. A name whose last label is
-- made of letters is no IP address in any of its spellings; where it leads is for the worker to look at, each time.
create or replace function private.check_webhook(url text, topics text [])
returns void
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  host constant text := lower(substring(url from '^https://([^/:?#]+)'));
begin
  if (
    length(url) <= 2000 and url ~* '^https://([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(:\d{1,5})?(/[^\s#]*)?$'
  ) is not true then
    perform private.bad_input('url', 'https:// and a public name, such as https://hooks.example.com/bo');
  end if;
  if host ~ '\.(localhost|local|internal|intranet|lan|home|corp|private|arpa|onion)$' then
    perform private.bad_input('url', 'a name that the public can look up');
  end if;
  if cardinality(topics) > 0 is not true or topics <@ private.webhook_topics() is not true then
    perform private.bad_input('topics', 'some of ' || array_to_string(private.webhook_topics(), ', '));
  end if;
end;
$$;

comment on function private.check_webhook(text, text []) is
'Raises 22023 INVALID_INPUT unless the address is https with a public name, and the topics are some of webhook_topics().';
revoke all on function private.check_webhook(text, text []) from public, anon, authenticated, service_role;
