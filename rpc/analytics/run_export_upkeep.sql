create or replace function public.run_export_upkeep(most integer default 100000, page_size integer default 500)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds update on exports
set search_path = ''
as $$
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
$$;

comment on function public.run_export_upkeep(integer, integer) is
'For the worker, whenever the outbox has export.requested, until export_id is null: makes the oldest export that waits, with the rights of whoever asked for it, and drops what has expired. A worker that is killed has made nothing, and it still waits. most: an export with more rows fails. '
'Returns {export_id, state, rows, expired}. Errors: 22023 INVALID_INPUT.';
revoke all on function public.run_export_upkeep(integer, integer) from public, anon, authenticated;
grant execute on function public.run_export_upkeep(integer, integer) to service_role;
