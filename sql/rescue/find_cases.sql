-- requires: sql/rescue/cases.sql sql/rescue/case_filter.sql
-- A whole domain is read in the order of its index, single cases by their keys: so the conditions stand here twice.
create or replace function private.find_cases(
  wanted private.case_filter,
  whole uuid [],
  other uuid [],
  case_ids uuid [],
  after_at timestamptz,
  after_id uuid,
  after_domain_id uuid,
  page_size integer
)
returns table (domain_id uuid, id uuid, created_at timestamptz)
language plpgsql
stable
security definer -- definer: under row security the search of texts could not use its index
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that the filter does not use.
set jit = off -- A limit makes the plan cheaper than it looks: compiling it costs more than reading.
as $$
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
$$;

comment on function private.find_cases(
  private.case_filter, uuid [], uuid [], uuid [], timestamptz, uuid, uuid, integer
) is
'The cases that the filter means, newest first, after a place: of the domains in whole, and those of case_ids in other. Whether the caller may see them is asked before.';
revoke all on function private.find_cases(
  private.case_filter, uuid [], uuid [], uuid [], timestamptz, uuid, uuid, integer
) from public, anon, authenticated, service_role;
