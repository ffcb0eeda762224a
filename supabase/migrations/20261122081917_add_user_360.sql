-- A user of a platform from all sides, what tickets are about, one search over everything, and what there is to look at.

SET local check_function_bodies = off;

-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "public"."platform_users_referrer_id_idx";

-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "public"."platform_users_tag_key";

ALTER TABLE "public"."tickets"
  ADD COLUMN "platform_user_id" uuid;

ALTER TABLE "public"."tickets"
  ADD COLUMN "order_id" uuid;

ALTER TABLE "public"."tickets"
  ADD COLUMN "case_id" uuid;

CREATE TYPE "private"."hub_count" AS (
  "kind"    text,
  "count"   integer,
  "is_more" boolean
);

CREATE TYPE "private"."search_hit" AS (
  "kind"      text,
  "domain_id" uuid,
  "id"        uuid,
  "title"     text,
  "subtitle"  text,
  "matched"   text,
  "is_exact"  boolean
);

CREATE TYPE "private"."user_moment" AS (
  "kind"        text,
  "id"          uuid,
  "occurred_at" timestamp WITH time zone,
  "details"     jsonb
);

CREATE OR REPLACE FUNCTION private.chains_of (
  domain_id uuid
)
  RETURNS text[]
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
begin
  return array(
    with recursive known as (
      (select t.chain from public.tokens as t where t.domain_id = chains_of.domain_id order by t.chain limit 1)
      union all
      select (
        select t.chain from public.tokens as t
        where t.domain_id = chains_of.domain_id and t.chain > known.chain
        order by t.chain limit 1
      )
      from known
      where known.chain is not null
    )
    select known.chain from known where known.chain is not null
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.check_ticket_subject (
  was    public.tickets,
  ticket public.tickets
)
  RETURNS public.tickets
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
declare
  held constant text [] := private.permitted_in(ticket.domain_id, '{platform_users.view,orders.view,cases.view}');
  trader_id uuid := was.platform_user_id;
begin
  if ticket.order_id is not null then
    select o.platform_user_id into trader_id from public.orders as o
    where o.domain_id = ticket.domain_id and o.id = ticket.order_id
      and ('orders.view' = any(held) or o.id = was.order_id);
    if not found then
      perform private.fail('P0002', 'NOT_FOUND', 'there is no such order');
    end if;
    if ticket.platform_user_id <> trader_id then
      perform private.bad_input('platform_user_id', 'is not whose order it is');
    end if;
    ticket.platform_user_id := trader_id;
  end if;
  if ticket.platform_user_id is distinct from trader_id and ticket.platform_user_id is not null and not exists (
    select from public.platform_users as u
    where u.domain_id = ticket.domain_id and u.id = ticket.platform_user_id and 'platform_users.view' = any(held)
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such user');
  end if;
  if ticket.case_id is distinct from was.case_id and ticket.case_id is not null and not exists (
    select from public.cases as c
    where c.domain_id = ticket.domain_id and c.id = ticket.case_id
      and ('cases.view' = any(held) or c.id = any(private.cases_with('cases.view')))
  ) then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such case');
  end if;
  return ticket;
end;
$function$;

CREATE OR REPLACE FUNCTION private.contact_moments (
  trader    public.platform_users,
  held      text[],
  place_at  timestamp with time zone,
  place_id  uuid,
  page_size integer
)
  RETURNS SETOF private.user_moment
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
begin
  return query
  select 'ticket', t.id, t.created_at, jsonb_build_object(
    'number', t.number, 'title', t.title, 'status', t.status, 'priority', t.priority, 'order_id', t.order_id
  )
  from public.tickets as t
  where 'tickets.view' = any(held) and t.domain_id = trader.domain_id and t.platform_user_id = trader.id
    and (t.created_at, t.id) < (place_at, place_id)
  union all
  select 'note', n.id, n.created_at, jsonb_build_object('ticket_id', n.ticket_id, 'author_id', n.author_id, 'body', n.body)
  from public.tickets as t
  inner join public.ticket_notes as n on t.domain_id = n.domain_id and t.id = n.ticket_id
  where 'support.view' = any(held) and t.domain_id = trader.domain_id and t.platform_user_id = trader.id
    and (n.created_at, n.id) < (place_at, place_id)
  union all
  (
    select 'event', e.id, e.occurred_at, jsonb_build_object('name', e.name, 'object', e.object, 'properties', e.properties)
    from public.event_log as e
    where 'events.view' = any(held) and e.domain_id = trader.domain_id
      and e.actor_id = trader.external_id and e.actor_kind = 'user' and not e.is_test
      -- The time by itself too: it tells which months to leave out.
      and e.occurred_at <= place_at and (e.occurred_at, e.id) < (place_at, place_id)
    order by e.occurred_at desc, e.id desc
    limit page_size
  );
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_requests (
  domain_ids uuid[]
)
  RETURNS SETOF private.hub_count
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET jit TO 'off'
  AS $function$
declare
  ticket_domains constant uuid [] := private.permitted_among('tickets.view', domain_ids);
  support_domains constant uuid [] := private.permitted_among('support.view', domain_ids);
  event_domains constant uuid [] := private.permitted_among('events.view', domain_ids);
begin
  return query
  select counted.kind, least(counted.number, 1000)::integer, counted.number > 1000
  from (
    select 'tickets_open' as kind, ticket_domains as asked, (
      select count(*) from (
        select from unnest(ticket_domains) as tenant (id)
        cross join public.ticket_statuses as s
        cross join lateral (
          select from public.tickets as t where t.domain_id = tenant.id and t.status = s.key limit 1001
        ) as t
        where s.is_open limit 1001
      ) as few
    ) as number
    union all
    select 'tickets_mine', support_domains, (
      select count(*) from (
        select from public.tickets as t
        inner join public.ticket_statuses as s on s.key = t.status and s.is_open
        where t.assignee_id = private.current_person_id() and t.domain_id = any(support_domains) limit 1001
      ) as few
    )
    union all
    select 'alerts_open', event_domains, (
      select count(*) from (
        select from public.alerts as a where a.domain_id = any(event_domains) and a.state = 'open' limit 1001
      ) as few
    )
  ) as counted
  where counted.asked <> '{}';
end;
$function$;

CREATE OR REPLACE FUNCTION private.count_trading (
  domain_ids uuid[]
)
  RETURNS SETOF private.hub_count
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET jit TO 'off'
  AS $function$
declare
  user_domains constant uuid [] := private.permitted_among('platform_users.view', domain_ids);
  order_domains constant uuid [] := private.permitted_among('orders.view', domain_ids);
  transaction_domains constant uuid [] := private.permitted_among('transactions.view', domain_ids);
begin
  return query
  select counted.kind, least(counted.number, 1000)::integer, counted.number > 1000
  from (
    select 'users_joined' as kind, user_domains as asked, (
      select count(*) from (
        select from unnest(user_domains) as tenant (id)
        cross join lateral (
          select from public.platform_users as u
          where u.domain_id = tenant.id and u.joined_at >= now() - interval '7 days' limit 1001
        ) as u limit 1001
      ) as few
    ) as number
    union all
    select 'orders_open', order_domains, (
      select count(*) from (
        select from unnest(order_domains) as tenant (id)
        cross join lateral (
          select from public.orders as o
          where o.domain_id = tenant.id and o.status in ('open', 'partly_filled') limit 1001
        ) as o limit 1001
      ) as few
    )
    union all
    select 'transactions_pending', transaction_domains, (
      select count(*) from (
        select from unnest(transaction_domains) as tenant (id)
        cross join lateral (
          select from public.transactions as t
          where t.domain_id = tenant.id and t.status = 'pending' limit 1001
        ) as t limit 1001
      ) as few
    )
  ) as counted
  where counted.asked <> '{}';
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_requests_named (
  domain_ids uuid[],
  name       text,
  most       integer
)
  RETURNS SETOF private.search_hit
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  SET jit TO 'off'
  AS $function$
declare
  words constant tsquery := websearch_to_tsquery('private.plain_words', name);
  wanted_number constant integer := substring(name from '^#?([0-9]{1,9})$')::integer;
  whole constant uuid [] := private.permitted_among('tickets.view', domain_ids);
  case_domains constant uuid [] := private.permitted_among('cases.view', domain_ids);
  others constant uuid [] := array(
    select mine.id from unnest(private.member_domains()) as mine (id) where domain_ids is null or mine.id = any(domain_ids)
  );
begin
  return query
  select 'ticket', t.domain_id, t.id, '#' || t.number || ' ' || t.title, t.status, t.matched, t.is_exact
  from (
    select w.id, null from unnest(whole) as w (id)
    union all
    select o.id, private.current_person_id() from unnest(others) as o (id) where o.id <> all(whole)
  ) as tenant (id, reporter_id)
  cross join lateral (
    (
      select n.*, 'number' as matched, true as is_exact from public.tickets as n
      where n.domain_id = tenant.id and n.number = wanted_number
        and (tenant.reporter_id is null or n.reporter_id = tenant.reporter_id)
    )
    union all
    (
      select s.*, 'words', false from public.tickets as s
      where s.domain_id = tenant.id and s.tsv @@ words and s.number is distinct from wanted_number
        and (tenant.reporter_id is null or s.reporter_id = tenant.reporter_id)
      order by s.created_at desc, s.id desc limit most
    )
  ) as t
  union all
  select 'case', c.domain_id, c.id, c.code || ' ' || c.title, c.status, 'words', lower(c.code) = lower(name)
  from private.find_cases(
    private.read_case_filter(jsonb_build_object('text', name)), case_domains,
    array(select o.id from unnest(others) as o (id) where o.id <> all(case_domains)),
    private.cases_with('cases.view'), null, null, null, most
  ) as found
  inner join public.cases as c on found.domain_id = c.domain_id and found.id = c.id;
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_trades_named (
  order_domains       uuid[],
  transaction_domains uuid[],
  token_domains       uuid[],
  name                text,
  most                integer
)
  RETURNS SETOF private.search_hit
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  SET jit TO 'off'
  AS $function$
declare
  low constant text := lower(name);
  beginning constant text := regexp_replace(low, '([\\%_])', '\\\1', 'g') || '%';
begin
  return query
  select 'order', o.domain_id, o.id, o.external_id, o.order_type || ' ' || o.side || ', ' || o.status, 'external_id', true
  from unnest(order_domains) as tenant (id)
  inner join public.orders as o on o.domain_id = tenant.id and o.external_id = name
  union all
  -- With its chain or without.
  select 'transaction', t.domain_id, t.id, t.chain_ref, t.order_type || ' ' || t.side || ', ' || t.status, 'chain_ref', true
  from unnest(transaction_domains) as tenant (id)
  cross join lateral unnest(array[name] || array(
    select c.chain || ':' || name from unnest(private.chains_of(tenant.id)) as c (chain)
  )) as written (chain_ref)
  inner join public.transactions as t on t.domain_id = tenant.id and t.chain_ref = written.chain_ref
  union all
  select 'token', k.domain_id, k.id, coalesce(k.symbol, k.address), k.chain || ', ' || k.address, k.matched, k.is_exact
  from unnest(token_domains) as tenant (id)
  cross join lateral (
    (
      select s.*, 'symbol' as matched, lower(s.symbol) = low as is_exact from public.tokens as s
      where s.domain_id = tenant.id and lower(s.symbol) like beginning
      order by lower(s.symbol) using ~<~ limit most
    )
    union all
    select a.*, 'address', true from unnest(private.chains_of(tenant.id)) as c (chain)
    inner join public.tokens as a on a.domain_id = tenant.id and a.chain = c.chain and a.address = name
  ) as k;
end;
$function$;

CREATE OR REPLACE FUNCTION private.find_users_named (
  mine         uuid[],
  code_domains uuid[],
  name         text,
  most         integer
)
  RETURNS SETOF private.search_hit
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_custom_plan'
  SET jit TO 'off'
  AS $function$
declare
  low constant text := lower(name);
  beginning constant text := regexp_replace(low, '([\\%_])', '\\\1', 'g') || '%';
begin
  return query
  select distinct on (u.domain_id, u.id)
    'user', u.domain_id, u.id, coalesce(u.tag, u.external_id), u.email, found.matched, found.is_exact
  from unnest(mine) as tenant (id)
  cross join lateral (
    (select t.id, 'tag', lower(t.tag) = low from public.platform_users as t
    where t.domain_id = tenant.id and lower(t.tag) like beginning order by lower(t.tag) using ~<~ limit most)
    union all
    (select e.id, 'email', e.email = low from public.platform_users as e
    where e.domain_id = tenant.id and e.email like beginning order by e.email using ~<~ limit most)
    union all
    select x.id, 'external_id', true from public.platform_users as x where x.domain_id = tenant.id and x.external_id = name
    union all
    (select w.id, 'wallet', true from public.platform_users as w
    where w.domain_id = tenant.id and w.wallets @> array[name] limit most)
    union all
    (select who.id, 'invite_code', false from public.invite_codes as c
    cross join lateral (
      select c.owner_user_id
      union all
      select r.platform_user_id from public.invite_redemptions as r
      where r.domain_id = c.domain_id and r.invite_code_id = c.id
    ) as who (id)
    where c.domain_id = tenant.id and c.domain_id = any(code_domains) and lower(c.code) = low limit most)
  ) as found (id, matched, is_exact)
  inner join public.platform_users as u on tenant.id = u.domain_id and found.id = u.id
  order by u.domain_id, u.id, found.is_exact desc, found.matched;
end;
$function$;

CREATE OR REPLACE FUNCTION private.joining_moments (
  trader    public.platform_users,
  held      text[],
  place_at  timestamp with time zone,
  place_id  uuid,
  page_size integer
)
  RETURNS SETOF private.user_moment
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
begin
  return query
  select 'joined', trader.id, trader.joined_at, jsonb_build_object('referrer_id', trader.referrer_id)
  where (trader.joined_at, trader.id) < (place_at, place_id)
  union all
  (
    select 'referral', u.id, u.joined_at, jsonb_build_object('external_id', u.external_id, 'tag', u.tag)
    from public.platform_users as u
    where u.domain_id = trader.domain_id and u.referrer_id = trader.id
      and (u.joined_at, u.id) < (place_at, place_id)
    order by u.joined_at desc, u.id desc
    limit page_size
  )
  union all
  select moment.kind, m.id, moment.at, jsonb_build_object('cohort_id', m.cohort_id, 'name', c.name)
  from public.cohort_members as m
  inner join public.cohorts as c on m.domain_id = c.domain_id and m.cohort_id = c.id
  cross join lateral (
    values ('cohort_entered', lower(m.valid)), ('cohort_left', upper(m.valid))
  ) as moment (kind, at)
  where 'cohorts.view' = any(held) and m.domain_id = trader.domain_id and m.platform_user_id = trader.id
    and moment.at <= now() and (moment.at, m.id) < (place_at, place_id)
  union all
  select 'invite_code', r.id, r.redeemed_at, jsonb_build_object('code', c.code)
  from public.invite_redemptions as r
  inner join public.invite_codes as c on r.domain_id = c.domain_id and r.invite_code_id = c.id
  where 'cohorts.view' = any(held) and r.domain_id = trader.domain_id and r.platform_user_id = trader.id
    and (r.redeemed_at, r.id) < (place_at, place_id);
end;
$function$;

CREATE OR REPLACE FUNCTION private.trading_moments (
  trader    public.platform_users,
  held      text[],
  place_at  timestamp with time zone,
  place_id  uuid,
  page_size integer
)
  RETURNS SETOF private.user_moment
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
begin
  return query
  (
    select 'order', o.id, o.placed_at, jsonb_build_object(
      'external_id', o.external_id, 'token_id', o.token_id, 'order_type', o.order_type, 'side', o.side,
      'size_minor', o.size_minor, 'status', o.status, 'rate_ppm', o.fee_quote -> 'rate_ppm'
    )
    from public.orders as o
    where 'orders.view' = any(held) and o.domain_id = trader.domain_id and o.platform_user_id = trader.id
      and (o.placed_at, o.id) < (place_at, place_id)
    order by o.placed_at desc, o.id desc
    limit page_size
  )
  union all
  (
    select 'trade', t.id, t.occurred_at, jsonb_build_object(
      'chain_ref', t.chain_ref, 'token_id', t.token_id, 'order_external_id', t.order_external_id,
      'order_type', t.order_type, 'side', t.side, 'amount_minor', t.amount_minor,
      'volume_usd_minor', t.volume_usd_minor, 'fee_minor', t.fee_minor, 'fee_asset', t.fee_asset, 'status', t.status
    )
    from public.transactions as t
    where 'transactions.view' = any(held) and t.domain_id = trader.domain_id and t.platform_user_id = trader.id
      and (t.occurred_at, t.id) < (place_at, place_id)
    order by t.occurred_at desc, t.id desc
    limit page_size
  )
  union all
  select 'fee', r.id, r.starts_at, jsonb_build_object(
    'kind', r.kind, 'scope', private.fee_scope(r), 'rate_ppm', r.rate_ppm, 'ends_at', r.ends_at, 'reason', r.reason
  )
  from public.fee_rules as r
  where 'fees.view' = any(held) and r.domain_id = trader.domain_id and r.platform_user_id = trader.id
    and r.starts_at <= now() and (r.starts_at, r.id) < (place_at, place_id);
end;
$function$;

CREATE OR REPLACE FUNCTION private.user_groups (
  trader public.platform_users
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SET search_path TO ''
  AS $function$
begin
  return jsonb_build_object(
    'cohorts', coalesce((
      select jsonb_agg(
        jsonb_build_object('id', c.id, 'name', c.name, 'priority', c.priority, 'since', lower(m.valid)) order by c.priority
      )
      from public.cohort_members as m
      inner join public.cohorts as c on m.domain_id = c.domain_id and m.cohort_id = c.id
      where m.domain_id = trader.domain_id and m.platform_user_id = trader.id and m.valid @> now()
    ), '[]'),
    'invite_codes', coalesce((
      select jsonb_agg(
        jsonb_build_object('code', i.code, 'slots_used', i.slots_used, 'slots_total', i.slots_total, 'is_active', i.is_active)
        order by i.created_at desc, i.id
      )
      from public.invite_codes as i
      where i.domain_id = trader.domain_id and i.owner_user_id = trader.id
    ), '[]')
  );
end;
$function$;

CREATE OR REPLACE FUNCTION public.global_search (
  query      text,
  domain_ids uuid[]  DEFAULT NULL::uuid[],
  page_size  integer DEFAULT 10
)
  RETURNS TABLE (
    kind      text,
    domain_id uuid,
    id        uuid,
    title     text,
    subtitle  text,
    matched   text,
    is_exact  boolean
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 20
  SET search_path TO ''
  AS $function$
declare
  name constant text := btrim(query);
begin
  perform private.check_page_size(page_size);
  if length(name) between 2 and 200 is not true then
    perform private.bad_input('query', 'must be a text of 2 to 200 characters');
  end if;
  perform private.require_person();
  -- Each kind from the domains where the caller may view that kind, which may be none.
  return query
  select ranked.kind, ranked.domain_id, ranked.id, ranked.title, ranked.subtitle, ranked.matched, ranked.is_exact
  from (
    select hit.*, row_number() over (
      partition by hit.kind order by hit.is_exact desc, hit.title, hit.domain_id, hit.id
    ) as place
    from (
      select u.* from private.find_users_named(
        private.permitted_among('platform_users.view', domain_ids), private.permitted_among('cohorts.view', domain_ids),
        name, page_size
      ) as u
      union all
      select t.* from private.find_trades_named(
        private.permitted_among('orders.view', domain_ids), private.permitted_among('transactions.view', domain_ids),
        private.permitted_among('tokens.view', domain_ids), name, page_size
      ) as t
      union all
      select r.* from private.find_requests_named(domain_ids, name, page_size) as r
    ) as hit
  ) as ranked
  where ranked.place <= page_size
  order by ranked.is_exact desc, ranked.kind, ranked.place;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."global_search"(text, uuid[], integer) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.hub_summary (
  domain_ids uuid[] DEFAULT NULL::uuid[]
)
  RETURNS TABLE (
    kind    text,
    count   integer,
    is_more boolean
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 6
  SET search_path TO ''
  AS $function$
begin
  perform private.require_person();
  return query
  select trading.* from private.count_trading(domain_ids) as trading
  union all
  select requests.* from private.count_requests(domain_ids) as requests;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."hub_summary"(uuid[]) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.link_ticket (
  domain_id        uuid,
  ticket_id        uuid,
  expected_version integer,
  platform_user_id uuid    DEFAULT NULL::uuid,
  order_id         uuid    DEFAULT NULL::uuid,
  case_id          uuid    DEFAULT NULL::uuid
)
  RETURNS integer
  LANGUAGE plpgsql
  SECURITY DEFINER
  SET search_path TO ''
  AS $function$
declare
  held constant record := private.lock_ticket(link_ticket.domain_id, link_ticket.ticket_id);
  was constant public.tickets := held.ticket;
  ticket public.tickets := was;
begin
  perform private.require_version(expected_version, was.version);
  ticket.platform_user_id := link_ticket.platform_user_id;
  ticket.order_id := link_ticket.order_id;
  ticket.case_id := link_ticket.case_id;
  ticket := private.check_ticket_subject(was, ticket);
  if (was.platform_user_id, was.order_id, was.case_id)
    is not distinct from (ticket.platform_user_id, ticket.order_id, ticket.case_id) then
    return was.version;
  end if;
  update public.tickets as t set
    platform_user_id = ticket.platform_user_id, order_id = ticket.order_id, case_id = ticket.case_id
  where t.domain_id = ticket.domain_id and t.id = ticket.id
  returning * into ticket;
  perform private.log_ticket(ticket, 'edited', held.actor);
  return ticket.version;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."link_ticket"(uuid, uuid, integer, uuid, uuid, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.user_360 (
  domain_id        uuid,
  platform_user_id uuid
)
  RETURNS jsonb
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  held constant text [] := private.permitted_in(domain_id, '{platform_users.view,cohorts.view,fees.view,tickets.view}');
  trader public.platform_users;
begin
  select u.* into trader from public.platform_users as u
  where 'platform_users.view' = any(held) and u.domain_id = user_360.domain_id and u.id = user_360.platform_user_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such user');
  end if;
  return jsonb_build_object(
    'user', to_jsonb(trader) - '{told_at,told_by}'::text [],
    'referrer', (
      select jsonb_build_object('id', u.id, 'external_id', u.external_id, 'tag', u.tag)
      from public.platform_users as u
      where u.domain_id = trader.domain_id and u.id = trader.referrer_id
    ),
    'referrals', (
      select count(*) from (
        select from public.platform_users as u
        where u.domain_id = trader.domain_id and u.referrer_id = trader.id
        limit 1000
      ) as brought
    ),
    'timeline', coalesce((
      select jsonb_agg(to_jsonb(t)) from public.user_timeline(trader.domain_id, trader.id, null, 20) as t
    ), '[]')
  )
  || case when 'cohorts.view' = any(held) then private.user_groups(trader) else '{}' end
  -- For an order of which nothing else is known.
  || case when 'fees.view' = any(held) then jsonb_build_object(
    'fee', private.freeze_fee(row(trader.domain_id, trader.id, null, null, null, null, now()))
  ) else '{}' end
  || case when 'tickets.view' = any(held) then jsonb_build_object('open_tickets', (
    select count(*) from public.tickets as t
    inner join public.ticket_statuses as s on s.key = t.status and s.is_open
    where t.domain_id = trader.domain_id and t.platform_user_id = trader.id
  )) else '{}' end;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."user_360"(uuid, uuid) FROM PUBLIC, "anon", "service_role";

CREATE OR REPLACE FUNCTION public.user_timeline (
  domain_id        uuid,
  platform_user_id uuid,
  after            text    DEFAULT NULL::text,
  page_size        integer DEFAULT 50
)
  RETURNS TABLE (
    kind        text,
    id          uuid,
    occurred_at timestamp with time zone,
    details     jsonb,
    cursor      text
  )
  LANGUAGE plpgsql
  STABLE
  SECURITY DEFINER
  ROWS 50
  SET search_path TO ''
  SET plan_cache_mode TO 'force_generic_plan'
  AS $function$
declare
  held constant text [] := private.permitted_in(
    domain_id,
    '{platform_users.view,orders.view,transactions.view,fees.view,cohorts.view,tickets.view,support.view,events.view}'
  );
  trader public.platform_users;
  place record;
  place_at timestamptz;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('user_timeline', after);
  place_at := coalesce(place.at, 'infinity'); -- Before the first entry.
  select u.* into trader from public.platform_users as u
  where 'platform_users.view' = any(held)
    and u.domain_id = user_timeline.domain_id and u.id = user_timeline.platform_user_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such user');
  end if;
  return query
  select entry.*, private.make_time_cursor('user_timeline', entry.occurred_at, entry.id, trader.domain_id)
  from (
    select traded.* from private.trading_moments(trader, held, place_at, place.id, page_size) as traded
    union all
    select joined.* from private.joining_moments(trader, held, place_at, place.id, page_size) as joined
    union all
    select told.* from private.contact_moments(trader, held, place_at, place.id, page_size) as told
  ) as entry
  order by entry.occurred_at desc, entry.id desc
  limit page_size;
end;
$function$;

REVOKE ALL ON FUNCTION "public"."user_timeline"(uuid, uuid, text, integer) FROM PUBLIC, "anon", "service_role";

ALTER TABLE "public"."tickets"
  -- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
  ADD CONSTRAINT "tickets_case_id_fkey" FOREIGN KEY (domain_id, case_id) REFERENCES public.cases(domain_id, id);

ALTER TABLE "public"."tickets"
  -- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
  ADD CONSTRAINT "tickets_order_id_fkey" FOREIGN KEY (domain_id, order_id) REFERENCES public.orders(domain_id, id);

ALTER TABLE "public"."tickets"
  -- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
  ADD CONSTRAINT "tickets_platform_user_id_fkey" FOREIGN KEY (domain_id, platform_user_id) REFERENCES public.platform_users(domain_id, id);

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX platform_users_email_idx ON public.platform_users USING btree (domain_id, email text_pattern_ops)
  WHERE (email IS NOT NULL);

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX platform_users_referrer_id_idx ON public.platform_users USING btree (domain_id, referrer_id, joined_at DESC, id DESC)
  WHERE (referrer_id IS NOT NULL);

-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX platform_users_tag_key ON public.platform_users USING btree (domain_id, lower(TAG) text_pattern_ops);

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX platform_users_wallets_idx ON public.platform_users USING gin (domain_id, wallets);

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX tickets_case_id_idx ON public.tickets USING btree (domain_id, case_id)
  WHERE (case_id IS NOT NULL);

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX tickets_order_id_idx ON public.tickets USING btree (domain_id, order_id)
  WHERE (order_id IS NOT NULL);

-- squawk-ignore require-concurrent-index-creation
CREATE INDEX tickets_platform_user_id_idx ON public.tickets USING btree (domain_id, platform_user_id, created_at DESC, id DESC)
  WHERE (platform_user_id IS NOT NULL);

COMMENT ON COLUMN "public"."ticket_events"."kind" IS 'created, status, priority, assignee, or edited (title, description or what it is about).';

COMMENT ON COLUMN "public"."tickets"."case_id" IS 'The case that it is about.';

COMMENT ON COLUMN "public"."tickets"."order_id" IS 'The order that it is about.';

COMMENT ON COLUMN "public"."tickets"."platform_user_id" IS 'The user of the platform whom it is about.';

COMMENT ON FUNCTION "private"."chains_of"(uuid) IS 'The chains of which a domain has tokens.';

COMMENT ON FUNCTION "private"."check_ticket_subject"(public.tickets, public.tickets) IS 'The ticket with what it is to be about; an order brings its user. was: as it is now. Raises P0002 NOT_FOUND for what is not there or not visible to the caller, who works in the domain, and 22023 INVALID_INPUT for a user and another''s order.';

COMMENT ON FUNCTION "private"."contact_moments"(public.platform_users, text[], timestamp with time zone, uuid, integer) IS 'Tickets about a user, what support said to itself about them, and what the log has of him, before a place. held: the permissions of the caller in the domain.';

COMMENT ON FUNCTION "private"."count_requests"(uuid[]) IS 'tickets_open, tickets_mine (open, assigned to the caller, where he works in support) and alerts_open of these domains or of all, each where the caller may view it somewhere.';

COMMENT ON FUNCTION "private"."count_trading"(uuid[]) IS 'users_joined (in the last 7 days), orders_open and transactions_pending of these domains or of all, each where the caller may view it somewhere.';

COMMENT ON FUNCTION "private"."find_requests_named"(uuid[], text, integer) IS 'Tickets by number or words, and cases by words, of these domains or of all, as far as the caller sees them: his own tickets, too, and cases that he sees alone. most: of those found by words, in each domain.';

COMMENT ON FUNCTION "private"."find_trades_named"(uuid[], uuid[], uuid[], text, integer) IS 'Orders by their id at the platform, transactions by their reference, with its chain or without, and tokens by address or the beginning of the symbol, each of its own domains. most: tokens in each domain.';

COMMENT ON FUNCTION "private"."find_users_named"(uuid[], uuid[], text, integer) IS 'Users of these domains by their id at the platform, a wallet, the beginning of tag or e-mail address, or, in code_domains, an invite code that they own or redeemed. most: of each kind, in each domain.';

COMMENT ON FUNCTION "private"."joining_moments"(public.platform_users, text[], timestamp with time zone, uuid, integer) IS 'When a user joined, whom he brought, which cohorts he entered and left, and which invite codes he redeemed, before a place. held: the permissions of the caller in the domain.';

COMMENT ON FUNCTION "private"."trading_moments"(public.platform_users, text[], timestamp with time zone, uuid, integer) IS 'What a user traded, and what fees were made for him alone, before a place. held: the permissions of the caller in the domain.';

COMMENT ON FUNCTION "private"."user_groups"(public.platform_users) IS '{cohorts (in which the user is now, the one that counts first), invite_codes (his own, newest first)}.';

COMMENT ON FUNCTION "public"."global_search"(text, uuid[], integer) IS 'What is called so, of everything that the caller may view: users of platforms (their id there, a wallet, the beginning of tag or e-mail address, with cohorts.view an invite code that they own or redeemed), orders (the platform''s id), transactions (the reference, with its chain or without), tokens (address, the beginning of the symbol), tickets (number, words) and cases (words of code, title, description and place). query: 2 to 200 characters, of words all must be there. page_size: how many of each kind, 1 to 500. What fits whole comes first (is_exact); matched: by what it was found. What may not be viewed is not found. Errors: 42501 PERMISSION_DENIED for whoever is no person of the back office; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."hub_summary"(uuid[]) IS 'What there is to look at, in the domains asked for or in all, a row for each kind that the caller may view somewhere: users_joined (in the last 7 days), orders_open, transactions_pending, tickets_open, tickets_mine (assigned to the caller) and alerts_open. count goes up to 1000; is_more: there are more. Errors: 42501 PERMISSION_DENIED for whoever is no person of the back office.';

COMMENT ON FUNCTION "public"."link_ticket"(uuid, uuid, integer, uuid, uuid, uuid) IS 'Says what a ticket is about; returns its version. platform_user_id, order_id, case_id: null: none of these; an order brings its user. For its reporter, and whoever has tickets.edit or support.edit there; what is named must be visible to the caller, what the ticket names already may stay. Errors: P0002 NOT_FOUND; 42501 PERMISSION_DENIED; 40001 STALE_VERSION; 22023 INVALID_INPUT.';

COMMENT ON FUNCTION "public"."user_360"(uuid, uuid) IS 'One user of a platform as {user, referrer, referrals (how many he brought, 1000 at most), timeline (the newest 20 entries of user_timeline(), each with a cursor for what follows)}; with cohorts.view also cohorts (in which he is now) and invite_codes (his own), with fees.view fee (what he would be charged now, without regard to token, type and provider, with every rule that was considered; null: the platform has no fee), with tickets.view open_tickets (how many are about him). Needs platform_users.view. Errors: P0002 NOT_FOUND when the user is not there or not visible.';

COMMENT ON FUNCTION "public"."user_timeline"(uuid, uuid, text, integer) IS 'What a user of a platform did and what was done about him, newest first. kind: order, trade, fee (a rule for him alone, when it begins), joined, referral (whom he brought), cohort_entered, cohort_left, invite_code, ticket, note (of support, on a ticket about him) or event. Each part needs its own permission: orders.view, transactions.view, fees.view, cohorts.view, tickets.view, support.view, events.view; all of it platform_users.view. after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: P0002 NOT_FOUND when the user is not there or not visible; 22023 INVALID_INPUT.';

COMMENT ON TYPE "private"."hub_count" IS 'How many there are, counted to 1000; is_more: there are more.';

COMMENT ON TYPE "private"."search_hit" IS 'What global_search() found: what it is called, what else helps to tell it from others, and by what it was found.';

COMMENT ON TYPE "private"."user_moment" IS 'An entry of user_timeline(): the row of that kind and id, and what it is about.';

REVOKE ALL ON FUNCTION "private"."chains_of"(uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."chains_of"(uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."chains_of"(uuid) TO "postgres";

REVOKE ALL ON FUNCTION "private"."check_ticket_subject"(public.tickets, public.tickets) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."check_ticket_subject"(public.tickets, public.tickets) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."check_ticket_subject"(public.tickets, public.tickets) TO "postgres";

REVOKE ALL ON FUNCTION "private"."contact_moments"(public.platform_users, text[], timestamp WITH time zone, uuid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."contact_moments"(public.platform_users, text[], timestamp WITH time zone, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."contact_moments"(public.platform_users, text[], timestamp WITH time zone, uuid, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_requests"(uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_requests"(uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_requests"(uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."count_trading"(uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."count_trading"(uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."count_trading"(uuid[]) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_requests_named"(uuid[], text, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_requests_named"(uuid[], text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_requests_named"(uuid[], text, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_trades_named"(uuid[], uuid[], uuid[], text, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_trades_named"(uuid[], uuid[], uuid[], text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_trades_named"(uuid[], uuid[], uuid[], text, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."find_users_named"(uuid[], uuid[], text, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."find_users_named"(uuid[], uuid[], text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."find_users_named"(uuid[], uuid[], text, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."joining_moments"(public.platform_users, text[], timestamp WITH time zone, uuid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."joining_moments"(public.platform_users, text[], timestamp WITH time zone, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."joining_moments"(public.platform_users, text[], timestamp WITH time zone, uuid, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."trading_moments"(public.platform_users, text[], timestamp WITH time zone, uuid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."trading_moments"(public.platform_users, text[], timestamp WITH time zone, uuid, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."trading_moments"(public.platform_users, text[], timestamp WITH time zone, uuid, integer) TO "postgres";

REVOKE ALL ON FUNCTION "private"."user_groups"(public.platform_users) FROM PUBLIC;

REVOKE ALL ON FUNCTION "private"."user_groups"(public.platform_users) FROM "postgres";

GRANT EXECUTE ON FUNCTION "private"."user_groups"(public.platform_users) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."global_search"(text, uuid[], integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."global_search"(text, uuid[], integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."global_search"(text, uuid[], integer) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."hub_summary"(uuid[]) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."hub_summary"(uuid[]) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."hub_summary"(uuid[]) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."link_ticket"(uuid, uuid, integer, uuid, uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."link_ticket"(uuid, uuid, integer, uuid, uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."link_ticket"(uuid, uuid, integer, uuid, uuid, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."user_360"(uuid, uuid) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."user_360"(uuid, uuid) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."user_360"(uuid, uuid) TO "postgres";

GRANT EXECUTE ON FUNCTION "public"."user_timeline"(uuid, uuid, text, integer) TO "authenticated";

REVOKE ALL ON FUNCTION "public"."user_timeline"(uuid, uuid, text, integer) FROM "postgres";

GRANT EXECUTE ON FUNCTION "public"."user_timeline"(uuid, uuid, text, integer) TO "postgres";
