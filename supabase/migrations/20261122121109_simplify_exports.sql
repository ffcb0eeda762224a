-- What was asked twice is asked once: the list refuses what is no object, and a failure takes the token back.
set local check_function_bodies = off;

create or replace function public.request_export(
  domain_id uuid,
  kind text,
  filter jsonb default '{}'::jsonb,
  format text default 'csv'::text
)
  returns public.exports
  language plpgsql
  security definer
  set search_path to ''
  as $function$
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
$function$;

create or replace function public.run_export_upkeep(
  most integer default 100000,
  page_size integer default 500
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  job public.exports;
  expired bigint;
  fault text;
begin
  perform private.check_page_size(page_size);
  update public.exports as e set state = 'expired' where e.state = 'done' and e.expires_at <= now();
  get diagnostics expired = row_count;
  delete from private.export_parts as p using public.exports as e
  where e.domain_id = p.domain_id and e.id = p.export_id and e.state = 'expired';
  -- Two workers never take the same one, nor wait.
  select e.* into job from public.exports as e
  where e.state = 'queued' order by e.created_at, e.id limit 1 for update skip locked;
  if not found then
    return jsonb_build_object('export_id', null, 'expired', expired);
  end if;
  begin -- What fails takes the token of the requester back with it.
    job := private.write_export(job, most, page_size);
    job.state := 'done';
    job.expires_at := now() + interval '7 days';
  exception
    when insufficient_privilege or invalid_parameter_value then
      get stacked diagnostics fault = message_text;
      job.state := 'failed';
      job.error := fault;
  end;
  update public.exports as e set
    state = job.state, error = job.error, parts = job.parts, row_count = job.row_count, byte_size = job.byte_size,
    sha256 = job.sha256, finished_at = clock_timestamp(), expires_at = job.expires_at
  where e.domain_id = job.domain_id and e.id = job.id;
  delete from private.export_claims as c where c.domain_id = job.domain_id and c.export_id = job.id;
  return jsonb_build_object('export_id', job.id, 'state', job.state, 'rows', job.row_count, 'expired', expired);
end;
$function$;
