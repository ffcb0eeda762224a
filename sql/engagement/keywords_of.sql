-- requires: sql/engagement/extract_keywords.sql sql/engagement/messages.sql
create or replace function private.keywords_of(domain_id uuid, conversation_id uuid)
returns text []
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  -- People sign with what their address says.
  names constant text [] := (
    select regexp_split_to_array(lower(split_part(visitor.email, '@', 1)), '[^[:alpha:]]+')
    from public.conversations as talk
    inner join public.visitors as visitor
      on talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id
    where talk.domain_id = keywords_of.domain_id and talk.id = keywords_of.conversation_id
  );
begin
  return array(
    select distinct found.word
    from public.messages as message
    inner join public.conversations as talk
      on message.domain_id = talk.domain_id and message.conversation_id = talk.id
    cross join lateral private.extract_keywords(
      message.content, coalesce(message.language, talk.language)
    ) as found (word)
    where
      message.domain_id = keywords_of.domain_id
      and message.conversation_id = keywords_of.conversation_id
      and message.role = 'visitor' and message.content <> '[erased]'
      and (names is null or not string_to_array(found.word, ' ') && names)
    order by found.word
    limit 500
  );
end;
$$;

comment on function private.keywords_of(uuid, uuid) is
'The keywords of a conversation, from what the visitor wrote: each once, at most 500, none that is in the visitor''s own address.';

revoke all on function private.keywords_of(uuid, uuid) from public;
