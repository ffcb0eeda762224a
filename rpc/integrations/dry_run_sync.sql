create or replace function public.dry_run_sync(domain_id uuid, config_id uuid, page_size integer default 20)
returns jsonb
language plpgsql
stable
security definer -- definer: sync_source is for our own functions only
set search_path = ''
as $$
#variable_conflict use_column
declare
  most_rows constant integer := 10000; -- So that the page does not wait for long.
  config public.sync_configs;
begin
  perform private.require('integrations.edit', dry_run_sync.domain_id);
  perform private.require('visitors.view', dry_run_sync.domain_id);
  perform private.require('accounts.view', dry_run_sync.domain_id);
  perform private.check_page_size(page_size);
  config := private.find_sync_config(dry_run_sync.domain_id, dry_run_sync.config_id);
  return (
    select jsonb_object_agg(o.name, jsonb_build_object(
      'scanned', told.scanned, 'created', told.created, 'updated', told.updated, 'unchanged', told.unchanged,
      'is_complete', told.scanned < most_rows, 'sample', coalesce(told.sample, '[]')
    ))
    from unnest(config.objects) as o (name)
    cross join lateral (
      select
        count(*) as scanned,
        count(*) filter (where change = 'created') as created,
        count(*) filter (where change = 'updated') as updated,
        count(*) filter (where change = 'unchanged') as unchanged,
        jsonb_agg(jsonb_build_object('local_id', c.local_id, 'change', c.change, 'properties', c.properties) order by c.local_id)
          filter (where c.change <> 'unchanged' and c.place <= dry_run_sync.page_size) as sample
      from (
        select looked.*, count(*) filter (where change <> 'unchanged') over (order by local_id) as place
        from (
          select s.local_id, s.properties, case
            when sent.remote_id is null and (sent.hash is null or sent.hash <> s.hash) then 'created'
            when sent.hash = s.hash then 'unchanged' else 'updated'
          end as change
          from private.sync_source(config, o.name, null, null, most_rows) as s
          left join public.sync_records as sent
            on sent.domain_id = config.domain_id and sent.config_id = config.id and sent.object = o.name
            and sent.local_id = s.local_id
        ) as looked
      ) as c
    ) as told
  );
end;
$$;

comment on function public.dry_run_sync(uuid, uuid, integer) is
'What a run of kind changes would send now; nothing is sent or stored. {object: {scanned, created, updated, unchanged, is_complete, sample: [{local_id, change, properties}]}}; is_complete: false when there are more rows than the 10000 that were looked at. page_size: rows of a sample, 1 to 500. Needs integrations.edit, and visitors.view and accounts.view. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 22023 INVALID_INPUT.';
revoke all on function public.dry_run_sync(uuid, uuid, integer) from public, anon, service_role;
grant execute on function public.dry_run_sync(uuid, uuid, integer) to authenticated;
