create or replace function public.agent_history(
  domain_ids uuid [] default null,
  with_agent text default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid,
  id uuid,
  agent_key text,
  kind text,
  was text,
  became text,
  message text,
  person_id uuid,
  at timestamptz,
  cursor text
)
language plpgsql
stable
security invoker
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that are not used.
as $$
declare
  mine constant uuid [] := private.permitted_domains('agents.view', domain_ids);
  place record;
begin
  perform private.check_page_size(page_size);
  place := private.read_time_cursor('agent_history', after);
  return query
  select
    page.domain_id, page.id, page.agent_key, page.kind, page.before, page.after, page.message,
    page.person_id, page.at, private.make_time_cursor('agent_history', page.at, page.id, page.domain_id)
  from unnest(mine) as tenant (id)
  cross join lateral (
    select e.* from public.agent_events as e
    where
      e.domain_id = tenant.id
      and (with_agent is null or e.agent_key = with_agent)
      and (place.at is null or (e.at, e.id, e.domain_id) < (place.at, place.id, place.domain_id))
    order by e.at desc, e.id desc
    limit page_size
  ) as page
  order by page.at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$$;

comment on function public.agent_history(uuid [], text, text, integer) is
'What happened to agents, newest first: who switched them and why, and how they said they were. with_agent: of one agent. after: the cursor of the last row of the page before. page_size: 1 to 500. '
'Needs agents.view. Errors: 42501 PERMISSION_DENIED for a domain where it is not held; 22023 INVALID_INPUT.';
revoke all on function public.agent_history(uuid [], text, text, integer) from public, anon;
grant execute on function public.agent_history(uuid [], text, text, integer) to authenticated;
