-- A permission is asked once a statement, not once a row; accounts are counted without the list of all domains for each visitor.
set local check_function_bodies = off;

revoke all on function private.engagement_filter_fault(text, jsonb) from authenticated;

revoke all on function private.engagement_filter_fault(text, jsonb) from service_role;

revoke all on function private.find_visitors(
    private.engagement_filter, timestamp with time zone, uuid, uuid, integer
) from authenticated;

revoke all on function private.find_visitors(
    private.engagement_filter, timestamp with time zone, uuid, uuid, integer
) from service_role;

revoke all on function private.has_zone(text) from authenticated;

revoke all on function private.has_zone(text) from service_role;

revoke all on function private.is_zoned_time(text) from authenticated;

revoke all on function private.is_zoned_time(text) from service_role;

revoke all on function private.read_engagement_filter(jsonb) from authenticated;

revoke all on function private.read_engagement_filter(jsonb) from service_role;

create or replace function private.import_config_entries(
  document jsonb,
  reason text
)
  returns setof private.config_finding
  language plpgsql
  set search_path to ''
  as $function$
declare
  entry record;
begin
  for entry in
    select e.path, e.slug, e.enabled, e.config, e.site_domain, site.id as domain_id, known as schema
    from private.config_document_entries(document) as e
    left join public.domains as site
      on site.site_domain = e.site_domain and site.id = any((select private.domains_with('settings.manage'))::uuid [])
    left join public.config_schemas as known on known.slug = e.slug
    order by e.site_domain nulls first, e.slug
  loop
    if entry.site_domain is not null and entry.domain_id is null then
      return next (entry.path, null, null, 'there is no such site')::private.config_finding;
    elsif (entry.schema).slug is null then
      return next (entry.path, null, null, 'there are no such settings')::private.config_finding;
    else
      return query
      select finding.* from private.import_config_entry(
        entry.path, entry.schema, entry.domain_id, entry.enabled, entry.config, import_config_entries.reason
      ) as finding;
    end if;
  end loop;
  return query
  select
    case fault.site_domain when '' then '/global' else private.config_path('/sites', fault.site_domain) end
    || private.config_path('', known.slug) || '/config' || fault.path, null::jsonb, null::jsonb, fault.reason
  from public.config_schemas as known
  cross join lateral private.config_in_force_faults(known, null) as fault
  where known.slug in (select e.slug from private.config_document_entries(document) as e)
  order by 1;
end;
$function$;

create or replace function private.report_domains(
  permission text,
  wanted uuid[]
)
  returns uuid[]
  language plpgsql
  stable
  set search_path to ''
  as $function$
begin
  return array(
    select tenant.id from public.domains as tenant
    where
      tenant.id = any((select private.permitted_domains(permission, wanted))::uuid [])
      and (wanted is not null or tenant.environment = 'production')
    order by tenant.id
  );
end;
$function$;

create or replace function private.topic_highlights(
  wanted private.engagement_filter,
  domain_ids uuid[],
  reported private.report_window,
  is_comparable boolean
)
  returns jsonb
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  before private.engagement_filter;
  part record;
  changes private.topic_change [] := '{}';
begin
  wanted.include_test := false;
  wanted."to" := (reported).to_at;
  -- Domains whose numbers begin within the window are asked for what comes after.
  for part in
    select greatest((reported).from_at, tenant.stats_valid_from) as from_at, array_agg(tenant.id) as domain_ids
    from public.domains as tenant
    where
      tenant.id = any(domain_ids)
      and tenant.id = any((select private.domains_with('topics.view'))::uuid [])
      -- Most have none, and comparing costs the same.
      and exists (select from public.topics as topic where topic.domain_id = tenant.id)
      and (tenant.stats_valid_from < (reported).to_at) is not false
    group by 1
  loop
    wanted.domain_ids := part.domain_ids;
    wanted."from" := part.from_at;
    before := wanted;
    before."from" := (reported).previous_from_at;
    before."to" := (reported).from_at;
    changes := changes || array(select changed from private.compare_topics(wanted, before) as changed);
  end loop;
  return jsonb_build_object(
    'top_topic', (
      select
        to_jsonb(topic)
        - '{share_change,trend,previous_conversations,previous_classified,previous_share,previous_lower,previous_upper}'::text []
      from unnest(changes) as topic
      where topic.conversations > 0
      order by topic.conversations desc, topic.topic_id, topic.domain_id
      limit 1
    ),
    'biggest_mover', (
      select to_jsonb(topic) from unnest(changes) as topic
      where is_comparable and topic.trend in ('emerging', 'fading')
      order by abs(topic.share_change) desc, topic.topic_id, topic.domain_id
      limit 1
    )
  );
end;
$function$;

create or replace function public.list_accounts(
  filter jsonb default '{}'::jsonb,
  after text default null::text,
  page_size integer default 50
)
  returns table (
    domain_id uuid,
    id uuid,
    company_domain text,
    company_name text,
    enrichment_data jsonb,
    visitors bigint,
    sessions bigint,
    conversations bigint,
    conversions bigint,
    intent text,
    last_activity_at timestamp with time zone,
    cursor text
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  as $function$
declare
  wanted constant private.engagement_filter := private.read_engagement_filter(filter);
  mine constant uuid [] := private.permitted_domains('accounts.view', wanted.domain_ids);
  visits_in constant uuid [] := private.permitted_among('visitors.view', wanted.domain_ids);
  talks_in constant uuid [] := private.permitted_among('conversations.view', wanted.domain_ids);
  is_filtered constant boolean :=
    coalesce(nullif(jsonb_strip_nulls(filter), 'null'), '{}') - '{domain_ids,include_test,account_id}'::text [] <> '{}';
  place constant text [] := private.read_cursor('accounts', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.id, page.company_domain, page.company_name, page.enrichment_data,
    case when may.see_visits then stats.visitors else 0 end,
    case when may.see_visits then stats.sessions else 0 end,
    case when may.see_talks then stats.conversations else 0 end,
    case when may.see_talks then stats.conversions else 0 end,
    case when may.see_talks then stats.intent else 'none' end,
    case when may.see_visits then stats.last_activity_at end,
    private.make_cursor('accounts', page.company_domain, page.id, page.domain_id)
  from (
    select account.*
    from unnest(mine) as tenant (id)
    cross join lateral (
      select account.* from public.accounts as account
      where
        account.domain_id = tenant.id
        and (place is null
          or (account.company_domain, account.domain_id) > (place[3], place[2]::uuid))
        and (wanted.account_id is null or account.id = wanted.account_id)
        and (not is_filtered or (account.domain_id, account.id) in (
          select visitor.domain_id, visitor.account_id from private.find_visitors(wanted) as visitor
        ))
      order by account.company_domain
      limit page_size
    ) as account
    order by account.company_domain, account.domain_id
    limit page_size
  ) as page
  cross join lateral (
    select counted.* from public.account_stats as counted
    where counted.domain_id = page.domain_id and counted.account_id = page.id
  ) as stats
  cross join lateral (
    -- Conversations are counted through visitors: as by the policies, who sees no visitors sees none of them.
    select
      page.domain_id = any(visits_in), page.domain_id = any(visits_in) and page.domain_id = any(talks_in)
  ) as may (see_visits, see_talks)
  order by page.company_domain, page.domain_id;
end;
$function$;

create or replace function public.list_topics(
  filter jsonb default '{}'::jsonb,
  after text default null::text,
  page_size integer default 50
)
  returns table (
    domain_id uuid,
    id uuid,
    name text,
    status text,
    parent_id uuid,
    version integer,
    conversations bigint,
    classified bigint,
    share numeric,
    cursor text
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  as $function$
declare
  wanted private.engagement_filter;
  place constant text [] := private.read_cursor('topics', after);
begin
  perform private.check_page_size(page_size);
  if not private.is_valid_input(place[3], 'bigint') then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  wanted := private.topic_window(filter);
  return query
  with counted as (
    select told.* from private.count_topics(wanted) as told
  ), listed as (
    select
      topic.domain_id, topic.id, topic.name, topic.status, topic.parent_id, topic.version,
      coalesce(counted.conversations, 0) as conversations, coalesce(base.classified, 0) as classified
    from public.topics as topic
    left join counted on topic.domain_id = counted.domain_id and topic.id = counted.topic_id
    left join counted as base on topic.domain_id = base.domain_id and base.topic_id is null
    where
      topic.domain_id = any((select private.permitted_domains('topics.view', wanted.domain_ids))::uuid [])
      and topic.status <> 'merged'
  )
  select
    listed.*, round(listed.conversations::numeric / nullif(listed.classified, 0), 6),
    private.make_cursor('topics', listed.conversations::text, listed.id, listed.domain_id)
  from listed
  where
    place is null
    or (listed.conversations, listed.id, listed.domain_id)
    < (place[3]::bigint, place[1]::uuid, place[2]::uuid)
  order by listed.conversations desc, listed.id desc, listed.domain_id desc
  limit page_size;
end;
$function$;

create or replace function public.verify_audit_chain(
  domain_id uuid default null::uuid
)
  returns table (
    chain_domain_id uuid,
    rows_checked bigint,
    is_ok boolean,
    first_broken_id bigint,
    fault text,
    head_number bigint,
    head_hash text
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
declare
  platform constant uuid := '00000000-0000-0000-0000-000000000000'::uuid;
  chains uuid[] := array[verify_audit_chain.domain_id];
  claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
  is_worker boolean := coalesce(claims ->> 'role' = 'service_role', false);
begin
  if verify_audit_chain.domain_id is not null then
    if not is_worker then
      perform private.require('audit.view', verify_audit_chain.domain_id);
    end if;
  elsif is_worker or private.holds('audit.view') then
    -- A deleted domain's chain stays, so the chains are asked, not the domains alone.
    chains := array(
      select h.chain_id from private.audit_heads as h
      where is_worker
        or h.chain_id = any((select private.domains_with('audit.view'))::uuid [])
        or not exists (select from public.domains as d where d.id = h.chain_id)
    );
  else
    chains := private.domains_with('audit.view');
    if chains = '{}' then
      perform private.require('audit.view');
    end if;
  end if;
  return query
  select nullif(h.chain_id, platform),
    (
      select coalesce(sum(cardinality(s.row_ids)), 0)::bigint
      from private.audit_seals as s where s.chain_id = h.chain_id
    ),
    f.fault is null, f.audit_id, f.fault, h.number, encode(h.hash, 'hex')
  from private.audit_heads as h
  left join lateral (
    select c.audit_id, c.fault from private.audit_chain_faults(h.chain_id) as c order by c.audit_id nulls last limit 1
  ) as f on true
  where h.chain_id = any(chains)
  order by h.chain_id;
end;
$function$;
