create or replace function public.integration_detail(domain_id uuid, integration_id uuid)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  found_row public.integrations;
begin
  perform private.require('integrations.view', integration_detail.domain_id);
  select i.* into found_row from public.integrations as i
  where i.domain_id = integration_detail.domain_id and i.id = integration_detail.integration_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such integration');
  end if;
  return jsonb_build_object(
    'integration', to_jsonb(found_row) - '{access_secret_id,refresh_secret_id}'::text [],
    'syncs', (
      select coalesce(jsonb_agg(to_jsonb(c) || jsonb_build_object(
        'last_run', (
          select to_jsonb(r) from public.sync_runs as r
          where r.domain_id = c.domain_id and r.config_id = c.id order by r.started_at desc, r.id desc limit 1
        ),
        'failed_records', (
          select count(*) from public.sync_records as s
          where s.domain_id = c.domain_id and s.config_id = c.id and s.state = 'failed'
        )
      ) order by c.id), '[]')
      from public.sync_configs as c
      where c.domain_id = found_row.domain_id and c.integration_id = found_row.id
    )
  );
end;
$$;

comment on function public.integration_detail(uuid, uuid) is
'One connection: {integration, syncs: [{…, last_run, failed_records}]}. Tokens are nowhere in it, nor their ids. Needs integrations.view. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND.';
revoke all on function public.integration_detail(uuid, uuid) from public, anon, service_role;
grant execute on function public.integration_detail(uuid, uuid) to authenticated;
