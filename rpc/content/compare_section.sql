create or replace function public.compare_section(
  domain_id uuid,
  section_id uuid,
  from_number integer,
  to_number integer default null
)
returns table (path text, before jsonb, after jsonb)
language plpgsql
stable
security invoker
rows 10
set search_path = ''
as $$
declare
  older jsonb;
  newer jsonb;
begin
  select private.section_content(to_jsonb(v)) into older from public.ai_section_versions as v
  where v.domain_id = compare_section.domain_id and v.section_id = compare_section.section_id
    and v.number = compare_section.from_number;
  select private.section_content(to_jsonb(v)) into newer from public.ai_section_versions as v
  where v.domain_id = compare_section.domain_id and v.section_id = compare_section.section_id
    and v.number = compare_section.to_number;
  if to_number is null then
    select private.section_content(to_jsonb(s)) into newer from public.ai_sections as s
    where s.domain_id = compare_section.domain_id and s.id = compare_section.section_id;
  end if;
  if older is null or newer is null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such section or version');
  end if;
  return query
  select coalesce(one.place, other.place), one.leaf, other.leaf
  from private.flatten_json(older) as one
  full join private.flatten_json(newer) as other on one.place = other.place
  where one.leaf is distinct from other.leaf
  order by coalesce(one.place, other.place);
end;
$$;

comment on function public.compare_section(uuid, uuid, integer, integer) is
'What differs between two versions of a section, or, without to_number, between a version and the draft: a row for each path that differs, such as title or questions[0].text, with its value before and after (null: not there). Nothing where they are equal. from_number: the older version. to_number: the newer one; null: the draft. '
'Errors: P0002 NOT_FOUND when it is not there, or AI sections may not be viewed there.';
revoke all on function public.compare_section(uuid, uuid, integer, integer) from public, anon;
grant execute on function public.compare_section(uuid, uuid, integer, integer) to authenticated;
