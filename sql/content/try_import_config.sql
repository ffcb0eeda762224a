-- requires: sql/content/import_config_entries.sql sql/content/config_document_schema.sql
create or replace function private.try_import_config(document jsonb, dry_run boolean, reason text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  problems jsonb;
  changes jsonb := '[]';
begin
  select coalesce(jsonb_agg(jsonb_build_object('path', fault.path, 'reason', fault.reason)), '[]') into problems
  from private.config_faults(private.config_document_schema(), document) as fault;
  if problems = '[]' then
    begin
      select
        coalesce(jsonb_agg(jsonb_build_object(
          'path', finding.path, 'before', finding.before, 'after', finding.after
        )) filter (where finding.fault is null), '[]'),
        coalesce(jsonb_agg(jsonb_build_object(
          'path', finding.path, 'reason', finding.fault
        )) filter (where finding.fault is not null), '[]')
      into changes, problems
      from private.import_config_entries(document, try_import_config.reason) as finding;
      if dry_run or problems <> '[]' then
        raise exception sqlstate 'BO001';
      end if;
    exception
      -- A dry run is a real one that is taken back: it can never say anything else.
      when sqlstate 'BO001' then
        null;
    end;
  end if;
  return jsonb_build_object(
    'is_applied', not dry_run and problems = '[]', 'changes', changes, 'problems', problems
  );
end;
$$;

comment on function private.try_import_config(jsonb, boolean, text) is
'Imports a document whole; nothing of it where there is a problem, or where it is only tried.';
revoke all on function private.try_import_config(jsonb, boolean, text)
from public, anon, authenticated, service_role;
