create or replace function public.run_retention_upkeep()
returns jsonb
language plpgsql
volatile
security definer -- definer: only the owner may drop partitions
set search_path = ''
as $$
declare
  noted integer;
  job public.retention_archives;
begin
  -- Waits for a hold that is being placed, and none is placed while something goes.
  lock table public.legal_holds in share mode;
  noted := private.note_due_archives();
  select a.* into job from public.retention_archives as a
  where a.state = 'written' and a.to_at <= private.retention_cutoff(a.history)
    and not private.is_held(a.from_at, a.to_at)
  order by a.from_at
  limit 1
  for update skip locked;
  if not found then
    return jsonb_build_object('due', noted, 'archive_id', null);
  end if;
  return jsonb_build_object('due', noted, 'archive_id', job.id, 'state', private.drop_archive(job));
end;
$$;

comment on function public.run_retention_upkeep() is
'For the daily worker, until archive_id is null or state is busy: notes which months of the event log are older than retention_policies says, and drops the oldest that is written, after comparing every part with the rows; its tallies stay. Months with events of a domain under a legal hold stay whole. A worker that is killed has dropped nothing. '
'Returns {due, archive_id, state}: how many months were noted; dropped, due (it has to be written anew) or busy (somebody uses it).';
revoke all on function public.run_retention_upkeep() from public, anon, authenticated;
grant execute on function public.run_retention_upkeep() to service_role;
