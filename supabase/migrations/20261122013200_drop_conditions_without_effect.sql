-- What another condition implies, or nothing can reach: no test could tell, so nobody would notice a mistake in it.
set local check_function_bodies = off;

create or replace function private.accept_invitation(
  person_id uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  as $function$
begin
  update public.invitations as i set accepted_at = now()
  where i.person_id = accept_invitation.person_id
    and i.accepted_at is null and i.cancelled_at is null and i.expires_at > now();
  if not found then
    perform private.fail('42501', 'INVITATION_EXPIRED', 'there is no open invitation', 'Ask for a new invitation.');
  end if;
  update public.people as p set status = 'active'
  where p.id = accept_invitation.person_id;
end;
$function$;

create or replace function private.audit_table(
  target regclass,
  personal text[] default '{}'::text[]
)
  returns void
  language plpgsql
  set search_path to ''
  as $function$
declare
  key_columns text[];
  masked text[];
  event text;
begin
  select array_agg(a.attname::text order by k.place) into key_columns
  from pg_catalog.pg_index as i
  cross join unnest(i.indkey) with ordinality as k (attnum, place)
  join pg_catalog.pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
  where i.indrelid = target and i.indisprimary and a.attname <> 'domain_id';

  select coalesce(array_agg(a.attname::text order by a.attname), '{}') into masked
  from pg_catalog.pg_attribute as a
  where a.attrelid = target and a.attname = any (private.audit_masked_columns() || personal);

  foreach event in array array['insert', 'update', 'delete'] loop
    execute format(
      'create or replace trigger audit_%1$s after %1$s on %2$s referencing %3$s '
      'for each statement execute function private.audit_statement(%4$L, %5$L)',
      event, target,
      case event when 'insert' then 'new table as new_rows' when 'delete' then 'old table as old_rows'
        else 'old table as old_rows new table as new_rows' end,
      key_columns, masked
    );
  end loop;
end;
$function$;

create or replace function private.config_format_fits(
  value text,
  format text
)
  returns boolean
  language plpgsql
  stable
  set search_path to ''
  as $function$
begin
  return case config_format_fits.format
    when 'date' then value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and private.is_valid_input(value, 'date')
    when 'date-time' then
      value ~* '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$'
      and private.is_valid_input(left(value, 10), 'date')
    when 'email' then
      length(value) <= 254 and value ~ (
        '^[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+)*'
        || '@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$'
      )
    when 'uri' then value ~ (
      '^[A-Za-z][A-Za-z0-9+.-]*:(//([A-Za-z0-9._~!$&''()*+,;=:-]|%[0-9A-Fa-f]{2})*(@([A-Za-z0-9._~!$&''()*+,;=-]|%[0-9A-Fa-f]{2})*)?'
      || '(\[[0-9A-Fa-f:.]+\])?(:[0-9]*)?(/|\?|#|$))?([A-Za-z0-9._~!$&''()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*'
      || '(#([A-Za-z0-9._~!$&''()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?$'
    )
    when 'uuid' then value ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
  end;
end;
$function$;

create or replace function private.extract_keywords(
  content text,
  language text
)
  returns setof text
  language plpgsql
  stable
  parallel safe
  set search_path to ''
  as $function$
declare
  dictionary constant regdictionary := 'pg_catalog.' || coalesce(case language
    when 'de' then 'german' when 'en' then 'english' when 'es' then 'spanish' when 'fr' then 'french'
    when 'it' then 'italian' when 'nl' then 'dutch' when 'pt' then 'portuguese'
  end || '_stem', 'simple');
begin
  return query
  with token as (
    select
      lower(part.token) as word,
      part.tokid in (1, 2, 16, 17) as is_word, -- Words and words-with-hyphens, of any letters; not parts of those.
      btrim(part.token) = '' as is_space,
      part.place
    -- An address, a number, a telephone: gone with all that is written together with it.
    from ts_parse('default', regexp_replace(content, '\S*[@0-9]\S*', ' . ', 'g'))
      with ordinality as part (tokid, token, place)
  ), told as (
    select
      token.*,
      token.is_word and length(token.word) between 3 and 40
      and ts_lexize(dictionary, token.word) <> '{}' as is_keyword
    from token
  ), paired as (
    select
      told.word, told.is_keyword,
      lead(told.is_space) over placed as is_next,
      lead(told.word, 2) over placed as next_word,
      lead(told.is_keyword, 2) over placed as is_next_keyword
    from told
    window placed as (order by told.place)
  )
  select paired.word from paired where paired.is_keyword
  union
  select paired.word || ' ' || paired.next_word
  from paired
  where paired.is_keyword and paired.is_next and paired.is_next_keyword;
end;
$function$;

create or replace function private.find_visitors(
  wanted private.engagement_filter,
  after_at timestamp with time zone default null::timestamp with time zone,
  after_id uuid default null::uuid,
  after_domain_id uuid default null::uuid,
  page_size integer default null::integer
)
  returns table (
    domain_id uuid,
    id uuid,
    account_id uuid,
    last_seen_at timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  as $function$
declare
  mine constant uuid [] := private.permitted_domains('visitors.view', (wanted).domain_ids);
begin
  if num_nonnulls((wanted)."from", (wanted)."to") > 0 or private.is_narrowed(wanted) then
    return query select found.* from private.narrowed_visitors(
      wanted, mine, after_at, after_id, after_domain_id, page_size
    ) as found;
  else
    return query select found.* from private.newest_visitors(
      mine, coalesce((wanted).include_test, false), after_at, after_id, after_domain_id, page_size
    ) as found;
  end if;
end;
$function$;

create or replace function private.questions_fault(
  questions jsonb
)
  returns text
  language plpgsql
  immutable
  parallel safe
  set search_path to ''
  as $function$
declare
  question jsonb;
  place integer := -1;
  field record;
  fault text;
begin
  if jsonb_typeof(questions) is distinct from 'array' or jsonb_array_length(questions) > 20 then
    return 'questions: must be an array of at most 20 questions';
  end if;
  for question in select listed.value from jsonb_array_elements(questions) as listed loop
    place := place + 1;
    if jsonb_typeof(question) <> 'object' or not question ? 'text' then
      return format('questions[%s]: must be an object with text, and optionally prompt', place);
    end if;
    for field in select pair.key, pair.value from jsonb_each(question) as pair order by pair.key loop
      fault := case
        when field.key not in ('text', 'prompt') then 'there is no such field; there are text and prompt'
        when jsonb_typeof(field.value) <> 'string' then 'must be a text that is not empty'
        else private.line_fault(field.value #>> '{}', case field.key when 'text' then 200 else 1000 end)
      end;
      if fault is not null then
        return format('questions[%s].%s: %s', place, left(field.key, 50), fault);
      end if;
    end loop;
    if jsonb_path_exists(
      questions, '$[0 to $last] ? (@.text == $text)',
      jsonb_build_object('last', place - 1, 'text', question -> 'text')
    ) then
      return format('questions[%s].text: is asked twice', place);
    end if;
  end loop;
  return null;
end;
$function$;

create or replace function public.approve_operation(
  approval_id uuid
)
  returns public.approvals
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  approval public.approvals;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('approve_operation', null);
  select a.* into approval from public.approvals as a where a.id = approve_operation.approval_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such request');
  end if;
  if approval.requested_by = private.current_person_id() then
    perform private.fail('42501', 'NOT_YOURSELF', 'nobody approves the own request');
  end if;
  perform private.require_rank_over(approval.subject_id);
  if approval.approved_by is not null or approval.expires_at <= now() then
    perform private.fail('PT409', 'APPROVAL_CLOSED', 'the request was approved already, or has expired');
  end if;
  update public.approvals as a set approved_by = private.current_person_id() where a.id = approval.id
  returning * into approval;
  return approval;
end;
$function$;

create or replace function public.score_conversation(
  domain_id uuid,
  conversation_id uuid,
  score numeric,
  rubric_version integer,
  dimensions jsonb default '{}'::jsonb,
  reason text default null::text,
  scorer text default 'human'::text,
  idempotency_key uuid default null::uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  as $function$
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
$function$;

create or replace function public.store_issue(
  issue_id uuid,
  identifier text,
  url text,
  state_type text,
  state_name text,
  changed_at timestamp with time zone
)
  returns text
  language plpgsql
  security definer
  set search_path to ''
  as $function$
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
$function$;

comment on function private.accept_invitation(uuid) is 'Makes an invited person active, whose row the caller has locked; called when the account is linked. Raises 42501 INVITATION_EXPIRED.';
