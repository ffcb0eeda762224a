create or replace function public.run_keyword_upkeep(batch_size integer default 1000)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody else writes keywords
set search_path = ''
as $$
declare
  talks bigint;
begin
  if batch_size between 1 and 10000 is not true then
    perform private.bad_input('batch_size', '1 to 10000');
  end if;
  -- One worker at a time: the older reading of a text must not win.
  if not pg_try_advisory_xact_lock(hashtextextended('run_keyword_upkeep', 0)) then
    return jsonb_build_object('conversations', 0, 'is_waiting', false);
  end if;
  with taken as (
    delete from private.dirty_keywords as noted
    where noted.id in (
      select oldest.id from private.dirty_keywords as oldest order by oldest.id limit batch_size
    )
    returning noted.domain_id, noted.conversation_id
  ), touched as (
    select distinct taken.domain_id, taken.conversation_id
    from taken
    inner join public.conversations as talk
      on taken.domain_id = talk.domain_id and taken.conversation_id = talk.id
  ), stored as (
    insert into public.conversation_keywords as known (domain_id, conversation_id, keywords)
    select
      touched.domain_id, touched.conversation_id,
      private.keywords_of(touched.domain_id, touched.conversation_id)
    from touched
    on conflict (domain_id, conversation_id) do update
    set keywords = excluded.keywords, made_at = excluded.made_at
    returning 1
  )
  select count(*) into talks from stored;
  return jsonb_build_object(
    'conversations', talks, 'is_waiting', exists (select from private.dirty_keywords)
  );
end;
$$;

comment on function public.run_keyword_upkeep(integer) is
'For the worker, every minute, and again at once while is_waiting: reads the words of conversations in which something was written, for batch_size (1 to 10000) notes at most. A worker that is killed loses nothing. A second one at the same time does nothing. '
'Returns {conversations, is_waiting}. Errors: 22023 INVALID_INPUT.';

revoke all on function public.run_keyword_upkeep(integer) from public, anon, authenticated;
grant execute on function public.run_keyword_upkeep(integer) to service_role;
