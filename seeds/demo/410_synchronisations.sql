-- One synchronisation for each connection that works, with a run that ended, one that stopped, and refused rows.
insert into public.sync_configs (domain_id, id, integration_id, objects, field_map, schedule, created_by, created_at)
select
  integrations.domain_id,
  md5('sync/' || integrations.id)::uuid as id,
  integrations.id as integration_id,
  '{companies,contacts}' as objects,
  '{"companies": {"name": "company_name", "domain": "company_domain", "bo_account_id": "id"},
    "contacts": {"email": "email", "company": "company_domain", "bo_last_seen": "last_seen_at"}}' as field_map,
  interval '1 day' as schedule,
  integrations.connected_by as created_by,
  integrations.connected_at as created_at
from public.integrations
where integrations.status = 'connected'
on conflict (domain_id, id) do nothing;

insert into public.sync_runs (
  domain_id, id, config_id, kind, state, cursor_object, is_read, scanned, unchanged, created, updated, failed, skipped,
  batches, error, started_by, started_at, claimed_at, paused_at, finished_at
)
select
  sync_configs.domain_id,
  md5('run/' || demo.number || sync_configs.id)::uuid as id,
  sync_configs.id as config_id,
  demo.kind,
  demo.state,
  'contacts' as cursor_object,
  demo.state = 'done' as is_read,
  demo.unchanged + demo.created + demo.updated + demo.failed as scanned,
  demo.unchanged,
  demo.created,
  demo.updated,
  demo.failed,
  0 as skipped,
  demo.batches,
  demo.error,
  sync_configs.created_by as started_by,
  demo.started_at,
  demo.started_at as claimed_at,
  case demo.state when 'paused' then demo.started_at + interval '40 seconds' end as paused_at,
  case when demo.state <> 'paused' then demo.started_at + interval '95 seconds' end as finished_at
from (
  values
    (1, 'full', 'done', 0, 41, 0, 2, 1, null, timestamptz '2026-11-15 03:00:00+00'),
    (2, 'changes', 'done', 36, 4, 5, 0, 1, null, timestamptz '2026-11-16 03:00:00+00'),
    (3, 'changes', 'failed', 12, 0, 0, 0, 1, 'timeout', timestamptz '2026-11-17 03:00:00+00'),
    (4, 'failed', 'paused', 0, 0, 0, 0, 0, null, timestamptz '2026-11-18 08:30:00+00')
) as demo (number, kind, state, unchanged, created, updated, failed, batches, error, started_at)
cross join public.sync_configs
on conflict (domain_id, id) do nothing;

insert into public.sync_records (
  domain_id, id, config_id, object, local_id, remote_id, hash, state, error, message, trace_id, run_id, last_synced_at,
  created_at, updated_at
)
select
  sync_configs.domain_id,
  md5('record/' || accounts.id || sync_configs.id)::uuid as id,
  sync_configs.id as config_id,
  'companies' as object,
  accounts.id as local_id,
  case when accounts.place > 1 then (9000000 + accounts.place)::text end as remote_id,
  sha256(convert_to(accounts.id::text, 'UTF8')) as hash,
  case when accounts.place > 1 then 'synced' else 'failed' end as state,
  case when accounts.place = 1 then 'VALIDATION_ERROR' end as error,
  case when accounts.place = 1 then 'Property values were not valid: domain' end as message,
  'demo-' || accounts.place as trace_id,
  md5('run/1' || sync_configs.id)::uuid as run_id,
  case when accounts.place > 1 then timestamptz '2026-11-15 03:01:00+00' end as last_synced_at,
  timestamptz '2026-11-15 03:01:00+00' as created_at,
  timestamptz '2026-11-15 03:01:00+00' as updated_at
from public.sync_configs
inner join (
  select
    accounts.domain_id,
    accounts.id,
    row_number() over (partition by accounts.domain_id order by accounts.company_domain) as place
  from public.accounts
) as accounts on sync_configs.domain_id = accounts.domain_id and accounts.place <= 5
on conflict (domain_id, id) do nothing;
