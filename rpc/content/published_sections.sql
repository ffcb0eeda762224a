-- lint: allow definer_open_to_anon: what is published is on the site anyway
-- lint: allow definer_ignores_caller: what is published is on the site anyway
create or replace function public.published_sections(site_domain text, locale text default null)
returns jsonb
language plpgsql
stable
security definer -- definer: visitors have no rights; this shows them what is published on one site
set search_path = ''
as $$
declare
  site_id constant uuid := private.site_domain_id(site_domain);
  wanted constant text := lower(replace(locale, '_', '-'));
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'slug', best.slug, 'locale', best.locale, 'title', live.title, 'body', live.body,
      'questions', live.questions, 'styling', live.styling
    ) order by best.position, best.slug), '[]')
    from (
      select distinct on (s.slug) s.*
      from public.ai_sections as s
      where s.domain_id = site_id and s.status = 'published'
      -- The wanted language, its parent, English, else the one in which it was written first.
      order by
        s.slug, lower(s.locale) = wanted desc nulls last,
        s.locale = split_part(wanted, '-', 1) desc nulls last, s.locale = 'en' desc, s.created_at, s.id
    ) as best
    inner join public.ai_section_versions as live
      on
        best.domain_id = live.domain_id and best.id = live.section_id
        and best.published_number = live.number
  );
end;
$$;

comment on function public.published_sections(text, text) is
'What visitors of a site read, as an array of {slug, locale, title, body, questions, styling} in its order: each section once, in their language (es-AR, else es, else en, else the first that there was). site_domain in any writing, such as https://www.abtasty.com/; an unknown site has none. For everybody, without an account.';
revoke all on function public.published_sections(text, text) from public;
grant execute on function public.published_sections(text, text) to anon, authenticated, service_role;
