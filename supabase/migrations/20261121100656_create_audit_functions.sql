-- rpc/audit/approve_operation.sql
create or replace function public.approve_operation(approval_id uuid)
returns public.approvals
language plpgsql
volatile
security definer -- definer: approvals are written by RPCs alone
set search_path = ''
as $$
declare
  approval public.approvals;
begin
  perform private.require('collaborators.manage');
  perform private.begin_sensitive('approve_operation', null);
  select a.* into approval from public.approvals as a where a.id = approve_operation.approval_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such request');
  end if;
  if approval.requested_by = private.current_person_id() then
    perform private.fail('42501', 'NOT_YOURSELF', 'nobody approves the own request');
  end if;
  perform private.require_rank_over(approval.subject_id);
  if approval.approved_by is not null or approval.used_at is not null or approval.expires_at <= now() then
    perform private.fail('PT409', 'APPROVAL_CLOSED', 'the request was approved already, or has expired');
  end if;
  update public.approvals as a set approved_by = private.current_person_id() where a.id = approval.id
  returning * into approval;
  return approval;
end;
$$;

comment on function public.approve_operation(uuid) is
'Approves what another admin asked for; that admin then makes the same call again. Needs collaborators.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED, NOT_YOURSELF, RANK_TOO_LOW; P0002 NOT_FOUND; PT409 APPROVAL_CLOSED.';
revoke all on function public.approve_operation(uuid) from public, anon;
grant execute on function public.approve_operation(uuid) to authenticated;

-- rpc/audit/record_history.sql
create or replace function public.record_history(
  resource text,
  resource_id text,
  after bigint default null,
  page_size integer default 50
)
returns table (
  id bigint, at timestamptz, actor_person_id uuid, actor_role text, on_behalf_of uuid, action text,
  reason text, request_id text, changes jsonb
)
language plpgsql
volatile -- it notes the access
security invoker
set search_path = ''
as $$
begin
  if private.domains_with('audit.view') = '{}' then
    perform private.require('audit.view');
  end if;
  if coalesce(record_history.page_size, 0) not between 1 and 500 then
    perform private.bad_input('page_size', '1 to 500');
  end if;
  perform private.log_access(
    'read_sensitive', format('audit_log/%s/%s', record_history.resource, record_history.resource_id)
  );
  return query
  select l.id, l.at, l.actor_person_id, l.actor_role, l.on_behalf_of, l.action, l.reason, l.request_id,
    (
      select coalesce(
        jsonb_object_agg(k.name, jsonb_build_object('before', l.before -> k.name, 'after', l.after -> k.name)), '{}'
      )
      from jsonb_object_keys(coalesce(l.before, '{}') || coalesce(l.after, '{}')) as k (name)
      where l.before -> k.name is distinct from l.after -> k.name
    )
  from public.audit_log as l
  -- In the collation of the index.
  where l.resource_id collate "C" = record_history.resource_id and l.resource collate "C" = record_history.resource
    and (record_history.after is null or l.id < record_history.after)
  order by l.id desc
  limit record_history.page_size;
end;
$$;

comment on function public.record_history(text, text, bigint, integer) is
'What happened to one row, newest first: changes maps each changed column to its before and after (personal data masked). after: the id of the last row of the page before. Notes the access. '
'Needs audit.view; rows of other domains are not there. Errors: 42501 PERMISSION_DENIED, 22023 INVALID_INPUT.';
revoke all on function public.record_history(text, text, bigint, integer) from public, anon;
grant execute on function public.record_history(text, text, bigint, integer) to authenticated;

-- rpc/audit/revert_record.sql
create or replace function public.revert_record(
  resource text,
  resource_id text,
  audit_id bigint,
  reason text,
  expected_version integer default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  target public.revertible_tables;
  earlier jsonb;
begin
  -- First, so that who may not read the log learns nothing from the other answers.
  perform private.require('audit.view');
  select t.* into target from public.revertible_tables as t where t.resource = revert_record.resource;
  if not found then
    perform private.fail(
      '22023', 'NOT_REVERTIBLE', 'resource: rows of this table are not reverted', 'revertible_tables lists those that are.'
    );
  end if;
  perform private.require(target.permission);
  perform private.begin_sensitive('revert_record', revert_record.reason);
  select l.before into earlier
  from public.audit_log as l
  -- In the collation of the index.
  where l.resource_id collate "C" = revert_record.resource_id and l.resource collate "C" = revert_record.resource
    and l.id = revert_record.audit_id and l.action = 'update';
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'the audit log has no such update of this row');
  end if;
  return private.restore_columns(target, revert_record.resource_id::uuid, earlier, revert_record.expected_version);
end;
$$;

comment on function public.revert_record(text, text, bigint, text, integer) is
'Brings a row back to what it was before the update that audit_log has under audit_id, in the columns that revertible_tables lists, and returns it. Later changes of those columns are lost: give expected_version to be sure of what is replaced. '
'Needs audit.view, the permission to edit that table, and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 NOT_REVERTIBLE, REASON_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; PT409 REVERT_CONFLICT.';
revoke all on function public.revert_record(text, text, bigint, text, integer) from public, anon, service_role;
grant execute on function public.revert_record(text, text, bigint, text, integer) to authenticated;

-- rpc/audit/run_audit_upkeep.sql
create or replace function public.run_audit_upkeep()
returns jsonb
language plpgsql
volatile
security definer -- definer: only the owner may create partitions and forget notes
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'partitions_created', private.ensure_audit_partitions(),
    'access_rows_purged', private.purge_access_log()
  );
end;
$$;

comment on function public.run_audit_upkeep() is
'For the daily worker: makes the audit log''s partitions for the next months and forgets reads older than 13 months. '
'Returns {partitions_created, access_rows_purged}. Running it twice does no harm.';
revoke all on function public.run_audit_upkeep() from public, anon, authenticated;
grant execute on function public.run_audit_upkeep() to service_role;

-- rpc/audit/verify_audit_chain.sql
-- Proves that the log is what was written. Whoever owns the database could rewrite a chain from some
-- seal to its end: keep head_hash somewhere else now and then, and compare.
-- Some 70,000 rows a second: the nightly worker, whose statements do not time out, checks long chains.
create or replace function public.verify_audit_chain(domain_id uuid default null)
returns table (
  chain_domain_id uuid,
  rows_checked bigint,
  is_ok boolean,
  first_broken_id bigint,
  fault text,
  head_number bigint,
  head_hash text
)
language plpgsql
stable
security definer -- definer: reads the seals; the permission is checked for every chain
set search_path = ''
as $$
declare
  platform constant uuid := '00000000-0000-0000-0000-000000000000'::uuid;
  chains uuid[] := array[verify_audit_chain.domain_id];
  claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
  is_worker boolean := coalesce(claims ->> 'role' = 'service_role', false);
begin
  if verify_audit_chain.domain_id is not null then
    if not is_worker then
      perform private.require('audit.view', verify_audit_chain.domain_id);
    end if;
  elsif is_worker or private.holds('audit.view') then
    -- A deleted domain's chain stays, so the chains are asked, not the domains alone.
    chains := array(
      select h.chain_id from private.audit_heads as h
      where is_worker
        or h.chain_id = any(private.domains_with('audit.view'))
        or not exists (select from public.domains as d where d.id = h.chain_id)
    );
  else
    chains := private.domains_with('audit.view');
    if chains = '{}' then
      perform private.require('audit.view');
    end if;
  end if;
  return query
  select nullif(h.chain_id, platform),
    (
      select coalesce(sum(cardinality(s.row_ids)), 0)::bigint
      from private.audit_seals as s where s.chain_id = h.chain_id
    ),
    f.fault is null, f.audit_id, f.fault, h.number, encode(h.hash, 'hex')
  from private.audit_heads as h
  left join lateral (
    select c.audit_id, c.fault from private.audit_chain_faults(h.chain_id) as c order by c.audit_id nulls last limit 1
  ) as f on true
  where h.chain_id = any(chains)
  order by h.chain_id;
end;
$$;

comment on function public.verify_audit_chain(uuid) is
'Checks the hash chain of one domain, or of every chain the caller may view: rows sealed, is_ok, the first broken audit row and its fault '
'(ROW_EDITED, ROW_REMOVED, ROW_INSERTED, SEAL_EDITED, SEAL_REMOVED). chain_domain_id null: the platform. With the secret key: any chain. Errors: 42501 PERMISSION_DENIED.';
revoke execute on function public.verify_audit_chain(uuid) from public, anon;
grant execute on function public.verify_audit_chain(uuid) to authenticated, service_role;
