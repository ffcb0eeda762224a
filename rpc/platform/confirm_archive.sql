create or replace function public.confirm_archive(
  archive_id uuid,
  worker text,
  part integer,
  path text,
  row_count integer,
  sha256 text
)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds update on retention_archives
set search_path = ''
as $$
declare
  job public.retention_archives;
  asked public.archive_parts;
begin
  if length(btrim(path)) between 1 and 500 is not true then
    perform private.bad_input('path', 'must be a text of 1 to 500 characters');
  end if;
  select a.* into job from public.retention_archives as a
  where a.id = confirm_archive.archive_id and a.claimed_by = confirm_archive.worker and a.claimed_until > now()
  for update;
  if not found then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this archive is not yours', 'The lease ran out, and another worker took it.'
    );
  end if;
  select p.* into asked from public.archive_parts as p
  where p.archive_id = job.id and p.part = confirm_archive.part and p.confirmed_at is null;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such part waits');
  end if;
  if (asked.row_count, asked.sha256) is distinct from (confirm_archive.row_count, confirm_archive.sha256) then
    perform private.fail(
      'PT409', 'ARCHIVE_DIFFERS', 'what was written is not what was handed out', 'Write the part again.'
    );
  end if;
  update public.archive_parts as p set path = btrim(confirm_archive.path), confirmed_at = now()
  where p.archive_id = job.id and p.part = asked.part;
  update public.retention_archives as a set parts = a.parts + 1, row_count = a.row_count + asked.row_count
  where a.id = job.id
  returning a.* into job;
  if asked.is_last then
    update public.retention_archives as a
    set state = 'written', written_at = now(), fault = null, claimed_by = null, claimed_until = null
    where a.id = job.id
    returning a.* into job;
  end if;
  return jsonb_build_object('state', job.state, 'parts', job.parts, 'row_count', job.row_count);
end;
$$;

comment on function public.confirm_archive(uuid, text, integer, text, integer, text) is
'For the worker: the part is written. archive_id, part: as claimed. path: where it is. row_count, sha256: lines and checksum of the file, read back; both must be those of the rows. After the last part the archive is written, and run_retention_upkeep() may drop the month. '
'Returns {state, parts, row_count}. Errors: 22023 INVALID_INPUT; PT409 CLAIM_LOST, ARCHIVE_DIFFERS; P0002 NOT_FOUND.';
revoke all on function public.confirm_archive(uuid, text, integer, text, integer, text)
from public, anon, authenticated;
grant execute on function public.confirm_archive(uuid, text, integer, text, integer, text) to service_role;
