create or replace function public.claim_archive(
  worker text,
  page_size integer default 10000,
  lease interval default '10 minutes'
)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds insert on archive_parts
set search_path = ''
as $$
declare
  job public.retention_archives;
begin
  perform private.check_worker(worker, lease);
  if page_size between 1 and 50000 is not true then
    perform private.bad_input('page_size', 'must be 1 to 50000');
  end if;
  select a.* into job from public.retention_archives as a
  where a.state = 'due'
    and (a.claimed_by is null or a.claimed_by = claim_archive.worker or a.claimed_until <= now())
  order by a.from_at
  limit 1
  for update skip locked;
  if not found then
    return jsonb_build_object('archive_id', null);
  end if;
  update public.retention_archives as a set claimed_by = claim_archive.worker, claimed_until = now() + lease
  where a.id = job.id;
  return private.hand_out_part(job, page_size);
end;
$$;

comment on function public.claim_archive(text, integer, interval) is
'For the worker: the next part of the oldest month that has to be written, for the time of the lease: content, as JSON lines, to be kept where nobody can change it, under file_name or elsewhere. Then confirm_archive(), and again, until archive_id is null. A part that was not confirmed is handed out again. page_size: rows of a part, 1 to 50000. '
'Returns {archive_id, part, is_last, content, file_name}. Errors: 22023 INVALID_INPUT.';
revoke all on function public.claim_archive(text, integer, interval) from public, anon, authenticated;
grant execute on function public.claim_archive(text, integer, interval) to service_role;
