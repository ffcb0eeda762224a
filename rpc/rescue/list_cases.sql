create or replace function public.list_cases(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, code text, title text, species text, status text, priority text, category text,
  location text, goal_minor numeric, currency text, org_id uuid, published_at timestamptz,
  completed_at timestamptz, archived_at timestamptz, created_at timestamptz, version integer, cursor text
)
language plpgsql
stable
security definer -- definer: find_cases is for our own functions only
rows 50
set search_path = ''
as $$
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
$$;

comment on function public.list_cases(jsonb, text, integer) is
'Cases, newest first: all of the domains where the caller may view cases; of others those that are assigned to him now, belong to his organization or are shared with it. filter: domain_ids (null: all mine), status (an array), priority, category, species, org_id, include_archived (false: they are left out), text (words of code, title, description and place; case and accents do not count). '
'after: the cursor of the last row of the page before. page_size: 1 to 500. Errors: 42501 PERMISSION_DENIED for a domain that is not yours, or cases.view held nowhere; 22023 INVALID_INPUT names a wrong argument or filter key. '
'Example: {"filter": {"status": ["active", "urgent"], "text": "gatito"}, "page_size": 20}';
revoke all on function public.list_cases(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_cases(jsonb, text, integer) to authenticated;
