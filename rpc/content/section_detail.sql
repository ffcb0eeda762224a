create or replace function public.section_detail(domain_id uuid, section_id uuid)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  detail jsonb;
begin
  select jsonb_build_object(
    'section', to_jsonb(section),
    'is_changed', section.content_hash is distinct from live.content_hash,
    'live', to_jsonb(live) - '{domain_id,section_id}'::text [],
    'versions', coalesce((
      select jsonb_agg(
        to_jsonb(older) - '{domain_id,section_id,body,questions,styling}'::text [] order by older.number desc
      )
      from (
        select v.* from public.ai_section_versions as v
        where v.domain_id = section.domain_id and v.section_id = section.id
        order by v.number desc
        limit 200
      ) as older
    ), '[]')
  )
  into detail
  from public.ai_sections as section
  left join public.ai_section_versions as live
    on
      live.domain_id = section.domain_id and live.section_id = section.id
      and live.number = section.published_number
  where section.domain_id = section_detail.domain_id and section.id = section_detail.section_id;
  if detail is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such section');
  end if;
  return detail;
end;
$$;

comment on function public.section_detail(uuid, uuid) is
'One section as {section (with its draft), is_changed, live (the version that visitors read, or null), versions (the newest 200, newest first, without their content)}. compare_section() tells what differs. Errors: P0002 NOT_FOUND when it is not there, or AI sections may not be viewed there.';
revoke all on function public.section_detail(uuid, uuid) from public, anon;
grant execute on function public.section_detail(uuid, uuid) to authenticated;
