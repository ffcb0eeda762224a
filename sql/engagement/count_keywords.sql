-- requires: sql/engagement/conversation_keywords.sql sql/engagement/find_conversations.sql
create or replace function private.count_keywords(wanted private.engagement_filter)
returns table (keyword text, conversations bigint)
language plpgsql
stable
security definer -- definer: one check of the permission, in find_conversations, instead of one a row
rows 1000
set search_path = ''
as $$
begin
  return query
  with meant as materialized (
    select known.keywords
    from private.find_conversations(wanted) as found
    inner join public.conversation_keywords as known
      on found.domain_id = known.domain_id and found.id = known.conversation_id
  )
  select used.word, count(*)
  from meant
  cross join lateral unnest(meant.keywords) as used (word)
  group by used.word
  union all
  select null, count(*) from meant;
end;
$$;

comment on function private.count_keywords(private.engagement_filter) is
'How many of the conversations that the filter means have each keyword; keyword null: how many were read. Needs conversations.view.';

revoke all on function private.count_keywords(private.engagement_filter) from public;
