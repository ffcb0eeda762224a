create or replace function public.download_export(domain_id uuid, export_id uuid, part integer default 1)
returns jsonb
language plpgsql
volatile
security definer -- definer: parts are readable by nobody
set search_path = ''
as $$
declare
  wanted public.exports;
  needed text;
  piece text;
begin
  select e.* into wanted from public.exports as e
  where e.domain_id = download_export.domain_id and e.id = download_export.export_id
    and (e.requested_by = private.current_person_id() or e.domain_id = any(private.domains_with('audit.view')));
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such export of yours');
  end if;
  -- Whoever lost the permission since keeps no door to what was read with it.
  select k.permission into needed from public.export_kinds as k where k.kind = wanted.kind;
  perform private.require(needed, wanted.domain_id);
  if wanted.state = 'expired' or wanted.expires_at <= now() then
    perform private.fail('PT410', 'EXPORT_EXPIRED', 'the export has expired', 'Ask for it again.');
  end if;
  select p.content into piece from private.export_parts as p
  where p.domain_id = wanted.domain_id and p.export_id = wanted.id and p.part = download_export.part;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such part; it may not be made yet');
  end if;
  perform private.log_access('export', 'exports/' || wanted.kind, domain_id => wanted.domain_id);
  return jsonb_build_object(
    'part', part, 'parts', wanted.parts, 'content', piece, 'row_count', wanted.row_count, 'sha256', wanted.sha256,
    'file_name', pg_catalog.format('%s-%s.%s', wanted.kind, wanted.id, wanted.format)
  );
end;
$$;

comment on function public.download_export(uuid, uuid, integer) is
'A part of an export that the caller asked for, or any for whoever views the audit log; all parts one after the other are the file, and sha256 is that of it. export_id: the export. part: from 1. Needs what export_kinds names for the kind, still. '
'Errors: P0002 NOT_FOUND; 42501 PERMISSION_DENIED; PT410 EXPORT_EXPIRED.';
revoke all on function public.download_export(uuid, uuid, integer) from public, anon, service_role;
grant execute on function public.download_export(uuid, uuid, integer) to authenticated;
