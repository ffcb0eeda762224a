create or replace function public.search_conversations(
  query text,
  domain_ids uuid [] default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid,
  conversation_id uuid,
  message_id uuid,
  occurred_at timestamptz,
  role text,
  snippet text,
  cursor text
)
language plpgsql
stable
security definer -- definer: @@ is not leakproof, so under row security it could not use its index
rows 50
set search_path = ''
-- One plan fits every word and domain, the text index of one domain at a time; planning anew for each
-- call costs a third of a search for a rare word.
set plan_cache_mode = force_generic_plan
as $$
declare
  mine constant uuid [] := private.permitted_domains('conversations.view', domain_ids);
  words tsquery;
  place record;
begin
  perform private.check_page_size(page_size);
  if length(query) between 1 and 500 is not true then
    perform private.bad_input('query', 'must be a text of 1 to 500 characters');
  end if;
  words := websearch_to_tsquery('private.plain_words', query); -- Seconds, for a text without end.
  place := private.read_time_cursor('search', after);
  return query
  select
    hit.domain_id, hit.conversation_id, hit.id, hit.occurred_at, hit.role,
    ts_headline('private.plain_words', hit.content, words, 'StartSel=**, StopSel=**, MaxWords=30, MinWords=10'),
    private.make_time_cursor('search', hit.occurred_at, hit.conversation_id, hit.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select newest.*
    from (
      select distinct on (message.conversation_id)
        message.domain_id, message.conversation_id, message.id, message.occurred_at, message.role,
        message.content
      from public.messages as message
      where message.domain_id = tenant.id and message.tsv @@ words
      order by message.conversation_id, message.occurred_at desc, message.seq desc
    ) as newest
    inner join public.conversations as talk
      on newest.domain_id = talk.domain_id and newest.conversation_id = talk.id
    where
      not talk.is_test
      and (place.at is null or (newest.occurred_at, newest.conversation_id, newest.domain_id)
        < (place.at, place.id, place.domain_id))
    order by newest.occurred_at desc, newest.conversation_id desc
    limit page_size
  ) as hit
  order by hit.occurred_at desc, hit.conversation_id desc, hit.domain_id desc
  limit page_size;
end;
$$;

comment on function public.search_conversations(text, uuid [], text, integer) is
'Conversations with a message that has all the words of query ("quotes" for a phrase, or, -not; case and accents do not count), each with its newest such message, newest first, test traffic left out. domain_ids: null for all mine. Errors: 22023 names a wrong argument; 42501 a domain that is not yours, or conversations.view held nowhere. Example: {"query": "pricing -trial", "page_size": 20}';

revoke all on function public.search_conversations(text, uuid [], text, integer) from public, anon;
grant execute on function public.search_conversations(text, uuid [], text, integer) to authenticated;
