create or replace function public.reorder_sections(domain_id uuid, slugs text [])
returns integer
language plpgsql
volatile
security definer -- definer: sections are written by RPCs alone
set search_path = ''
as $$
declare
  unknown text;
  moved integer;
begin
  perform private.require('ai_sections.edit', reorder_sections.domain_id);
  if slugs is null or cardinality(slugs) > (select count(distinct given.slug) from unnest(slugs) as given (slug)) then
    perform private.bad_input('slugs', 'must be an array that names each section once');
  end if;
  -- All of them, in one order, so that two people who reorder at once do not mix their orders.
  perform from public.ai_sections as s where s.domain_id = reorder_sections.domain_id order by s.id for update;
  select given.slug into unknown from unnest(slugs) as given (slug)
  where not exists (
    select from public.ai_sections as s
    where s.domain_id = reorder_sections.domain_id and s.slug = given.slug and s.status <> 'archived'
  );
  if found then
    perform private.bad_input('slugs', format('there is no section %s, or it is archived', unknown));
  end if;
  update public.ai_sections as s set position = ranked.place
  from (
    select
      other.slug,
      row_number() over (order by array_position(slugs, other.slug) nulls last, min(other.position), other.slug) as place
    from public.ai_sections as other
    where other.domain_id = reorder_sections.domain_id and other.status <> 'archived'
    group by other.slug
  ) as ranked
  where s.domain_id = reorder_sections.domain_id and s.slug = ranked.slug and s.position <> ranked.place;
  get diagnostics moved = row_count;
  return moved;
end;
$$;

comment on function public.reorder_sections(uuid, text []) is
'Puts sections of a domain into this order, in every language, at once also for visitors; those that are not named follow in the order that they had. slugs: of sections that are not archived, each once. Returns how many moved. '
'Needs ai_sections.edit in that domain. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT.';
revoke all on function public.reorder_sections(uuid, text []) from public, anon, service_role;
grant execute on function public.reorder_sections(uuid, text []) to authenticated;
