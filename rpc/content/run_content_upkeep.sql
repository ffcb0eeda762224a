create or replace function public.run_content_upkeep(batch_size integer default 500)
returns jsonb
language plpgsql
volatile
security definer -- definer: sections are written by RPCs alone
set search_path = ''
as $$
declare
  section public.ai_sections;
  published integer := 0;
  expired integer;
begin
  if batch_size between 1 and 10000 is not true then
    perform private.bad_input('batch_size', '1 to 10000');
  end if;
  -- Publishing empties publish_at under the lock, so a second worker, or a second run, finds nothing to do.
  for section in
    select s.* from public.ai_sections as s
    inner join public.domains as d on d.id = s.domain_id and d.archived_at is null
    where s.publish_at <= now()
    order by s.publish_at, s.id
    limit batch_size
    for update of s skip locked
  loop
    perform private.make_section_live(section, section.scheduled_by);
    published := published + 1;
  end loop;
  delete from private.section_previews as p where p.expires_at <= now();
  get diagnostics expired = row_count;
  return jsonb_build_object('published', published, 'previews_expired', expired);
end;
$$;

comment on function public.run_content_upkeep(integer) is
'For the worker, every minute, and again at once while published equals batch_size (1 to 10000): publishes each section whose time has come, once, and forgets previews that have ended. Two at a time do no harm. '
'Returns {published, previews_expired}. Errors: 22023 INVALID_INPUT.';
revoke all on function public.run_content_upkeep(integer) from public, anon, authenticated;
grant execute on function public.run_content_upkeep(integer) to service_role;
