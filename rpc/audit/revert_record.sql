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
