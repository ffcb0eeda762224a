create or replace function public.import_config(
  document jsonb,
  dry_run boolean default true,
  reason text default null
)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds a write on the tables
set search_path = ''
as $$
declare
  report jsonb;
  problems text [];
begin
  perform private.require('settings.manage');
  perform private.begin_sensitive('import_config', import_config.reason);
  if document is null then
    perform private.bad_input('document', 'is what export_config() returns');
  end if;
  perform from public.config_schemas as known order by known.slug for update;
  report := private.try_import_config(document, dry_run is not false, import_config.reason);
  if report -> 'problems' <> '[]' and dry_run is false then
    problems := array(
      select (found.problem ->> 'path') || ': ' || (found.problem ->> 'reason')
      from jsonb_array_elements(report -> 'problems') as found (problem)
    );
    perform private.fail(
      '22023', 'INVALID_CONFIG', problems[1], nullif(array_to_string(problems[2:20], '; '), '')
    );
  end if;
  return report;
end;
$$;

comment on function public.import_config(jsonb, boolean, text) is
'Sets everything that a document says, and leaves what it does not mention: all of it or nothing. Returns {is_applied, changes: [{path, before, after}], problems: [{path, reason}]}; each path is a JSON Pointer into the document. document: what export_config() returns. dry_run: change nothing and tell what would change; only false is for real. reason: kept with each version. '
'Needs settings.manage over all sites, and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, INVALID_CONFIG (not where dry_run is true: then problems has them all); 40001 STALE_VERSION. Example: {"document": {"format": "bo.config/1", "global": {}, "sites": {}}}';
revoke all on function public.import_config(jsonb, boolean, text)
from public, anon, service_role;
grant execute on function public.import_config(jsonb, boolean, text) to authenticated;
