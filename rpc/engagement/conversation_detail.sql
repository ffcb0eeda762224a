create or replace function public.conversation_detail(domain_id uuid, conversation_id uuid)
returns jsonb
language plpgsql
stable
security definer -- definer: row security would ask for the permissions of each of its six tables
set search_path = ''
set plan_cache_mode = force_generic_plan -- It looks up by keys alone.
as $$
declare
  held constant text [] := private.permitted_in(domain_id, '{conversations.view,visitors.view,accounts.view}');
  detail jsonb;
begin
  -- Each part has its permission: a transcript without the visitor, where only that is permitted.
  select jsonb_build_object(
    'conversation', to_jsonb(talk),
    'visitor', to_jsonb(visitor),
    'account', to_jsonb(account),
    'session', to_jsonb(session),
    'messages', coalesce((
      select jsonb_agg(to_jsonb(message) - '{domain_id,conversation_id,tsv}'::text [] order by message.seq)
      from public.messages as message
      where message.domain_id = talk.domain_id and message.conversation_id = talk.id
    ), '[]'),
    'score', (
      select to_jsonb(counting) - '{domain_id,conversation_id}'::text []
      from public.current_conversation_scores as counting
      where counting.domain_id = talk.domain_id and counting.conversation_id = talk.id
    ),
    'scores', coalesce((
      select jsonb_agg(
        to_jsonb(judged) - '{domain_id,conversation_id}'::text [] order by judged.scored_at desc, judged.id
      )
      from public.conversation_scores as judged
      where judged.domain_id = talk.domain_id and judged.conversation_id = talk.id
    ), '[]')
  )
  into detail
  from public.conversations as talk
  left join public.visitors as visitor
    on talk.domain_id = visitor.domain_id and talk.visitor_id = visitor.id and 'visitors.view' = any(held)
  left join public.accounts as account
    on visitor.domain_id = account.domain_id and visitor.account_id = account.id
    and 'accounts.view' = any(held)
  left join public.visitor_sessions as session
    on talk.domain_id = session.domain_id and talk.session_id = session.id and 'visitors.view' = any(held)
  where
    'conversations.view' = any(held)
    and talk.domain_id = conversation_detail.domain_id
    and talk.id = conversation_detail.conversation_id;
  if detail is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such conversation');
  end if;
  return detail;
end;
$$;

comment on function public.conversation_detail(uuid, uuid) is
'One conversation as {conversation, visitor, account, session, messages in the order of seq, score (the current one), scores (all, newest first)}. Errors: P0002 / NOT_FOUND when it is not there or not visible.';

revoke all on function public.conversation_detail(uuid, uuid) from public, anon;
grant execute on function public.conversation_detail(uuid, uuid) to authenticated;
