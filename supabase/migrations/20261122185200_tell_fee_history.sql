-- A rule keeps who brought its end forward, when and why, and each version is told with the one before. Of rules that were
-- closed earlier the audit log knows it, as far as it reaches.
set local check_function_bodies = off;

alter table public.fee_rules
  add column closed_at timestamptz,
  add column closed_by uuid,
  add column closed_reason text;

comment on column public.fee_rules.closed_at is
'When somebody brought its end forward, by closing it or by another rule in its place; null: nobody did.';
comment on column public.fee_rules.closed_by is 'Who did that.';
comment on column public.fee_rules.closed_reason is 'Why; where another rule came in its place, why that was made.';

-- It comes after guard_fee_rule(), by name: that lets nobody write these columns.
create or replace function private.note_fee_closing()
returns trigger
language plpgsql
security invoker
set search_path = ''
as $$
begin
  new.closed_at := now();
  new.closed_by := private.current_person_id();
  new.closed_reason := nullif(current_setting('app.audit_reason', true), '');
  return new;
end;
$$;

comment on function private.note_fee_closing() is
'Trigger: who brought the end of a fee rule forward, when and why.';
revoke all on function private.note_fee_closing() from public, anon, authenticated, service_role;

create trigger note_fee_closing before update on public.fee_rules
for each row when (old.ends_at is distinct from new.ends_at) execute function private.note_fee_closing();

create type private.fee_history_filter as (
  domain_ids uuid [],
  kind text,
  is_platform boolean,
  held tstzrange
);

comment on type private.fee_history_filter is
'What fee_history() is asked for; null asks for nothing. held: the time that a version held in, at least in part.';

create or replace function private.read_fee_history(filter jsonb)
returns private.fee_history_filter
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  given constant jsonb := private.read_filter(filter, '{
    "domain_ids": "uuids", "kind": ["rule", "promotion"], "is_platform": "boolean", "from": "time", "to": "time"
  }');
  wanted private.fee_history_filter := jsonb_populate_record(null::private.fee_history_filter, given);
begin
  if (given ->> 'from')::timestamptz >= (given ->> 'to')::timestamptz then
    perform private.bad_input('filter.to', 'must be after filter.from');
  end if;
  if given ?| '{from,to}' then
    wanted.held := tstzrange((given ->> 'from')::timestamptz, (given ->> 'to')::timestamptz);
  end if;
  return wanted;
end;
$$;

comment on function private.read_fee_history(jsonb) is
'The filter of fee_history() with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';
revoke all on function private.read_fee_history(jsonb) from public, anon, authenticated, service_role;

create or replace function public.fee_history(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, rule_id uuid, kind text, scope jsonb, rate_ppm integer, min_minor numeric, max_minor numeric,
  limit_asset text, starts_at timestamptz, ends_at timestamptz, previous_rule_id uuid, previous_rate_ppm integer,
  change_ppm integer, rate_variation numeric, created_at timestamptz, created_by uuid, reason text,
  closed_at timestamptz, closed_by uuid, closed_reason text, cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
as $$
declare
  wanted constant private.fee_history_filter := private.read_fee_history(filter);
  mine constant uuid [] := private.permitted_domains('fees.view', (wanted).domain_ids);
  place constant record := private.read_time_cursor('fee_history', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.id, page.kind, private.fee_scope(page), page.rate_ppm, page.min_minor, page.max_minor,
    page.limit_asset, page.starts_at, page.ends_at, earlier.id, earlier.rate_ppm, page.rate_ppm - earlier.rate_ppm,
    (page.rate_ppm - earlier.rate_ppm)::numeric / nullif(earlier.rate_ppm, 0), page.created_at, page.created_by,
    page.reason, page.closed_at, page.closed_by, page.closed_reason,
    private.make_time_cursor('fee_history', page.starts_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select r.* from public.fee_rules as r
    where r.domain_id = tenant.id
      and (after is null or (r.starts_at, r.id, r.domain_id) < (place.at, place.id, place.domain_id))
      and r.kind = coalesce((wanted).kind, r.kind)
      and (r.specificity = 0) = coalesce((wanted).is_platform, r.specificity = 0)
      and ((wanted).held is null or r.valid && (wanted).held)
    order by r.starts_at desc, r.id desc
    limit page_size
  ) as page
  left join lateral (
    select b.id, b.rate_ppm from public.fee_rules as b
    where b.domain_id = page.domain_id and b.kind = page.kind and b.scope_key = page.scope_key
      and b.starts_at < page.starts_at and not isempty(b.valid)
    order by b.starts_at desc
    limit 1
  ) as earlier on true
  order by page.starts_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.fee_history(jsonb, text, integer) is
'The history of the schedule of fees: each version of each rule and promotion, those that started last first, with who made it, when and why, and who brought its end forward, when and why. previous_rate_ppm: what held before for exactly the same; change_ppm and rate_variation (the change as a part of it, null where it was 0): against that. '
'filter: domain_ids; kind (rule or promotion); is_platform (for the whole platform, or for a part of it); from, to: versions that held at some time of from <= time < to. What was earned by it is told by fee_stats(). Needs fees.view. '
'Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT. Example: {"filter": {"is_platform": true, "from": "2026-01-01T00:00:00Z"}, "page_size": 20}';
revoke all on function public.fee_history(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.fee_history(jsonb, text, integer) to authenticated;
