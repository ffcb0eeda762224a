create or replace function public.list_keywords(
  filter jsonb default '{}',
  min_conversations integer default 3,
  page_size integer default 50
)
returns table (
  keyword text,
  conversations bigint,
  total bigint,
  previous_conversations bigint,
  previous_total bigint,
  score numeric
)
language plpgsql
stable
security definer -- definer: counts past row security, of the domains where the person may view conversations
rows 50
set search_path = ''
as $$
declare
  wanted private.engagement_filter;
  before private.engagement_filter;
begin
  perform private.check_page_size(page_size);
  -- A word that one or two people use may tell who they are.
  if min_conversations between 3 and 1000000 is not true then
    perform private.bad_input('min_conversations', 'must be from 3');
  end if;
  wanted := private.topic_window(filter);
  before := wanted;
  before."to" := wanted."from";
  before."from" := wanted."from" - interval '90 days';
  return query
  with present as (
    select counted.* from private.count_keywords(wanted) as counted
  ), past as (
    select counted.* from private.count_keywords(before) as counted
  ), compared as (
    select
      present.keyword, present.conversations as n, all_now.conversations as n_all,
      coalesce(past.conversations, 0) as p, all_then.conversations as p_all
    from present
    inner join present as all_now on all_now.keyword is null
    inner join past as all_then on all_then.keyword is null
    left join past on present.keyword = past.keyword
    where present.keyword is not null and present.conversations >= min_conversations
  )
  select
    compared.keyword, compared.n, compared.n_all, compared.p, compared.p_all,
    round(
      ln((compared.n + 0.5) / (compared.n_all - compared.n + 0.5))
      - ln((compared.p + 0.5) / (compared.p_all - compared.p + 0.5)), 6
    ) as log_odds
  from compared
  order by log_odds desc, compared.n desc, compared.keyword
  limit page_size;
end;
$$;

comment on function public.list_keywords(jsonb, integer, integer) is
'Words and pairs of words that visitors used more than before, the most telling first: conversations with it out of total that were read, the same of the 90 days before the window, and score, the difference of the log odds of the two, each count raised by a half. min_conversations: 3 or more, so that no single person''s words show. filter: the same object as list_conversations; without from 30 days, at most 400. Needs conversations.view. '
'Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"language": "es"}, "page_size": 20}';

revoke all on function public.list_keywords(jsonb, integer, integer) from public, anon, service_role;
grant execute on function public.list_keywords(jsonb, integer, integer) to authenticated;
