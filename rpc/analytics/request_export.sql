create or replace function public.request_export(
  domain_id uuid,
  kind text,
  filter jsonb default '{}',
  format text default 'csv'
)
returns public.exports
language plpgsql
volatile
security definer -- definer: nobody holds insert on exports
set search_path = ''
as $$
declare
  wanted public.export_kinds;
  given jsonb := coalesce(filter, '{}');
  made public.exports;
begin
  select k.* into wanted from public.export_kinds as k where k.kind = request_export.kind;
  if not found then
    perform private.bad_input('kind', 'must be one of export_kinds');
  end if;
  perform private.require(wanted.permission, request_export.domain_id);
  if format in ('csv', 'jsonl') is not true then
    perform private.bad_input('format', 'must be csv or jsonl');
  end if;
  if given ? 'domain_ids' then
    perform private.bad_input('filter', 'must be without domain_ids: it is of one domain');
  end if;
  given := given || jsonb_build_object('domain_ids', jsonb_build_array(request_export.domain_id));
  -- What the list refuses, such as what is no object, is refused now, and not by a worker later.
  perform private.export_page(wanted, given, format, null, 1);
  insert into public.exports (domain_id, requested_by, kind, filter, format)
  values (request_export.domain_id, private.current_person_id(), wanted.kind, given, request_export.format)
  returning * into made;
  insert into private.export_claims (domain_id, export_id, claims)
  values (made.domain_id, made.id, current_setting('request.jwt.claims', true)::jsonb);
  perform private.log_access('export', 'exports/' || wanted.kind, domain_id => made.domain_id);
  perform private.enqueue(
    'export.requested', 'export.requested:' || made.id, jsonb_build_object('export_id', made.id), made.domain_id
  );
  return made;
end;
$$;

comment on function public.request_export(uuid, text, jsonb, text) is
'Asks for a file with the rows of a list, of one domain; returns it, queued. The worker makes it with the rights that the caller has then. kind: one of export_kinds. filter: as the list takes it, without domain_ids. format: csv or jsonl. Needs what export_kinds names for the kind. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "kind": "events", "filter": {"name": "order_placed"}, "format": "csv"}';
revoke all on function public.request_export(uuid, text, jsonb, text) from public, anon, service_role;
grant execute on function public.request_export(uuid, text, jsonb, text) to authenticated;
