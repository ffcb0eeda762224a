create or replace function public.score_conversation(
  domain_id uuid,
  conversation_id uuid,
  score numeric,
  rubric_version integer,
  dimensions jsonb default '{}',
  reason text default null,
  scorer text default 'human',
  idempotency_key uuid default null
)
returns uuid
language plpgsql
volatile
security definer -- definer: scores are written by nobody else than this
set search_path = ''
as $$
declare
  score_id constant uuid := coalesce(score_conversation.idempotency_key, private.new_id());
  scored_by constant uuid := private.current_person_id();
  fault constant text := private.score_fault(score, rubric_version, dimensions, reason);
begin
  perform private.require_one_of('{conversations.edit,agents.manage}', score_conversation.domain_id);
  if fault is not null then
    perform private.bad_input(split_part(fault, ': ', 1), split_part(fault, ': ', 2));
  end if;
  -- A person signs with the own name; only a worker may speak for a model or a rule.
  if scorer is null or scorer <> all(case when scored_by is null then '{llm,rule}'::text [] else '{human}' end) then
    perform private.bad_input('scorer', 'must be human for a person, llm or rule for a worker');
  end if;
  if not exists (
    select from public.conversations as talk
    where talk.domain_id = score_conversation.domain_id and talk.id = score_conversation.conversation_id
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such conversation');
  end if;
  insert into public.conversation_scores (
    domain_id, id, conversation_id, scorer, rubric_version, score, dimensions, reason, scored_by
  )
  values (
    domain_id, score_id, conversation_id, scorer, rubric_version, score, dimensions,
    nullif(btrim(reason), ''), scored_by
  )
  on conflict on constraint conversation_scores_pkey do nothing;
  if not exists (
    select from public.conversation_scores as judged
    where judged.domain_id = score_conversation.domain_id and judged.id = score_id
      and judged.conversation_id = score_conversation.conversation_id
  ) then
    perform private.bad_input('idempotency_key', 'was used for another conversation');
  end if;
  return score_id;
end;
$$;

comment on function public.score_conversation(uuid, uuid, numeric, integer, jsonb, text, text, uuid) is
'Adds a score from 0 to 100 to a conversation, under a rubric version, with dimensions ({"tone": 80}) and a reason; returns its id. A person''s score counts before a model''s (llm), that before a rule''s, then the newest rubric counts: see current_conversation_scores. scorer: human for people; llm or rule with the secret key. idempotency_key: the score''s id; sent again it adds nothing. Needs conversations.edit or agents.manage there, or the secret key. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND.';

revoke all on function public.score_conversation(uuid, uuid, numeric, integer, jsonb, text, text, uuid)
from public, anon;
grant execute on function public.score_conversation(uuid, uuid, numeric, integer, jsonb, text, text, uuid)
to authenticated, service_role;
