-- Under the environment's name: a copy of production that archives its months must not write over the files of them.
-- requires: sql/platform/archive_parts.sql sql/events/archive_page.sql sql/platform/environment.sql
create or replace function private.hand_out_part(archive public.retention_archives, page_size integer)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  nil constant uuid := '00000000-0000-0000-0000-000000000000';
  before public.archive_parts;
  page record;
  is_end boolean;
begin
  delete from public.archive_parts as p where p.archive_id = archive.id and p.confirmed_at is null;
  select p.* into before from public.archive_parts as p where p.archive_id = archive.id order by p.part desc limit 1;
  page := private.archive_page(
    archive.from_at, archive.to_at, coalesce(before.last_domain_id, nil), coalesce(before.last_id, nil), page_size
  );
  is_end := (
    private.archive_page(archive.from_at, archive.to_at, page.last_domain_id, page.last_id, 1)
  ).row_count = 0;
  insert into public.archive_parts (
    archive_id, part, row_count, byte_size, sha256, last_domain_id, last_id, is_last
  )
  values (
    archive.id, archive.parts + 1, page.row_count, page.byte_size, page.sha256, page.last_domain_id, page.last_id, is_end
  );
  return jsonb_build_object(
    'archive_id', archive.id, 'part', archive.parts + 1, 'is_last', is_end, 'content', page.content,
    'file_name', format(
      '%s/%s/%s/%s-%s.jsonl', private.environment(), archive.history,
      to_char(archive.from_at at time zone 'UTC', 'YYYY-MM'), archive.id, archive.parts + 1
    )
  );
end;
$$;

comment on function private.hand_out_part(public.retention_archives, integer) is
'Notes what the next part of an archive must hold, in place of one that was not confirmed, and returns it with its content.';
revoke all on function private.hand_out_part(public.retention_archives, integer)
from public, anon, authenticated, service_role;
