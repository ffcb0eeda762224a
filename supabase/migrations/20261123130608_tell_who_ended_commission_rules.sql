-- Who ended a rule of commissions, when and why stands in its row, as it does for rules of fees. Of those that have ended
-- already the audit log tells.
set local check_function_bodies = off;

-- squawk-ignore ban-drop-function
drop function public.list_commission_rules(jsonb, text, integer);

alter table public.commission_rules
  add column closed_at timestamp with time zone;

alter table public.commission_rules
  add column closed_by uuid;

alter table public.commission_rules
  add column closed_reason text;

create function public.list_commission_rules(
  filter jsonb default '{}'::jsonb,
  after text default null::text,
  page_size integer default 50
)
  returns table (
    domain_id uuid,
    id uuid,
    programme_id uuid,
    cohort_id uuid,
    platform_user_id uuid,
    level integer,
    min_volume_usd_minor numeric,
    rate_ppm integer,
    bonus_ppm integer,
    bonus_volume_usd_minor numeric,
    base text,
    starts_at timestamp with time zone,
    ends_at timestamp with time zone,
    reason text,
    created_by uuid,
    created_at timestamp with time zone,
    closed_at timestamp with time zone,
    closed_by uuid,
    closed_reason text,
    cursor text
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  set plan_cache_mode to 'force_custom_plan'
  set jit to 'off'
  as $function$
declare
  wanted constant private.commission_filter := jsonb_populate_record(
    null::private.commission_filter,
    private.read_filter(filter, '{
      "domain_ids": "uuids", "programme_id": "uuid", "cohort_id": "uuid", "platform_user_id": "uuid",
      "state": {"some_of": ["open", "planned", "ended"]}
    }')
  );
  mine constant uuid [] := private.permitted_domains('commissions.view', (wanted).domain_ids);
  place constant record := private.read_time_cursor('commission_rules', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.id, page.programme_id, page.cohort_id, page.platform_user_id, page.level,
    page.min_volume_usd_minor, page.rate_ppm, page.bonus_ppm, page.bonus_volume_usd_minor, page.base,
    page.starts_at, page.ends_at, page.reason, page.created_by, page.created_at,
    page.closed_at, page.closed_by, page.closed_reason,
    private.make_time_cursor('commission_rules', page.starts_at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select r.* from public.commission_rules as r
    where r.domain_id = tenant.id
      and ((wanted).programme_id is null or r.programme_id = (wanted).programme_id)
      and ((wanted).cohort_id is null or r.cohort_id = (wanted).cohort_id)
      and ((wanted).platform_user_id is null or r.platform_user_id = (wanted).platform_user_id)
      and ((wanted).state is null or case
        when r.valid @> now() then 'open' when r.starts_at > now() and not isempty(r.valid) then 'planned' else 'ended'
      end = any((wanted).state))
      and (after is null or (r.starts_at, r.id, r.domain_id) < (place.at, place.id, place.domain_id))
    order by r.starts_at desc, r.id desc
    limit page_size
  ) as page
  order by page.starts_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

revoke all on function public.list_commission_rules(jsonb, text, integer) from public, anon, service_role;

create trigger note_fee_closing
  before update on public.commission_rules
  for each row
  when ((old.ends_at is distinct from new.ends_at))
  execute function private.note_fee_closing();

comment on column public.commission_rules.closed_at is 'When its end was brought forward, by closing it or by a rule that came in its place; null: it was not.';

comment on column public.commission_rules.closed_by is 'Who did that.';

comment on column public.commission_rules.closed_reason is 'Why; where another rule came in its place, why that was made.';

comment on function private.note_fee_closing() is 'Trigger: who brought the end of a rule forward, when and why.';

comment on function public.list_commission_rules(jsonb, text, integer) is 'Rules of commissions, those that started last first: also the history of what was promised, by whom and why, and who ended it (closed_at, closed_by, closed_reason). filter: domain_ids (null: all mine), programme_id, cohort_id, platform_user_id (for whom the rule is), state (an array of open, planned, ended; what was withdrawn before it began is ended). after: the cursor of the last row of the page before. page_size: 1 to 500. Needs commissions.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT names a wrong argument or filter key. Example: {"filter": {"state": ["open"]}, "page_size": 20}';

grant execute on function public.list_commission_rules(jsonb, text, integer) to authenticated;
