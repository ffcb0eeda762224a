-- Under the policy a guardian's page of cases reads the whole domain; a list that goes by keys reads what it shows.
set local check_function_bodies = off;

drop trigger audit_delete on public.cases;

drop trigger audit_insert on public.cases;

drop trigger audit_update on public.cases;

alter table public.cases
  -- squawk-ignore adding-field-with-default
  add column tsv tsvector generated always as
    (
        to_tsvector(
            'private.plain_words'::regconfig,
            (
                (((((code || ' '::text) || title) || ' '::text) || description) || ' '::text)
                || coalesce(location, ''::text)
            )
        )
    ) stored not null;

create type private.case_filter as (
  "domain_ids" uuid[],
  "status" text[],
  "priority" text,
  "category" text,
  "species" text,
  "org_id" uuid,
  "include_archived" boolean,
  "query" tsquery
);

create or replace function private.case_filter_fault(
  key text,
  value jsonb
)
  returns text
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  given constant text := value #>> '{}';
  texts text [] := '{}';
begin
  if key in ('domain_ids', 'status') then
    if jsonb_typeof(value) <> 'array' or jsonb_path_exists(value, '$[*] ? (@.type() != "string")') then
      return 'must be an array of texts';
    end if;
    texts := array(select jsonb_array_elements_text(value));
  end if;
  return case
    when key = 'domain_ids' and exists (
      select from unnest(texts) as named (id) where not private.is_valid_input(named.id, 'uuid')
    ) then 'must be an array of uuids'
    when key = 'status' and not texts <@ '{draft,active,urgent,on_hold,completed,cancelled}'
      then 'must be an array of draft, active, urgent, on_hold, completed, cancelled'
    when key = 'priority' and given not in ('normal', 'urgent') then 'must be normal or urgent'
    when key = 'category' and given not in ('rescue', 'surgery', 'treatment', 'transit', 'foster')
      then 'must be rescue, surgery, treatment, transit or foster'
    when key = 'org_id' and not private.is_valid_input(given, 'uuid') then 'must be a uuid'
    when key = 'include_archived' and jsonb_typeof(value) <> 'boolean' then 'must be true or false'
    when key in ('species', 'text') and (jsonb_typeof(value) <> 'string' or length(given) not between 1 and 500)
      then 'must be a text of 1 to 500 characters'
    when key not in ('domain_ids', 'status', 'priority', 'category', 'species', 'org_id', 'include_archived', 'text')
      then 'is no known filter'
  end;
end;
$function$;

create or replace function private.cases_reached(
  domain_ids uuid[],
  out whole uuid[],
  out other uuid[],
  out case_ids uuid[]
)
  returns record
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
declare
  reached constant uuid [] :=
    private.domains_reached('cases.view', 'org') || private.domains_reached('cases.view', 'assigned');
begin
  if reached = '{}' then
    whole := private.permitted_domains('cases.view', domain_ids);
    other := '{}';
    case_ids := '{}';
    return;
  end if;
  whole := private.permitted_among('cases.view', domain_ids);
  if not domain_ids <@ (whole || reached) then
    perform private.fail('42501', 'PERMISSION_DENIED', 'cases.view is not permitted in each of these domains');
  end if;
  other := array(
    select mine.id from unnest(private.member_domains()) as mine (id)
    where mine.id <> all(whole) and (domain_ids is null or mine.id = any(domain_ids))
  );
  case_ids := private.cases_with('cases.view');
end;
$function$;

create or replace function private.find_cases(
  wanted private.case_filter,
  whole uuid[],
  other uuid[],
  case_ids uuid[],
  after_at timestamp with time zone,
  after_id uuid,
  after_domain_id uuid,
  page_size integer
)
  returns table (
    domain_id uuid,
    id uuid,
    created_at timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  set jit to 'off'
  as $function$
begin
  return query
  select page.* from (
    select newest.*
    from unnest(whole) as tenant (id)
    cross join lateral (
      select c.domain_id, c.id, c.created_at from public.cases as c
      where c.domain_id = tenant.id
        and (after_at is null or (c.created_at, c.id, c.domain_id) < (after_at, after_id, after_domain_id))
        and ((wanted).include_archived or c.archived_at is null)
        and ((wanted).status is null or c.status = any((wanted).status))
        and ((wanted).priority is null or c.priority = (wanted).priority)
        and ((wanted).category is null or c.category = (wanted).category)
        and ((wanted).species is null or c.species = (wanted).species)
        and ((wanted).org_id is null or c.org_id = (wanted).org_id)
        and ((wanted).query is null or c.tsv @@ (wanted).query)
      order by c.created_at desc, c.id desc
      limit page_size
    ) as newest
    union all
    select c.domain_id, c.id, c.created_at
    from unnest(other) as tenant (id)
    cross join unnest(case_ids) as given (id)
    inner join public.cases as c on c.domain_id = tenant.id and c.id = given.id
    where (after_at is null or (c.created_at, c.id, c.domain_id) < (after_at, after_id, after_domain_id))
      and ((wanted).include_archived or c.archived_at is null)
      and ((wanted).status is null or c.status = any((wanted).status))
      and ((wanted).priority is null or c.priority = (wanted).priority)
      and ((wanted).category is null or c.category = (wanted).category)
      and ((wanted).species is null or c.species = (wanted).species)
      and ((wanted).org_id is null or c.org_id = (wanted).org_id)
      and ((wanted).query is null or c.tsv @@ (wanted).query)
  ) as page
  order by page.created_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

create or replace function private.read_case_filter(
  filter jsonb
)
  returns private.case_filter
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  given constant jsonb := jsonb_strip_nulls(coalesce(nullif(filter, 'null'), '{}'));
  broken record;
  wanted private.case_filter;
begin
  if jsonb_typeof(given) <> 'object' then
    perform private.bad_input('filter', 'must be an object');
  end if;
  select entry.key, private.case_filter_fault(entry.key, entry.value) as fault
  into broken
  from jsonb_each(given) as entry
  where private.case_filter_fault(entry.key, entry.value) is not null
  order by entry.key
  limit 1;
  if found then
    perform private.bad_input('filter.' || broken.key, broken.fault);
  end if;
  wanted := jsonb_populate_record(null::private.case_filter, given - 'text');
  wanted.query := websearch_to_tsquery('private.plain_words', given ->> 'text');
  return wanted;
end;
$function$;

create or replace function public.list_cases(
  filter jsonb default '{}'::jsonb,
  after text default null::text,
  page_size integer default 50
)
  returns table (
    domain_id uuid,
    id uuid,
    code text,
    title text,
    species text,
    status text,
    priority text,
    category text,
    location text,
    goal_minor numeric,
    currency text,
    org_id uuid,
    published_at timestamp with time zone,
    completed_at timestamp with time zone,
    archived_at timestamp with time zone,
    created_at timestamp with time zone,
    version integer,
    cursor text
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  as $function$
declare
  wanted private.case_filter;
  mine record;
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('cases', after);
  wanted := private.read_case_filter(filter);
  mine := private.cases_reached(wanted.domain_ids);
  return query
  select
    c.domain_id, c.id, c.code, c.title, c.species, c.status, c.priority, c.category, c.location,
    c.goal_minor, c.currency, c.org_id, c.published_at, c.completed_at, c.archived_at, c.created_at, c.version,
    private.make_time_cursor('cases', c.created_at, c.id, c.domain_id)
  from private.find_cases(
    wanted, mine.whole, mine.other, mine.case_ids, place.at, place.id, place.domain_id, page_size
  ) as found
  inner join public.cases as c on c.domain_id = found.domain_id and c.id = found.id
  order by c.created_at desc, c.id desc, c.domain_id desc;
end;
$function$;

revoke all on function public.list_cases(jsonb, text, integer) from public, anon, service_role;

-- squawk-ignore require-concurrent-index-creation
create index cases_tsv_idx on public.cases using gin (domain_id, tsv);

create trigger audit_delete after delete on public.cases
referencing old table as old_rows
for each statement execute function private.audit_statement('{id}', '{description,location,tsv}');

create trigger audit_insert after insert on public.cases
referencing new table as new_rows
for each statement execute function private.audit_statement('{id}', '{description,location,tsv}');

create trigger audit_update after update on public.cases
referencing old table as old_rows new table as new_rows
for each statement execute function private.audit_statement('{id}', '{description,location,tsv}');

comment on column public.cases.tsv is 'Search document of code, title, description and place.';

comment on function private.case_filter_fault(text, jsonb) is 'What is wrong with one entry of a filter of cases; null when nothing.';

comment on function private.cases_reached(uuid[]) is 'Which cases the caller sees, of these domains or of all: all of the domains in whole, and case_ids of the domains in other. Raises 42501 PERMISSION_DENIED where cases.view is held nowhere, or not in a named domain.';

comment on function private.find_cases(private.case_filter, uuid[], uuid[], uuid[], timestamp with time zone, uuid, uuid, integer) is 'The cases that the filter means, newest first, after a place: of the domains in whole, and those of case_ids in other. Whether the caller may see them is asked before.';

comment on function private.read_case_filter(jsonb) is 'The filter of list_cases() with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';

comment on function public.list_cases(jsonb, text, integer) is 'Cases, newest first: all of the domains where the caller may view cases; of others those that are assigned to him now, belong to his organization or are shared with it. filter: domain_ids (null: all mine), status (an array), priority, category, species, org_id, include_archived (false: they are left out), text (words of code, title, description and place; case and accents do not count). after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: 42501 PERMISSION_DENIED for a domain that is not yours, or cases.view held nowhere; 22023 INVALID_INPUT names a wrong argument or filter key. Example: {"filter": {"status": ["active", "urgent"], "text": "gatito"}, "page_size": 20}';

comment on type private.case_filter is 'What list_cases() is asked for; null asks for nothing.';

revoke all on function private.case_filter_fault(text, jsonb) from public;

revoke all on function private.case_filter_fault(text, jsonb) from postgres;

grant execute on function private.case_filter_fault(text, jsonb) to postgres;

revoke all on function private.cases_reached(uuid[]) from public;

revoke all on function private.cases_reached(uuid[]) from postgres;

grant execute on function private.cases_reached(uuid[]) to postgres;

revoke all on function private.find_cases(
    private.case_filter, uuid[], uuid[], uuid[], timestamp with time zone, uuid, uuid, integer
) from public;

revoke all on function private.find_cases(
    private.case_filter, uuid[], uuid[], uuid[], timestamp with time zone, uuid, uuid, integer
) from postgres;

grant execute on function private.find_cases(
    private.case_filter, uuid[], uuid[], uuid[], timestamp with time zone, uuid, uuid, integer
) to postgres;

revoke all on function private.read_case_filter(jsonb) from public;

revoke all on function private.read_case_filter(jsonb) from postgres;

grant execute on function private.read_case_filter(jsonb) to postgres;

grant execute on function public.list_cases(jsonb, text, integer) to authenticated;

revoke all on function public.list_cases(jsonb, text, integer) from postgres;

grant execute on function public.list_cases(jsonb, text, integer) to postgres;
