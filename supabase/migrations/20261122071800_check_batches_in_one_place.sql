-- Five ingestion RPCs asked whether a batch is an array of at most 1000, each in words of its own; one helper asks now.
set local check_function_bodies = off;

-- squawk-ignore ban-drop-function
drop function private.check_events(jsonb);

create or replace function private.check_batch(
  name text,
  batch jsonb
)
  returns void
  language plpgsql
  immutable
  set search_path to ''
  as $function$
begin
  if jsonb_typeof(batch) is distinct from 'array' then
    perform private.bad_input(name, 'must be an array');
  end if;
  if jsonb_array_length(batch) > 1000 then
    perform private.fail(
      '22023', 'BATCH_TOO_LARGE',
      format('%s: %s are too many, a batch holds at most 1000', name, jsonb_array_length(batch)),
      'Split the batch; what is stored does not depend on it.'
    );
  end if;
end;
$function$;

create or replace function public.close_fee_rule(
  domain_id uuid,
  rule_id uuid,
  reason text
)
  returns public.fee_rules
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  rule public.fee_rules;
  closed public.fee_rules;
begin
  perform private.require('fees.manage', domain_id);
  perform private.begin_sensitive('close_fee_rule', close_fee_rule.reason);
  perform private.lock_fees(domain_id);
  select r.* into rule from public.fee_rules as r
  where r.domain_id = close_fee_rule.domain_id and r.id = close_fee_rule.rule_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such rule');
  end if;
  if rule.specificity = 0 and rule.kind = 'rule' then
    perform private.fail(
      'PT409', 'PLATFORM_FEE_NEEDED', 'all others stand on what holds for the whole platform', 'Call set_platform_fee().'
    );
  end if;
  if rule.ends_at <= clock_timestamp() then
    perform private.fail('PT409', 'FEE_RULE_CLOSED', 'the rule has ended');
  end if;
  if rule.order_id is not null then
    perform private.begin_order_fee(rule.domain_id, rule.order_id);
  end if;
  -- What holds for one order is as good as never there: the order is charged as the others are.
  update public.fee_rules as r
  set ends_at = case when r.order_id is null then greatest(r.starts_at, clock_timestamp()) else r.starts_at end
  where r.domain_id = rule.domain_id and r.id = rule.id
  returning r.* into closed;
  if rule.order_id is not null then
    perform private.requote_orders(rule, rule.starts_at);
  end if;
  return closed;
end;
$function$;

create or replace function public.ingest_agent_heartbeats(
  heartbeats jsonb
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  listed record;
  beat public.agent_heartbeats;
  sites jsonb;
  stored integer := 0;
begin
  perform private.check_batch('heartbeats', heartbeats);
  for listed in
    select each.place - 1 as index, private.heartbeat_fault(each.value) as fault
    from jsonb_array_elements(heartbeats) with ordinality as each (value, place)
    order by each.place
  loop
    if listed.fault is not null then
      perform private.bad_input(
        format('heartbeats[%s]%s', listed.index, split_part(listed.fault, ': ', 1)),
        split_part(listed.fault, ': ', 2)
      );
    end if;
  end loop;
  sites := private.resolve_sites(heartbeats);
  -- In one order everywhere, so that two batches never wait for each other.
  for beat in
    select
      (sites ->> (each.value ->> 'site_domain'))::uuid, each.value ->> 'agent', each.value ->> 'status',
      nullif(btrim(each.value ->> 'message'), ''), (each.value ->> 'at')::timestamptz
    from jsonb_array_elements(heartbeats) as each
    where sites ->> (each.value ->> 'site_domain') is not null
    order by 1, 2, 5, 3
  loop
    stored := stored + private.store_heartbeat(beat)::integer;
  end loop;
  return jsonb_build_object('received', jsonb_array_length(heartbeats), 'stored', stored);
end;
$function$;

create or replace function public.ingest_events(
  events jsonb
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  set enable_seqscan to 'off'
  set plan_cache_mode to 'force_generic_plan'
  set jit to 'off'
  as $function$
begin
  perform private.check_batch('events', events);
  return private.take_events(events);
end;
$function$;

create or replace function public.ingest_trades(
  entries jsonb
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  set enable_seqscan to 'off'
  set plan_cache_mode to 'force_generic_plan'
  set jit to 'off'
  as $function$
declare
  batch private.trade_entry [];
  part record;
  stored jsonb;
begin
  perform private.check_batch('entries', entries);
  batch := private.read_trades(entries);
  stored := jsonb_build_object(
    'users', private.store_platform_users(batch), 'tokens', private.store_tokens(batch)
  );
  -- Only now, as these look up the users and tokens.
  stored := stored || jsonb_build_object(
    'orders', private.store_orders(batch), 'transactions', private.store_transactions(batch)
  );
  perform private.freeze_order_fees(batch);
  if stored @> '{"users": 0, "tokens": 0, "orders": 0, "transactions": 0}' then
    return stored;
  end if;
  for part in
    select e.domain_id, count(*) as entries from unnest(batch) as e group by e.domain_id order by e.domain_id
  loop
    perform private.audit_event(
      'ingest', 'transactions', null, part.domain_id, jsonb_build_object('entries', part.entries)
    );
  end loop;
  return stored;
end;
$function$;

create or replace function public.ingest_visitor_events(
  events jsonb,
  is_backfill boolean default false
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  set enable_seqscan to 'off'
  set plan_cache_mode to 'force_generic_plan'
  set jit to 'off'
  as $function$
declare
  received integer;
  erased integer;
  held integer;
  has_decision boolean;
  decided integer := 0;
  fresh private.visitor_event [];
  sites jsonb;
  batch private.visitor_event [];
begin
  perform private.check_batch('events', events);
  received := jsonb_array_length(events);
  sites := private.resolve_sites(events);
  batch := private.read_visitor_events(events, sites, coalesce(is_backfill, false));
  has_decision := private.lock_event_domains(batch);
  erased := cardinality(batch);
  batch := private.drop_erased_events(batch);
  erased := erased - cardinality(batch);
  if has_decision then
    select told.batch, told.taken into batch, decided from private.take_consents('widget', batch) as told;
  end if;
  select gate.batch, gate.held, erased + gate.dropped into batch, held, erased
  from private.gate_events(batch) as gate;
  fresh := private.store_batch(batch);
  perform private.audit_visitor_events(fresh);
  return jsonb_build_object(
    'received', received,
    'stored', cardinality(fresh) + decided,
    'duplicates', received - cardinality(fresh) - decided - coalesce(erased, 0) - held,
    'erased', coalesce(erased, 0),
    'held', held,
    'clock_skewed', (select count(*) from unnest(fresh) as event where event.has_clock_skew)
  );
end;
$function$;

create or replace function public.quote_fee(
  domain_id uuid,
  platform_user_id uuid,
  token_id uuid,
  order_type text,
  value_minor numeric,
  asset text,
  provider text default null::text,
  order_id uuid default null::uuid,
  at timestamp with time zone default null::timestamp with time zone,
  is_whole boolean default false
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
declare
  context private.fee_context;
  referral record;
  candidates private.fee_candidate [];
  terms private.fee_terms;
begin
  -- By itself, as a list of all domains to look one up costs as much as the answer.
  if not private.has_secret_key() and private.permitted_in(domain_id, '{fees.view}') = '{}' then
    perform private.fail('42501', 'PERMISSION_DENIED', 'fees.view is not permitted');
  end if;
  if (value_minor >= 0 and value_minor = trunc(value_minor)) is not true then
    perform private.bad_input('value_minor', 'must be a whole number from 0, in minor units');
  end if;
  if order_type = any('{market,dca,limit,twap,vwap,custom}') is not true then
    perform private.bad_input('order_type', 'market, dca, limit, twap, vwap or custom');
  end if;
  if provider is null then
    select t.provider into provider from public.tokens as t
    where t.domain_id = quote_fee.domain_id and t.id = quote_fee.token_id;
  end if;
  context := row(domain_id, platform_user_id, token_id, provider, order_type, order_id, coalesce(at, now()));
  referral := private.referral_terms(domain_id, platform_user_id, context.at);
  candidates := private.find_fee_candidates(context, is_whole);
  terms := private.pick_fee(candidates, referral.discount_ppm);
  if terms.rule_id is null then
    perform private.fail(
      'PT409', 'NO_PLATFORM_FEE', 'the platform has no fee at that time', 'Call set_platform_fee() first.'
    );
  end if;
  return private.tell_fee(context.at, candidates, terms)
  || to_jsonb(private.charge_fee(terms, value_minor, asset, referral.commissions_ppm))
  || jsonb_build_object('value_minor', value_minor, 'asset', asset);
end;
$function$;

create or replace function public.record_events(
  events jsonb
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  mine constant uuid [] := private.member_domains();
  told jsonb;
  broken record;
begin
  if mine = '{}' then
    perform private.fail('42501', 'PERMISSION_DENIED', 'you work in no domain');
  end if;
  perform private.check_batch('events', events);
  -- Who did it and where it comes from is not the caller's to say.
  select coalesce(jsonb_agg(
    case jsonb_typeof(listed.event) when 'object' then listed.event || jsonb_build_object(
      'actor_kind', 'bo_user', 'actor_id', private.current_person_id(), 'source', 'back-office'
    ) else listed.event end order by listed.place
  ), '[]') into told
  from jsonb_array_elements(events) with ordinality as listed (event, place);
  -- A domain of others gets the answer of one that is not there, whatever else is wrong.
  select e.place, case when e.domain_id = any(mine) then e.fault else 'site_domain: is no known site' end as fault
  into broken
  from unnest(private.read_log_events(told, '{}')) as e
  where e.fault is not null or e.domain_id <> all(mine)
  order by e.place
  limit 1;
  if found then
    perform private.bad_input(
      format('events[%s].%s', broken.place, split_part(broken.fault, ': ', 1)),
      split_part(broken.fault, ': ', 2) || '; nothing of this batch was stored'
    );
  end if;
  return private.take_events(told);
end;
$function$;

create or replace function public.store_conversation_topics(
  entries jsonb
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  batch private.classification [];
  part record;
begin
  perform private.check_batch('entries', entries);
  batch := private.fresh_classifications(private.read_classifications(entries));
  delete from public.conversation_topics as held
  using unnest(batch) as entry
  where held.domain_id = entry.domain_id and held.conversation_id = entry.conversation_id;
  insert into public.conversation_topics (domain_id, conversation_id, topic_id, confidence, source)
  select found.domain_id, found.conversation_id, found.topic_id, found.confidence, found.source
  from private.named_topics(batch) as found;
  update public.conversations as talk
  set topics_at = entry.classified_at, topics_source = entry.source
  from unnest(batch) as entry
  where talk.domain_id = entry.domain_id and talk.id = entry.conversation_id;
  for part in
    select entry.domain_id, count(*) as conversations
    from unnest(batch) as entry
    group by entry.domain_id
    order by entry.domain_id
  loop
    perform private.audit_event(
      'classify', 'conversation_topics', null, part.domain_id,
      jsonb_build_object('conversations', part.conversations)
    );
  end loop;
  return jsonb_build_object(
    'received', jsonb_array_length(entries),
    'stored', cardinality(batch),
    'unchanged', jsonb_array_length(entries) - cardinality(batch)
  );
end;
$function$;

comment on function private.check_batch(text, jsonb) is 'Raises 22023 INVALID_INPUT unless the argument of that name is an array, BATCH_TOO_LARGE where it holds more than 1000.';

revoke all on function private.check_batch(text, jsonb) from public;

revoke all on function private.check_batch(text, jsonb) from postgres;

grant execute on function private.check_batch(text, jsonb) to postgres;
