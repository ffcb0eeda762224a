-- Sections of many domains are joined with their versions once the page is known; runs that failed have an index.
set local check_function_bodies = off;

-- squawk-ignore require-concurrent-index-creation
create index sync_runs_failed_idx on public.sync_runs (domain_id, started_at desc, id desc) where state = 'failed';

create or replace function public.list_sections(
  domain_ids uuid [] default null,
  with_status text default null,
  with_locale text default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid,
  id uuid,
  slug text,
  locale text,
  title text,
  place integer,
  status text,
  is_changed boolean,
  published_number integer,
  published_at timestamptz,
  publish_at timestamptz,
  updated_at timestamptz,
  version integer,
  cursor text
)
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, look for each version in every domain
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that are not used.
as $$
declare
  mine constant uuid [] := private.permitted_domains('ai_sections.view', domain_ids);
  last constant text [] := private.read_cursor('sections', after);
begin
  perform private.check_page_size(page_size);
  if with_status not in ('draft', 'published', 'archived') then
    perform private.bad_input('with_status', 'draft, published or archived');
  end if;
  if not private.is_valid_input(last[3], 'integer') then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  return query
  select
    page.domain_id, page.id, page.slug, page.locale, page.title, page.position, page.status,
    page.content_hash is distinct from live.content_hash, page.published_number, live.published_at,
    page.publish_at, page.updated_at, page.version,
    private.make_cursor('sections', page.position::text, page.id, page.domain_id)
  from (
    select one.*
    from unnest(mine) as tenant (id)
    cross join lateral (
      select s.* from public.ai_sections as s
      where
        s.domain_id = tenant.id
        and (last is null or (s.domain_id, s.position, s.id) > (last[2]::uuid, last[3]::integer, last[1]::uuid))
        and (with_status is null and s.status <> 'archived' or s.status = with_status)
        and (with_locale is null or s.locale = with_locale)
      order by s.position, s.id
      limit page_size
    ) as one
    order by one.domain_id, one.position, one.id
    limit page_size
  ) as page
  left join public.ai_section_versions as live
    on
      page.domain_id = live.domain_id and page.id = live.section_id
      and page.published_number = live.number
  order by page.domain_id, page.position, page.id;
end;
$$;

revoke all on function private.make_cursor(text, text, uuid, uuid) from authenticated, service_role;

revoke all on function private.read_cursor(text, text) from authenticated, service_role;

revoke all on function private.is_valid_input(text, text) from authenticated, service_role;
