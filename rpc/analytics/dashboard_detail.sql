create or replace function public.dashboard_detail(domain_id uuid, dashboard_id uuid)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  found_one public.dashboards;
begin
  perform private.require('analytics.view', dashboard_detail.domain_id);
  select d.* into found_one from public.dashboards as d
  where d.domain_id = dashboard_detail.domain_id and d.id = dashboard_detail.dashboard_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such dashboard');
  end if;
  return to_jsonb(found_one) || jsonb_build_object(
    'is_mine', found_one.owner_id = private.current_person_id(),
    'widgets', coalesce((
      select jsonb_agg(to_jsonb(w) - '{domain_id,dashboard_id}'::text [] order by w.position)
      from public.dashboard_widgets as w
      where w.domain_id = found_one.domain_id and w.dashboard_id = found_one.id
    ), '[]')
  );
end;
$$;

comment on function public.dashboard_detail(uuid, uuid) is
'A dashboard that is the caller''s own or shared with the caller, and its widgets in their order; run_widget() has their numbers. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND.';
revoke all on function public.dashboard_detail(uuid, uuid) from public, anon, service_role;
grant execute on function public.dashboard_detail(uuid, uuid) to authenticated;
